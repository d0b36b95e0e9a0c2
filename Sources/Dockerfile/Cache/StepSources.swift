/// What a step takes from the build context, another stage or an image, as a cache looks at it.
struct StepSources {
    let files: [ContextFile]
    /// Whether no other file is in the context.
    let filesAreComplete: Bool
    let engine: BuildEngine
    let escape: Character
    /// What stands for the files at some paths of a stage or image.
    let taken: (Stage.Base, [String]) -> String

    /// The contents of what a `COPY` or `ADD` names.
    ///
    /// - Parameters:
    ///   - sources: The sources with variables resolved.
    ///   - edge: What `--from` names; nil for the build context.
    func contents(of instruction: Instruction, _ sources: [String], from edge: StageEdge?, to destination: String)
        -> [String]
    {
        let heredocs = instruction.heredocs.flatMap { [$0.name, $0.content] }
        if let edge { return [taken(edge.source, sources)] + sources.map(StepSources.cleaned) }
        let excluded = instruction.flags.filter { $0.name == "exclude" }.compactMap(\.value)
        let selection = ContextSelection(sources, excluded: excluded, from: files)
        let isRenamed = selection.files.count == 1 && !destination.hasSuffix("/") && destination != "."
        // Of files that are not known the name is all that there is.
        return heredocs + (filesAreComplete ? [] : sources)
            + selection.files.flatMap { selected in
                description(of: selected, instruction, name: isRenamed && engine == .buildah ? "" : selected.name)
            }
    }

    /// The contents of a directory or file of the context that a command sees.
    func mounted(_ source: String) -> [String] {
        ContextSelection([source], from: files).files.flatMap { selected in
            [selected.name, selected.file.contents, String(selected.file.mode)]
        }
    }

    private func description(of selected: ContextSelection.Selected, _ instruction: Instruction, name: String)
        -> [String]
    {
        let (file, attributes) = (selected.file, engine.attributes)
        // Of the directory that is copied nothing but what lies in it gets there.
        if selected.isRoot, !attributes.contains(.modeOfRoot) { return [] }
        let mode = instruction.flag("chmod") ?? String(file.mode, radix: 8)
        let owner = instruction.flag("chown").map(StepSources.owner) ?? file.owner
        return [name, file.isDirectory ? "directory" : "file", file.contents]
            + (attributes.contains(.mode) ? [mode] : []) + (attributes.contains(.owner) ? [owner] : [])
            + (attributes.contains(.extended) ? [file.extendedAttributes] : [])
    }

    /// `7:7` for `7`: who names no group gives the user's number to it.
    private static func owner(_ text: String) -> String { text.contains(":") ? text : "\(text):\(text)" }

    /// A source without what says nothing: `./src/` is `src`.
    static func cleaned(_ source: String) -> String {
        source.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
