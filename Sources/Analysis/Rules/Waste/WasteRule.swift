import Evidence
import FileTree

/// A rule on bytes that one way of hiding them wasted. One finding for each pair of layers: what to do about it takes
/// both instructions.
protocol WasteRule: ImageRule {
    /// Which waste it is about.
    var kind: WasteKind { get }
    /// What the hiding layer did, after "that layer 4".
    var verb: String { get }
    /// What became of the bytes, after "12.3 MB".
    var participle: String { get }
    /// What to do, naming both instructions, when the first is the image's own.
    func remedy(stored: String, hid: String, isCopy: Bool) -> String
    /// What is to be said of one file.
    func note(on copy: WasteBreakdown.Copy, in stack: LayerStack) -> String
    /// What else the finding rests on, a sentence; empty for nothing.
    func caveat(on pair: WasteBreakdown.Pair, in stack: LayerStack) -> String
}

extension WasteRule {
    func note(on copy: WasteBreakdown.Copy, in stack: LayerStack) -> String {
        "\(verb) in layer \(copy.hidden.hiddenBy)"
    }

    func caveat(on pair: WasteBreakdown.Pair, in stack: LayerStack) -> String { "" }

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.wasteBreakdown.pairs.filter { $0.kind == kind }.map { finding(of: $0, in: image) }
    }

    private func finding(of pair: WasteBreakdown.Pair, in image: AnalyzedImage) -> Finding {
        let (stored, hid) = (image.author(ofLayer: pair.storedBy), image.author(ofLayer: pair.hiddenBy))
        let files = pair.copies.count == 1 ? "1 file" : "\(pair.copies.count) files"
        let place = CommonDirectory.of(pair.copies.map(\.hidden.path), in: image.stack)
        let evidence = "\(stored) stores \(files) of \(ByteCount(pair.bytes)) that \(hid) \(verb)."
        // The instruction to change is the one that stored the bytes, unless the base image did.
        let isBase = image.isBase(layer: pair.storedBy)
        return Finding(
            rule, title: "\(ByteCount(pair.bytes)) \(participle)", severity: severity(of: pair, in: image),
            path: place.map { image.stack.path(of: $0) }, layer: pair.storedBy,
            line: image.line(ofLayer: isBase ? pair.hiddenBy : pair.storedBy), bytes: pair.bytes,
            evidence: [evidence, caveat(on: pair, in: image.stack)].filter { !$0.isEmpty }.joined(separator: " "),
            remedy: remedy(pair, stored: stored, hid: hid, in: image),
            items: items(of: pair, in: image.stack))
    }

    /// The files. Most of them have the same note, which they share: each string of its own takes memory.
    private func items(of pair: WasteBreakdown.Pair, in stack: LayerStack) -> [Finding.Item] {
        var notes: Set<String> = []
        return pair.copies.map { copy in
            Finding.Item(
                path: copy.hidden.path, entry: copy.hidden.entry, bytes: copy.hidden.bytes,
                note: notes.insert(note(on: copy, in: stack)).memberAfterInsert)
        }
    }

    private func remedy(_ pair: WasteBreakdown.Pair, stored: String, hid: String, in image: AnalyzedImage) -> String {
        if image.isBase(layer: pair.hiddenBy) { return image.baseRemedy }
        if image.isBase(layer: pair.storedBy) {
            return "The bytes stay in \(stored) whatever \(hid) does: choose a base image without these files, or "
                + "leave them alone."
        }
        let text = image.attribution(ofLayer: pair.storedBy)?.text ?? ""
        return remedy(stored: stored, hid: hid, isCopy: text.hasPrefix("COPY") || text.hasPrefix("ADD"))
    }

    private func severity(of pair: WasteBreakdown.Pair, in image: AnalyzedImage) -> Severity {
        if pair.bytes < 1_000_000 || image.isBase(layer: pair.hiddenBy) { return .info }
        return pair.bytes < 20_000_000 ? .low : .medium
    }
}
