import ImageAnalysis

extension State {
    /// `a change of line 14 rebuilds 1 step, pushes 0.4 MB (0.1 MB compressed)`; nil for a line of which no change is
    /// told.
    func text(ofChangeOnLine line: Int) -> String? {
        guard let cost = image?.stages?.costs.cost(ofLine: line) else { return nil }
        let doubt = cost.doubtfulSteps > 0 ? "up to " : ""
        let pushed = cost.bytes(in: derived.stack).map { ", pushes \(bytes($0))" + remarks([compressedText(of: cost)]) }
        return "a change of line \(line) rebuilds \(doubt)\(Figure.count(cost.rebuilt.count, "step"))" + (pushed ?? "")
    }

    /// `A change of your code pushes 317 MB anew (after advice: 0.4 MB; 120 MB compressed)`; nil where no code is
    /// known.
    var textOfCodeChange: String? {
        guard let cost = image?.stages?.costs.code, let pushed = cost.bytes(in: derived.stack) else { return nil }
        let after = advice?.codeChange?.after.map(\.bytes).flatMap { $0 < pushed ? "after advice: \(bytes($0))" : nil }
        return "A change of your code pushes \(bytes(pushed)) anew" + remarks([after, compressedText(of: cost)])
    }

    /// What a push sends; nil where that is not known.
    private func compressedText(of cost: ChangeCost) -> String? {
        compressed.flatMap { cost.pushed($0) }.map { "\(bytes($0.bytes)) compressed" }
    }

    /// What is known of these, in brackets.
    private func remarks(_ remarks: [String?]) -> String {
        let known = remarks.compactMap(\.self)
        return known.isEmpty ? "" : " (\(known.joined(separator: "; ")))"
    }
}
