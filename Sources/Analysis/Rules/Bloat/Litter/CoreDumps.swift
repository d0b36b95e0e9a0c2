import Evidence
import FileTree
import Packages

/// Memory of programs that crashed.
struct CoreDumps: PathRule {
    let rule = Rule(
        id: "core-dumps", category: .bloat, severity: .high, title: "A core dump is in the image",
        why: "A program that crashed during the build left its memory: large, and with whatever it held, secrets too.",
        remedy: "Delete it, find out what crashed, and run builds with ulimit -c 0.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["core", "core.*"]
    let subject = "core dumps"
    let collectors: [any Collector] = [ExecutableFiles()]

    /// ELF files of type `ET_CORE` among those that are looked into: called `core…`, or executable. Too large a file of the
    /// usual name is taken for one.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let dumps = image.executableFiles { $0.kind == .core }
        let large = matches(in: image).filter { file in
            file.bytes > Int64(ExecutableFiles.limit)
                && image.stack.name(of: file.path).dropFirst(5).allSatisfy { (0x30...0x39).contains($0) }
        }
        return dumps.map(\.file) + large.filter { file in !dumps.contains { $0.file == file } }
    }
}
