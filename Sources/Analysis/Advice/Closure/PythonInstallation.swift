import Evidence
import FileTree

/// A Python that no package owns, as the official images build it.
enum PythonInstallation {
    /// The prefix of an interpreter, `usr/local` of `usr/local/bin/python3.11`; nil for other programs.
    static func prefix(ofInterpreter path: String) -> String? {
        let file = FilePath(Array(path.utf8))
        guard file.directory.hasSuffix("/bin"), file.name.hasPrefix("python"),
            file.name.dropFirst("python".count).allSatisfy({ $0.isNumber || $0 == "." })
        else { return nil }
        return String(file.directory.dropLast("/bin".count))
    }

    /// The standard library with its extension modules, and the interpreter's own library; what is installed into it
    /// (`site-packages`) not.
    static func files(in prefix: String, of view: TreeView) -> [PathID] {
        guard let library = view.stack.find(Array("\(prefix)/lib".utf8)), view.isPresent(library) else { return [] }
        let roots = view.stack.children(of: library).filter { child in
            let name = String(decoding: view.stack.name(of: child), as: UTF8.self)
            return view.isPresent(child) && (name.hasPrefix("libpython") || name.hasPrefix("python3"))
        }
        return files(below: roots, of: view)
    }

    private static func files(below roots: [PathID], of view: TreeView) -> [PathID] {
        var files: [PathID] = []
        var pending = roots
        while let path = pending.popLast() {
            guard view.isPresent(path) else { continue }
            guard view.kind(of: path) == .directory else {
                files.append(path)
                continue
            }
            let name = view.stack.name(of: path)
            if name.elementsEqual("site-packages".utf8) || name.elementsEqual("dist-packages".utf8) { continue }
            pending += view.stack.children(of: path)
        }
        return files
    }
}
