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
        var layer = Extraction(layer: number, lower: tree)
        for (place, entry) in entries.enumerated() { layer.add(entry, place) }
        for path in layer.removed {
            hide(below: path)
            tree[path] = nil
        }
        for path in layer.opaque { hide(below: path) }
        for (path, node) in layer.own where node.kind != .directory { hide(below: path) }
        for (path, node) in layer.own {
            if node.kind == .directory, node.layer == 0, let old = tree[path], old.kind == .directory { continue }
            tree[path] = node
        }
        layerBytes.append(layer.bytes)
        states.append(tree)
    }

    /// The bytes of distinct contents that the tree shows.
    var visibleBytes: Int64 {
        var seen: [String: Int64] = [:]
        for node in tree.values { if let contents = node.contents { seen[contents] = node.size } }
        return seen.values.reduce(0, +)
    }

    private mutating func hide(below path: String) {
        tree = tree.filter { !(path.isEmpty || $0.key.hasPrefix(path + "/")) }
    }
}

/// One layer as an extractor applies it that stays in the root: entry by entry, through the links that are there by then.
private struct Extraction {
    let layer: Int
    let lower: [String: Oracle.Node]
    var own: [String: Oracle.Node] = [:]
    var targets: [String: String] = [:]
    var removed: [String] = []
    var opaque: [String] = []
    var bytes: Int64 = 0

    mutating func add(_ entry: TarEntry, _ place: Int) {
        var parts = String(decoding: entry.path, as: UTF8.self).split(separator: "/").map(String.init)
        guard let name = parts.popLast(), let parent = directory(parts) else { return }
        func child(_ name: some StringProtocol) -> String { (parent + [String(name)]).joined(separator: "/") }
        if name == ".wh..wh..opq" { return opaque.append(parent.joined(separator: "/")) }
        if name.hasPrefix(".wh.") { return removed.append(child(name.dropFirst(4))) }
        let path = child(name)
        var node = Oracle.Node(kind: entry.kind, size: entry.size, layer: layer)
        var target = String(decoding: entry.linkTarget, as: UTF8.self)
        switch entry.kind {
        case .regularFile:
            node.contents = "\(layer):\(place)"
            bytes += entry.size
        case .hardLink:
            guard let end = follow(target, from: [], followsLast: false)?.joined(separator: "/") else { return }
            guard let file = own[end] ?? lower[end] else { break }
            if own[end] != nil {
                if file.kind == .directory || end == path || end.hasPrefix(path + "/") { return }
                if file.contents == nil, let copied = targets[end] { target = copied }
                if let contents = file.contents, own[path]?.contents == contents { return }
                node.kind = file.contents == nil ? file.kind : .hardLink
            }
            (node.contents, node.size) = (file.contents, file.size)
        default: break
        }
        if node.kind != .directory || own[path]?.kind != .directory {
            own = own.filter { !$0.key.hasPrefix(path + "/") }
        }
        own[path] = node
        targets[path] = node.kind == .symbolicLink ? target : nil
    }

    /// The directory that a path leads to, made where it is missing; nil where it leads to something else.
    private mutating func directory(_ parts: [String]) -> [String]? {
        var place: [String] = []
        for part in parts {
            guard let next = follow(part, from: place, followsLast: true) else { return nil }
            for end in 0..<next.count {
                let path = next[...end].joined(separator: "/")
                if let node = own[path], node.kind != .directory { return nil }
                if own[path] == nil { own[path] = Oracle.Node(kind: .directory) }
            }
            place = next
        }
        return place
    }

    private func follow(_ name: String, from start: [String], followsLast: Bool) -> [String]? {
        var ahead = name.split(separator: "/").map(String.init)
        var place = name.hasPrefix("/") ? [] : start
        var links = 0
        while !ahead.isEmpty {
            let part = ahead.removeFirst()
            if part == "." { continue }
            if part == ".." {
                _ = place.popLast()
                continue
            }
            let path = (place + [part]).joined(separator: "/")
            guard let kind = own[path]?.kind, kind != .directory else {
                place.append(part)
                continue
            }
            if kind == .symbolicLink, followsLast || !ahead.isEmpty {
                links += 1
                guard links <= 40, let target = targets[path] else { return nil }
                if target.hasPrefix("/") { place = [] }
                ahead = target.split(separator: "/").map(String.init) + ahead
            } else if ahead.isEmpty {
                place.append(part)
            } else {
                return nil
            }
        }
        return place
    }
}
