import FileTree

/// The walk over the final tree: parents come before their children, so what a directory passes on is known when it is
/// needed.
struct PathWalk {
    private let view: TreeView
    private var matcher: PathMatcher
    /// The rules that match each path.
    private var sets: [PathMatcher.Sets]
    /// The extra names of contents.
    private var links: [PathID] = []
    /// For each rule, where its patterns end.
    private(set) var places = [[PathID]](repeating: [], count: PathMatcher.maximumRules)

    init(view: TreeView, matcher: PathMatcher) {
        self.view = view
        self.matcher = matcher
        sets = Array(repeating: 0, count: view.stack.pathCount)
    }

    mutating func run() {
        let stack = view.stack
        let names = NameClasses(of: stack, components: matcher.components)
        var states = [UInt32](repeating: 0, count: stack.pathCount)
        var inherited = sets
        for index in 1..<max(1, stack.pathCount) {
            guard let path = stack.path(at: index), view.isPresent(path), let parent = stack.parent(of: path)
            else { continue }
            let name = names.classOfName[stack.nameNumber(of: path)]
            states[index] = matcher.step(from: states[parent.index], name: name, matches: names.matches[Int(name)])
            let state = matcher.states[Int(states[index])]
            forEachRule(in: state.matched | state.below) { places[$0].append(path) }
            inherited[index] = inherited[parent.index] | state.below
            sets[index] = inherited[parent.index] | state.matched
            if view.kind(of: path) == .hardLink { links.append(path) }
        }
    }

    /// For each rule, the files that it matches.
    ///
    /// - Parameter names: What `names()` gave: contents count for the rules that match all their names.
    func files(_ names: [EntryReference: [PathID]]) -> [[PathIndex.File]] {
        var files = [[PathIndex.File]](repeating: [], count: PathMatcher.maximumRules)
        let shared = names.mapValues { $0.reduce(PathMatcher.Sets.max) { $0 & sets[$1.index] } }
        for index in sets.indices where sets[index] != 0 {
            guard let path = view.stack.path(at: index), view.kind(of: path) != .directory else { continue }
            let bytes = view.size(of: path)
            guard bytes > 0, let contents = contents(of: path) else { continue }
            let file = PathIndex.File(path: path, entry: contents, bytes: bytes)
            forEachRule(in: sets[index] & (shared[contents] ?? .max)) { files[$0].append(file) }
        }
        return files
    }

    /// For contents that have hard links, all their visible names.
    func names() -> [EntryReference: [PathID]] {
        var names: [EntryReference: [PathID]] = [:]
        for link in links {
            guard let contents = contents(of: link) else { continue }
            if names[contents] == nil, let first = view.stack.path(of: contents), view.isPresent(first),
                view.entry(of: first) == contents
            {
                names[contents] = [first]
            }
            names[contents, default: []].append(link)
        }
        return names
    }

    private func contents(of path: PathID) -> EntryReference? {
        view.entry(of: path).flatMap { view.stack.contents(of: $0) }
    }

    private func forEachRule(in sets: PathMatcher.Sets, _ body: (Int) -> Void) {
        var rest = sets
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }
}
