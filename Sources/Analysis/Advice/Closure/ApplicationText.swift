import Evidence
import FileTree
import Packages

/// The words of the application's own texts, which may name programs that it runs.
struct ApplicationText {
    /// Runs of letters, digits, `.`, `_`, `+` and `-`.
    let words: Set<String>

    /// Reads what was captured of scripts and sources of the image's own layers.
    init(of image: AnalyzedImage, view: TreeView) {
        var words: Set<String> = []
        ApplicationText.forEach(in: image, view: view) { _, bytes in ApplicationText.add(bytes, to: &words) }
        self.words = words
    }

    /// The same as whole texts, with their paths without a leading slash.
    static func files(of image: AnalyzedImage, view: TreeView) -> [(path: String, text: String)] {
        var files: [(path: String, text: String)] = []
        forEach(in: image, view: view) { files.append((image.text(of: $0), String(decoding: $1, as: UTF8.self))) }
        return files
    }

    private static func forEach(in image: AnalyzedImage, view: TreeView, _ body: (PathID, [UInt8]) -> Void) {
        for layer in 1...max(1, image.stack.layerCount) where !image.isBase(layer: layer) {
            for entry in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: entry), view.isPresent(path), view.entry(of: path) == entry,
                    ApplicationFiles.contains(FilePath(image.stack.path(of: path))),
                    image.packages.owner(of: path)?.ecosystem.isSystem != true,
                    let bytes = image.contents.bytes(of: entry, in: image.stack)
                else { continue }
                body(path, bytes)
            }
        }
    }

    private static func add(_ bytes: [UInt8], to words: inout Set<String>) {
        for word in bytes.split(whereSeparator: { !isPart($0) }) where word.count <= 64 {
            words.insert(String(decoding: word, as: UTF8.self))
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"): true
        default: byte == UInt8(ascii: "-")
        }
    }
}
