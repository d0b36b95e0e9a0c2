import Evidence
import FileTree
import Packages

/// What package managers have marked as asked for by name, not brought along as a dependency.
struct RequestedByMark {
    private static let aptStates = "var/lib/apt/extended_states"
    private static let apkWorld = "etc/apk/world"

    /// The files that say so.
    static let collector = WholeFiles(
        "package-marks", FileSelection(paths: [aptStates, apkWorld], upTo: 8 << 20))

    private let automatic: Set<String>?
    private let world: Set<String>
    private let view: TreeView?

    init(of image: AnalyzedImage) {
        view = image.view
        let states = image.view.flatMap { image.contents.bytes(at: RequestedByMark.aptStates, in: $0) }
        automatic = states.map { bytes in
            let paragraphs = ControlParagraph.paragraphs(in: bytes, keeping: ["package", "auto-installed"])
            return Set(paragraphs.filter { $0["auto-installed"] == "1" }.compactMap { $0["package"] })
        }
        let words = image.view.flatMap { image.contents.bytes(at: RequestedByMark.apkWorld, in: $0) } ?? []
        world = Set(
            String(decoding: words, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { word in
                String(word.prefix { !"=~<>@".contains($0) })
            })
    }

    /// Whether a package has such a mark.
    func contains(_ package: Package) -> Bool {
        switch package.ecosystem {
        case .dpkg: automatic.map { !$0.contains(package.name) } ?? false
        case .apk: world.contains(package.name)
        case .python:
            // PEP 376: the file is there where pip was told the name.
            package.files.contains { view?.stack.name(of: $0).elementsEqual("REQUESTED".utf8) == true }
        default: false
        }
    }
}
