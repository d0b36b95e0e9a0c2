import Evidence
import FileTree
import Packages

/// Symbol tables and debugging information of programs and libraries.
struct DebugSymbols: PathRule {
    let rule = Rule(
        id: "debug-symbols", category: .bloat, severity: .medium, title: "Programs carry debugging information",
        why: "The sections .symtab and .debug_* are for debuggers; running needs none of them. In programs that were "
            + "built without -s they are often most of the file.",
        remedy:
            "Strip in the builder stage: strip --strip-unneeded, go build -ldflags='-s -w', cargo's strip = true, or "
            + "cc -s. Leave out *-dbg and *-dbgsym packages.")
    let patterns: [PathPattern] = ["/usr/lib/debug/**", "/usr/local/lib/debug/**"]
    let subject = "debugging information"
    let collectors: [any Collector] = [ExecutableFiles()]

    /// A file with less is not worth stripping, in bytes.
    private static let minimumPerFile: Int64 = 4096

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let separate = matches(in: image)
        let known = Set(separate.map(\.path))
        let programs = image.executableFiles {
            ($0.kind == .executable || $0.kind == .sharedObject) && $0.debugBytes >= DebugSymbols.minimumPerFile
        }
        return separate
            + programs.filter { !known.contains($0.file.path) }.map { program in
                PathIndex.File(
                    path: program.file.path, entry: program.file.entry,
                    bytes: min(program.facts.debugBytes, program.file.bytes))
            }
    }

    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String {
        guard let facts = image.contents.fact(Executable.self, of: file.entry, in: image.stack),
            facts.debugBytes == file.bytes
        else { return "" }
        return "\(ByteCount(file.bytes)) of \(ByteCount(image.stack.entry(file.entry).size)) are symbols"
    }
}
