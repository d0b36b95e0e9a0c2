import Dockerfile
import Evidence
import FileTree
import Rules

/// A copy of which the history does not say from where: by a digest in place of the names, or without its `--from`.
struct LostCopy {
    private let step: BuildRecipe.Step
    /// The destination of a copy by digest; nil for one from another image.
    private let destination: String?
    /// The name of the only file, where there is one.
    private let name: String?

    init?(_ step: BuildRecipe.Step, in image: AnalyzedImage) {
        self.step = step
        let words = step.instruction.arguments
        let isHashed =
            words.count >= 3 && words[words.count - 2] == "in"
            && ["file:", "dir:", "multi:"].contains { words[0].hasPrefix($0) }
        guard isHashed else {
            guard step.copiesAbsolutePaths else { return nil }
            (destination, name) = (nil, nil)
            return
        }
        destination = words.last
        let files =
            step.layer.map { image.stack.entries(of: $0).filter { image.stack.entry($0).kind != .directory } } ?? []
        let only =
            files.count == 1 && !OneLayer(of: image).isWhole ? files.first.flatMap { image.stack.path(of: $0) } : nil
        let last = words.last.map { $0.hasSuffix("/") ? "" : String($0.split(separator: "/").last ?? "") } ?? ""
        let isFile = words[0].hasPrefix("file:") && !last.isEmpty
        name = only.map { String(FilePath(image.stack.path(of: $0)).name) } ?? (isFile ? last : nil)
    }

    /// The instruction with what is guessed, and a comment that says so.
    func lines(owner: String?, uvVersion: String?) -> [String] {
        let sources = step.contextSources
        if destination == nil {
            guard sources.contains(where: { $0.hasSuffix("/uv") }) else {
                return [
                    "# The history does not say where this was copied from: add --from=IMAGE and take the # away.",
                    "# \(InstructionText.oneLine(step.instruction.text))",
                ]
            }
            let note = uvVersion == nil ? ["# uv's version is not recorded: put it in place of latest."] : []
            let flag = "--from=ghcr.io/astral-sh/uv:\(uvVersion ?? "latest")"
            return note + InstructionSource.text(step, in: nil, adding: [flag])
        }
        let flags = owner.map { "\($0) " } ?? ""
        return [
            "# The history does not name what was copied: this is a guess.",
            "\(step.instruction.name.uppercased()) \(flags)\(name ?? ".") \(destination ?? ".")",
        ]
    }
}
