import Evidence
import FileTree
import Packages

/// Groups what stays by the kind of its reason.
struct KeptReasons {
    private let image: AnalyzedImage
    private let reasons: [EntryReference: KeptReason]
    private let minimal: Set<String>
    private var sums: [String: (bytes: Int64, files: Int)] = [:]

    init(_ image: AnalyzedImage, view: TreeView, closure: RuntimeClosure) {
        self.image = image
        minimal = closure.minimal
        var reasons: [EntryReference: KeptReason] = [:]
        for (path, reason) in closure.files {
            guard let entry = view.entry(of: path), let contents = image.stack.contents(of: entry) else { continue }
            reasons[contents] = reason
        }
        self.reasons = reasons
    }

    mutating func add(_ item: Finding.Item) {
        let kind = kind(of: item)
        let sum = sums[kind] ?? (0, 0)
        sums[kind] = (sum.bytes.addingSaturated(item.bytes), sum.files + 1)
    }

    private func kind(of item: Finding.Item) -> String {
        switch reasons[item.entry] {
        case .essential: "packages of every minimal system, and what they depend on"
        case .package(let name, _):
            minimal.contains(name)
                ? "packages of every minimal system, and what they depend on"
                : "packages that programs are linked with, or that are data for them"
        case .pythonInstallation(let prefix): "the Python installation in /\(prefix)"
        case .distribution: "Python distributions of the image's own layers"
        case .program, .interpreter, .needed: "what runs, and what it is linked with"
        case nil:
            if image.isBase(layer: item.entry.layer) {
                image.packages.owner(of: item.path) == nil
                    ? "the base image's files of no package" : "packages of the base image that nothing reaches"
            } else if FilePath(image.stack.path(of: item.path)).contains("site-packages") {
                "Python distributions of the image's own layers"
            } else {
                "the application: files of the image's own layers"
            }
        }
    }

    /// The groups, the largest first.
    var groups: [Advice.Kept] {
        sums.map { Advice.Kept(reason: $0.key, bytes: $0.value.bytes, files: $0.value.files) }
            .sorted { $0.bytes == $1.bytes ? $0.reason < $1.reason : $0.bytes > $1.bytes }
    }
}
