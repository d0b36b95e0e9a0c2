import Archive

@testable import FileTree

/// The meanings of DESIGN.md once more, without arenas: a dictionary from path to contents, layer by layer, as slow
/// and as plain as can be.
struct Oracle {
    /// One path of the tree. Contents are named by layer and path; two names of one file have the same.
    struct Node: Equatable {
        var kind: EntryKind
        var contents: String?
        var size: Int64 = 0
        /// The layer of the entry, 0 for an implied directory.
        var layer = 0
    }

    private(set) var tree: [String: Node] = [:]
    /// Bytes that each layer stores.
    private(set) var layerBytes: [Int64] = []
    /// The tree after each layer.
    private(set) var states: [[String: Node]] = []

    mutating func add(_ entries: [TarEntry]) {
        let number = states.count + 1
        let own = winners(entries, layer: number)
        let lower = tree
        for (path, isOpaque) in marks(entries) {
            hide(below: path)
            if !isOpaque { tree[path] = nil }
        }
        for (path, node) in own where node.kind != .directory { hide(below: path) }
        for (path, node) in own {
            if node.kind == .directory, node.layer == 0, let old = tree[path], old.kind == .directory { continue }
            tree[path] = node
        }
        for (path, target) in links(entries) where own[path]?.kind == .hardLink {
            let shared = follow(target, own: own, links: links(entries), lower: lower)
            tree[path]?.contents = shared?.contents
            tree[path]?.size = shared?.size ?? 0
        }
        layerBytes.append(own.values.reduce(0) { $1.kind == .regularFile ? $0 + $1.size : $0 })
        states.append(tree)
    }

    /// The bytes of distinct contents that the tree shows.
    var visibleBytes: Int64 {
        var seen: [String: Int64] = [:]
        for node in tree.values { if let contents = node.contents { seen[contents] = node.size } }
        return seen.values.reduce(0, +)
    }

    /// What the layer adds: of each path the last entry, and the directories that they imply.
    private func winners(_ entries: [TarEntry], layer: Int) -> [String: Node] {
        var own: [String: Node] = [:]
        for entry in entries {
            let path = String(decoding: entry.path, as: UTF8.self)
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            for parent in parents(of: path) where own[parent]?.kind != .directory {
                own[parent] = Node(kind: .directory)
            }
            if name.hasPrefix(".wh.") { continue }
            if entry.kind != .directory { own = own.filter { !$0.key.hasPrefix(path + "/") } }
            own[path] = Node(kind: entry.kind, size: entry.size, layer: layer)
            if entry.kind == .regularFile { own[path]?.contents = "\(layer):\(path)" }
        }
        return own
    }

    private func marks(_ entries: [TarEntry]) -> [(path: String, isOpaque: Bool)] {
        entries.compactMap { entry in
            var parts = String(decoding: entry.path, as: UTF8.self).split(separator: "/").map(String.init)
            guard let name = parts.popLast(), name.hasPrefix(".wh.") else { return nil }
            if name == ".wh..wh..opq" { return (parts.joined(separator: "/"), true) }
            return ((parts + [String(name.dropFirst(4))]).joined(separator: "/"), false)
        }
    }

    private func links(_ entries: [TarEntry]) -> [String: String] {
        var links: [String: String] = [:]
        for entry in entries where entry.kind == .hardLink {
            links[String(decoding: entry.path, as: UTF8.self)] = String(decoding: entry.linkTarget, as: UTF8.self)
        }
        return links
    }

    /// The contents that a hard link to `target` names: in the layer, else in the tree below it.
    private func follow(
        _ target: String, own: [String: Node], links: [String: String], lower: [String: Node], steps: Int = 0
    ) -> Node? {
        guard steps < 40 else { return nil }
        guard let node = own[target], node.layer != 0 else { return lower[target] }
        guard node.kind == .hardLink, let next = links[target] else { return node }
        return follow(next, own: own, links: links, lower: lower, steps: steps + 1)
    }

    private mutating func hide(below path: String) {
        tree = tree.filter { !(path.isEmpty || $0.key.hasPrefix(path + "/")) }
    }

    private func parents(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        return (1..<max(1, parts.count)).map { parts[..<$0].joined(separator: "/") }
    }
}
