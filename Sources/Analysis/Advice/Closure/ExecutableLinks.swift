import Evidence
import FileTree
import Packages

/// A file that an executable needs to run.
struct ExecutableLink {
    let file: PathID
    /// Whether it runs the script that names it.
    let isInterpreter: Bool
    /// Whether it is a shared object, `DT_NEEDED`.
    let isLibrary: Bool
}

extension Executable {
    /// The files that it needs: its interpreter, what `env` in a script's first line looks for, its shared objects.
    func links(
        at path: String, _ lookup: inout FileLookup, _ objects: inout SharedObjectSearch
    ) -> [ExecutableLink] {
        var links: [ExecutableLink] = []
        if let interpreter, let file = lookup.file(interpreter) {
            links.append(ExecutableLink(file: file, isInterpreter: kind == .script, isLibrary: false))
        }
        if let argument = interpreterArgument, interpreter?.hasSuffix("/env") == true,
            let name = argument.split(separator: " ").map(String.init).first(where: { !$0.hasPrefix("-") }),
            let file = lookup.program(name, searching: ["usr/local/bin", "usr/bin", "bin"], from: "")
        {
            links.append(ExecutableLink(file: file, isInterpreter: true, isLibrary: false))
        }
        let directory = String(FilePath(Array(path.utf8)).directory)
        for name in needed {
            guard let file = objects.find(name, neededBy: self, in: directory, &lookup) else { continue }
            links.append(ExecutableLink(file: file, isInterpreter: false, isLibrary: true))
        }
        return links
    }
}
