import Evidence
import FileTree

/// Which files of the final tree the patterns of which rules match: found in one walk for all rules together.
///
/// Contents with several names are listed only for rules that match all of the names, since removing some of them saves
/// nothing, and then under the name that the tree counts them at.
struct PathIndex: Deduction {
    /// A file of the final tree with contents.
    struct File: Sendable, Hashable {
        let path: PathID
        /// The entry that stores the contents.
        let entry: EntryReference
        /// Its size in bytes, above 0.
        let bytes: Int64
    }

    private var files: [String: [File]] = [:]
    private var places: [String: [PathID]] = [:]
    private var names: [EntryReference: [PathID]] = [:]

    /// Walks over the final tree.
    ///
    /// - Parameters:
    ///   - view: The final tree; nil for an image without layers.
    ///   - rules: Each rule's id and patterns.
    init(of view: TreeView?, rules: [(id: String, patterns: [PathPattern])]) {
        guard let view else { return }
        // A walk takes as many rules as a set has bits.
        for start in stride(from: 0, to: rules.count, by: PathMatcher.maximumRules) {
            add(Array(rules[start...].prefix(PathMatcher.maximumRules)), in: view)
        }
    }

    /// Walks for all rules that paths tell.
    init(of image: AnalyzedImage) {
        self.init(
            of: image.view,
            rules: RuleTable.image.compactMap { $0 as? any PathRule }.map { (id: $0.rule.id, patterns: $0.patterns) })
    }

    private mutating func add(_ rules: [(id: String, patterns: [PathPattern])], in view: TreeView) {
        var walk = PathWalk(view: view, matcher: PathMatcher(rules.map(\.patterns)))
        walk.run()
        names.merge(walk.names()) { first, _ in first }
        let matched = walk.files(names)
        for (number, rule) in rules.enumerated() {
            files[rule.id] = matched[number]
            places[rule.id] = walk.places[number]
        }
    }

    /// The files that a rule's patterns match, parents' before their children's.
    func files(of rule: String) -> [File] { files[rule] ?? [] }

    /// All visible names of contents that have hard links; none for other contents.
    func names(of contents: EntryReference) -> [PathID] { names[contents] ?? [] }

    /// The paths at which a rule's patterns end, directories too: for `a/**` the directories called `a`.
    func places(of rule: String) -> [PathID] { places[rule] ?? [] }
}

extension AnalyzedImage {
    /// Which files' paths the rules' patterns match.
    var paths: PathIndex { self[PathIndex.self] }

    /// Gives back what only rules ask for, when none is to be asked any more: about 70 bytes a path.
    public func forgetRules() {
        forget(PathIndex.self)
        forget(WasteBreakdown.self)
        forget(DuplicateContents.self)
    }
}
