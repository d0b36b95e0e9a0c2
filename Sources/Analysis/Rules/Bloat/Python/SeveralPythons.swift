import Evidence
import FileTree
import OCI

/// More than one version of Python.
struct SeveralPythons: PathRule {
    let rule = Rule(
        id: "several-pythons", category: .bloat, severity: .medium, title: "Several versions of Python are installed",
        why:
            "A program runs on one Python. Another one came with a package that apt installed, or with the base; each is "
            + "30 to 100 MB with its library.",
        remedy: "Use one: apt packages that depend on python3 belong in a builder stage of a python image, or take the "
            + "distribution's Python for the program too.")
    let patterns: [PathPattern] = ["bin/python3.*", "bin/python2.*"]
    let subject = "Pythons other than the first in PATH"

    /// An interpreter and where its library is.
    private struct Interpreter {
        let path: PathID
        let prefix: PathID
        let version: String
        let file: PathIndex.File
    }

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let all = interpreters(in: image)
        guard all.count > 1 else { return [] }
        let search = searchPath(of: image)
        let first = all.enumerated().min {
            rank($0.element, search, image, $0.offset) < rank($1.element, search, image, $1.offset)
        }
        return all.filter { $0.path != first?.element.path }.flatMap { interpreter in
            let library = image.child(of: interpreter.prefix, named: "lib/python\(interpreter.version)")
            return [interpreter.file] + (library.map { image.files(below: $0) } ?? [])
        }
    }

    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String { "" }

    /// Real programs, not links to them, called by a version alone: `python3.13`. A virtual environment may have a copy of
    /// its Python (`python -m venv --copies`), but its library are the program's own packages.
    private func interpreters(in image: AnalyzedImage) -> [Interpreter] {
        matches(in: image).compactMap { file in
            let version = image.stack.name(of: file.path).dropFirst("python".utf8.count)
            guard let bin = image.stack.parent(of: file.path), let prefix = image.stack.parent(of: bin),
                version.allSatisfy({ $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }),
                image.child(of: prefix, named: "pyvenv.cfg") == nil
            else { return nil }
            return Interpreter(
                path: file.path, prefix: prefix, version: String(decoding: version, as: UTF8.self), file: file)
        }
    }

    private func searchPath(of image: AnalyzedImage) -> [String] {
        let value = image.image.config.config.environment.first { $0.hasPrefix("PATH=") }?.dropFirst(5)
        return (value ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").split(separator: ":").map(
            String.init)
    }

    /// Where the search path comes by it; after all of that what it never comes by.
    private func rank(_ one: Interpreter, _ search: [String], _ image: AnalyzedImage, _ place: Int) -> Int {
        let directory = image.stack.parent(of: one.path).map { "/" + image.text(of: $0) } ?? ""
        return (search.firstIndex(of: directory) ?? search.count) << 32 + place
    }
}
