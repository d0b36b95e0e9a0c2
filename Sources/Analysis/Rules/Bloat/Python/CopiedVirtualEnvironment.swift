import Evidence
import FileTree

/// A virtual environment whose interpreter is on another machine.
struct CopiedVirtualEnvironment: PathRule {
    let rule = Rule(
        id: "copied-virtual-environment", category: .bloat, severity: .high,
        title: "A virtual environment was copied from elsewhere",
        why:
            "A virtual environment refers to the Python that made it. Where that is not in the image, it came with the "
            + "build context or from another base, and does not run.",
        remedy: "List it in .dockerignore and install inside the image, or copy it between stages that have the same "
            + "Python at the same path.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["pyvenv.cfg"]
    let collectors: [any Collector] = [
        WholeFiles("virtual-environment", FileSelection([.exactly("pyvenv.cfg")], upTo: 4 << 10))
    ]
    let subject = "a virtual environment without its Python"

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        matches(in: image).filter { missingHome(of: $0, in: image) != nil }
            .compactMap { image.stack.parent(of: $0.path) }.flatMap { image.files(below: $0) }
    }

    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String {
        guard image.stack.name(of: file.path).elementsEqual("pyvenv.cfg".utf8) else { return "" }
        return missingHome(of: file, in: image).map { "home = \($0), where the image has no Python" } ?? ""
    }

    /// Where the environment's Python was, if the image has none there.
    private func missingHome(of file: PathIndex.File, in image: AnalyzedImage) -> String? {
        guard let bytes = image.text(at: file.path), let home = home(in: String(decoding: bytes, as: UTF8.self)),
            home.hasPrefix("/") || home.dropFirst().hasPrefix(":\\")
        else { return nil }
        let names = ["python", "python3", "pypy", "pypy3"]
        let isThere = names.contains { image.resolved("\(home)/\($0)") != nil }
        return isThere ? nil : home
    }

    /// The value of the key `home` (PEP 405).
    private func home(in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "home" else { continue }
            return trimmed(parts[1])
        }
        return nil
    }

    private func trimmed(_ text: Substring) -> String {
        let front = text.drop(while: \.isWhitespace)
        return String(front.prefix(front.count - front.reversed().prefix(while: \.isWhitespace).count))
    }
}
