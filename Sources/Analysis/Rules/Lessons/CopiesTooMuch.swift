import Dockerfile
import Evidence
import FileTree

/// A `COPY --from` that takes a system directory whole, and with it what the image has already.
struct CopiesTooMuch: ImageRule {
    let rule = Rule(
        id: "copies-too-much", category: .lesson, severity: .medium, title: "COPY --from takes more than is used",
        why: "Copying / or /usr from a builder brings its files a second time, tools and all: the second stage saves "
            + "nothing then.",
        remedy: "Install into a directory of its own (pip install --prefix=/install, a virtual environment, make "
            + "DESTDIR=…) and copy that.", isLesson: true, lesson: .copies)

    private static let broad: Set<String> = [
        "/", "/usr", "/usr/", "/usr/.", "/.", "/lib", "/etc", "/var", "/root", "/opt",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.recipe.steps.compactMap { step in
            guard step.instruction.keyword == .copy, let from = step.instruction.flag("from"), let layer = step.layer
            else {
                return nil
            }
            let again = alreadyThere(layer, in: image)
            let bytes = again.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
            let sources = step.instruction.arguments.dropLast()
            let isBroad = sources.contains { CopiesTooMuch.broad.contains($0) }
            guard bytes >= 1_000_000 || isBroad && bytes >= 4096 else { return nil }
            return Finding(
                rule, title: "\(ByteCount(bytes)) copied from \(from) were in the image already", layer: layer,
                line: step.line,
                bytes: bytes,
                evidence:
                    "\(again.count) files of layer \(layer) have the contents that the layers below show at the same path.",
                items: again, confidence: .high)
        }
    }

    /// Files whose path had the same contents before.
    private func alreadyThere(_ layer: Int, in image: AnalyzedImage) -> [Finding.Item] {
        guard layer > 1 else { return [] }
        let before = image.stack.view(of: 1...(layer - 1))
        return image.stack.entries(of: layer).compactMap { entry -> Finding.Item? in
            guard let path = image.stack.path(of: entry), before.isPresent(path), let old = before.entry(of: path)
            else {
                return nil
            }
            let (new, lower) = (image.stack.entry(entry), image.stack.entry(old))
            guard new.size > 0, new.size == lower.size, let hash = new.contentHash, hash == lower.contentHash else {
                return nil
            }
            return Finding.Item(path: path, entry: entry, bytes: new.size)
        }.sorted { $0.bytes > $1.bytes }
    }
}
