import Archive

@testable import FileTree

// Entries in the words of the tests: `file("a/b", 3)`.

func file(
    _ path: String, _ size: Int64 = 1, mode: UInt16 = 0o644, userID: UInt32 = 0, modified: Int64 = 0
) -> TarEntry {
    TarEntry(
        path: Array(path.utf8), kind: .regularFile, mode: mode, userID: userID, size: size, modified: modified)
}

func directory(_ path: String, mode: UInt16 = 0o755, modified: Int64 = 0) -> TarEntry {
    TarEntry(path: Array(path.utf8), kind: .directory, mode: mode, modified: modified)
}

func symlink(_ path: String, to target: String) -> TarEntry {
    TarEntry(path: Array(path.utf8), kind: .symbolicLink, mode: 0o777, linkTarget: Array(target.utf8))
}

func hardLink(_ path: String, to target: String) -> TarEntry {
    TarEntry(path: Array(path.utf8), kind: .hardLink, linkTarget: Array(target.utf8))
}

func whiteout(_ path: String) -> TarEntry {
    var parts = path.split(separator: "/").map(String.init)
    parts.append(".wh." + (parts.popLast() ?? ""))
    return TarEntry(path: Array(parts.joined(separator: "/").utf8), kind: .regularFile, mode: 0)
}

func opaque(_ directory: String) -> TarEntry {
    let prefix = directory.isEmpty ? "" : directory + "/"
    return TarEntry(path: Array((prefix + ".wh..wh..opq").utf8), kind: .regularFile, mode: 0)
}

/// A stack of layers, base first.
func stack(_ layers: [TarEntry]...) -> LayerStack {
    stack(of: layers)
}

func stack(of layers: [[TarEntry]]) -> LayerStack {
    var stack = LayerStack(layerCount: layers.count)
    for (index, entries) in layers.enumerated() { stack.insert(LayerTree(entries: entries), at: index + 1) }
    return stack
}

extension LayerStack {
    /// The paths of the final tree, sorted; directories end with a slash.
    var finalPaths: [String] {
        view(of: 1...max(1, layerCount)).present
    }

    func text(_ path: PathID) -> String {
        String(decoding: self.path(of: path), as: UTF8.self)
    }

    func path(_ text: String) -> PathID? {
        find(Array(text.utf8))
    }
}

extension TreeView {
    var present: [String] {
        stack.allPaths.filter(isPresent).map { stack.text($0) + (kind(of: $0) == .directory ? "/" : "") }.sorted()
    }

    /// What the view says about each changed path, sorted.
    var changes: [String] {
        stack.allPaths.filter { change(of: $0) != .unchanged }.map { "\(change(of: $0)) \(stack.text($0))" }.sorted()
    }

    func size(_ path: String) -> Int64? {
        stack.path(path).map(size(of:))
    }
}

extension LayerStack {
    /// All paths but the root.
    var allPaths: [PathID] {
        (1..<max(1, pathCount)).map { PathID(number: UInt32($0)) }
    }
}

extension Waste {
    /// "path: layer -> hider cause bytes", largest first.
    func lines(in stack: LayerStack) -> [String] {
        copies.map { "\(stack.text($0.path)): \($0.layer) -> \($0.hiddenBy) \($0.cause) \($0.bytes)" }
    }
}
