import Evidence
import FileTree

/// Compiled Python modules beside their sources.
struct PythonByteCode: PathRule {
    let rule = Rule(
        id: "python-bytecode", category: .bloat, severity: .low, title: "Byte code lies beside its Python source",
        why:
            "Python writes the byte code of each module beside it: about a third of a virtual environment. It can be made "
            + "anew from the source; without it a program only starts more slowly.",
        remedy: "Set ENV PYTHONDONTWRITEBYTECODE=1 and install with pip install --no-compile, where the start of the "
            + "program may take longer; else leave it.")
    let patterns: [PathPattern] = ["*.pyc", "*.pyo"]
    let subject = "Python byte code beside its source"

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        matches(in: image).filter { image.source(ofByteCode: $0.path) != nil }
    }
}

extension AnalyzedImage {
    /// Where the source of byte code is in the final tree; nil where it is not there, and for other files.
    ///
    /// `__pycache__/name.cpython-313.pyc` comes from `name.py` one directory up, `name.pyc` from `name.py` beside it.
    package func source(ofByteCode path: PathID) -> PathID? {
        let name = stack.name(of: path)
        guard [".pyc", ".pyo"].contains(where: { name.suffix(4).elementsEqual($0.utf8) }),
            var directory = stack.parent(of: path)
        else { return nil }
        var stem = name.dropLast(4)
        if stack.name(of: directory).elementsEqual("__pycache__".utf8) {
            directory = stack.parent(of: directory) ?? .root
            // The tag of the interpreter, and of an optimisation, is after the module's name, which has no dots.
            stem = name.prefix { $0 != UInt8(ascii: ".") }
        }
        guard let source = stack.child(of: directory, named: stem + Array(".py".utf8)),
            view?.isPresent(source) == true
        else { return nil }
        return source
    }
}
