import Evidence
import FileTree

extension Advice {
    /// The Dockerfile that is there: the one given, found or recovered, else the one that the history tells.
    public var currentDockerfile: String {
        guard let document = image.stages.document else { return image.stages.recoveredDockerfile }
        return document.lines.joined(separator: "\n")
    }

    /// What `.dockerignore` should say where some things are left out besides; sorted.
    public func ignored(in whatIf: WhatIf) -> [String] {
        Set(ignored + LeftOutPlan(whatIf.leftOut, in: image).ignored).sorted()
    }

    /// A Dockerfile for a part of the advice.
    ///
    /// The base image, and the files that the final stage copies, are as the accepted remedies have it. Cutting the build in
    /// two stages hides and leaves behind what it does, accepted or not: comments on top say what was asked for, what was
    /// not, and what to do at which instruction for what was left out.
    public func dockerfile(for whatIf: WhatIf) -> String {
        let accepted = whatIf.accepted.map(\.id)
        let refused = remedies.map(\.id).filter { !accepted.contains($0) }
        let plan = LeftOutPlan(whatIf.leftOut, in: image)
        let extra = accepted.filter { id in !remedies.contains { $0.id == id } }
        guard !refused.isEmpty || !extra.isEmpty || !whatIf.leftOut.isEmpty else { return dockerfile }
        var kept = keptEntries
        for remedy in remedies where refused.contains(remedy.id) { remedy.items.forEach { kept.insert($0.entry) } }
        for option in options where extra.contains(option.id) { option.items.forEach { kept.remove($0.entry) } }
        let keepsBase = refused.contains("slim-base")
        let text = ImprovedDockerfile(
            image, closure: closure, variant: keepsBase ? nil : variant, kept: kept,
            trees: refused.contains("builder-stage") ? nil : trees, smallest: smallest, keepsBase: keepsBase
        ).text
        var remarks: [String] = []
        if !accepted.isEmpty { remarks.append("# Of the advice it follows: \(accepted.joined(separator: ", ")).") }
        if !refused.isEmpty {
            remarks.append(
                "# Not asked for: \(refused.joined(separator: ", ")). What two stages do of it by themselves stays done."
            )
        }
        let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        return (lines.prefix(2) + remarks + plan.lines + lines.dropFirst(2)).joined(separator: "\n")
    }
}
