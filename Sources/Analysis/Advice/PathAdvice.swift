import Evidence
import FileTree
import Packages

/// What becomes of one file of the final tree when the advice is followed, and why.
public struct PathAdvice: Sendable {
    /// The path from the root.
    public let path: String
    /// The bytes of its contents.
    public let bytes: Int64
    /// The layer that stores them, from 1.
    public let layer: Int
    /// What removes it; nil for a file that stays.
    public let remedy: Remedy?
    /// Why it stays, each the reason for the one before it; none for a file that goes.
    public let reasons: [String]
}

extension Advice {
    /// What becomes of a file.
    ///
    /// - Returns: nil for a path without contents: a directory, a link, what the final tree has not.
    public func about(_ path: PathID) -> PathAdvice? {
        guard let view = image.view, view.isPresent(path), [.regularFile, .hardLink].contains(view.kind(of: path)),
            let entry = view.entry(of: path), let contents = image.stack.contents(of: entry)
        else { return nil }
        let remedy = remedies.first { remedy in remedy.items.contains { $0.entry == contents } }
        return PathAdvice(
            path: "/" + image.text(of: path), bytes: image.stack.entry(contents).size, layer: contents.layer,
            remedy: remedy, reasons: remedy == nil ? reasons(for: path, in: contents.layer) : [])
    }

    private func reasons(for path: PathID, in layer: Int) -> [String] {
        guard let closure, let reason = closure.files[path] else {
            let whose = image.isBase(layer: layer) ? "the base image" : "the image's own layers"
            return ["a file of \(whose) of which nothing says that it can go"]
        }
        var reasons = [reason.text]
        var names: Set<String> = []
        var name = reason.dependent
        while let dependent = name, names.insert(dependent).inserted {
            let next = closure.packages.first { $0.key.name == dependent }?.value
            if let next { reasons.append(next.text) }
            name = next?.dependent
        }
        return reasons
    }
}
