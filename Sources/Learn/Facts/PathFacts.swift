import FileTree
import ImageAnalysis

/// A path that a lesson asks about.
struct PathFacts {
    private let image: AnalyzedImage
    private let view: TreeView
    /// As the lesson has it.
    private let text: String
    /// Nil where no layer has such a path.
    private let path: PathID?

    /// - Parameter argument: The path, with `@` and a layer for the tree after that.
    init(_ argument: String, _ facts: TaughtImage) throws(LessonFault) {
        (text, view) = try facts.splitLayer(argument)
        let bytes = Array(text.utf8)
        image = facts.image
        path = view.stack.find(bytes.first == 0x2f ? Array(bytes.dropFirst()) : bytes)
    }

    static let table = FactTable<PathFacts>(
        "a path",
        [
            ("exists", { .truth($0.present != nil) }),
            ("size", { facts in facts.present.map { .bytes(facts.view.size(of: $0)) } }),
            ("files", { facts in facts.present.map { .count(facts.view.fileCount(of: $0)) } }),
            ("layer", { facts in facts.reference.map { .count($0.layer) } }),
            ("mode", { facts in facts.entry.map { .text(octal($0.mode)) } }),
            ("owner", { facts in facts.entry.map { .text("\($0.userID):\($0.groupID)") } }),
            ("stored", { facts in facts.path.map { .bytes(facts.stored($0)) } }),
            ("hidden", { .count($0.hidden) }),
        ], reason: \.absence)

    /// Why the tree has no such path.
    private var absence: String? {
        guard path != nil else { return "no layer has “\(text)”" }
        guard present == nil else { return nil }
        guard hidden > 1 else { return "“\(text)” is not in this tree" }
        return "“\(text)” is not in this tree: layer \(hidden) removed it, path(\(text)@\(hidden - 1)) is there"
    }

    private var present: PathID? { path.flatMap { view.isPresent($0) ? $0 : nil } }
    private var reference: EntryReference? { present.flatMap { view.entry(of: $0) } }
    private var entry: Entry? { reference.map { image.stack.entry($0) } }

    private static func octal(_ mode: UInt16) -> String { String(mode & 0o7777, radix: 8) }

    /// The bytes of all that any layer has at or below the path.
    private func stored(_ path: PathID) -> Int64 {
        let stack = image.stack
        return (1..<stack.layerCount + 1).flatMap { stack.entries(of: $0) }.reduce(0) { sum, reference in
            guard let owner = stack.path(of: reference), stack.path(owner, isAtOrBelow: path) else { return sum }
            let entry = stack.entry(reference)
            return entry.kind == .regularFile ? sum.addingSaturated(entry.size) : sum
        }
    }

    /// The last layer that deleted the path or put something else there; 0 where none did.
    private var hidden: Int {
        guard let path else { return 0 }
        let layers = 1..<image.stack.layerCount + 1
        let shown = layers.map { image.stack.view(of: 1...$0).shownEntry(of: path) }
        return layers.dropFirst().last { shown[$0 - 2] != nil && shown[$0 - 2] != shown[$0 - 1] } ?? 0
    }
}

extension TreeView {
    /// What the tree shows at a path; nil where it has no such path.
    fileprivate func shownEntry(of path: PathID) -> EntryReference? { isPresent(path) ? entry(of: path) : nil }
}

/// The files of a tree that fit a filter.
struct MatchingFacts {
    private let view: TreeView
    private let paths: PathSet

    /// - Parameter argument: The filter, with `@` and a layer for the tree after that.
    init(_ argument: String, _ facts: TaughtImage) throws(LessonFault) {
        let (text, view) = try facts.splitLayer(argument)
        self.view = view
        do throws(PathFilter.Fault) {
            let filter = try PathFilter(text)
            let context = PathFilter.Context(
                facts.image, findings: filter.needsFindings ? facts.image[TaughtFindings.self].findings : nil,
                hasPackages: filter.needsPackages)
            try filter.check(against: context)
            paths = filter.paths(in: view, context)
        } catch {
            throw LessonFault("the filter “\(text)”: \(error.description)")
        }
    }

    static let table = FactTable<MatchingFacts>(
        "matching files",
        [
            ("size", { facts in .bytes(facts.files.reduce(0) { $0.addingSaturated(facts.view.size(of: $1)) }) }),
            ("files", { .count($0.files.count) }),
        ])

    private var files: [PathID] {
        (0..<view.stack.pathCount).compactMap { view.stack.path(at: $0) }.filter {
            paths.contains($0) && view.isPresent($0) && view.kind(of: $0) != .directory
        }
    }
}
