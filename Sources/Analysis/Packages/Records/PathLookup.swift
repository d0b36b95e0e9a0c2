import FileTree

/// Finds paths that records name in the final tree. Symbolic links in place of directories are followed, as installers
/// do: where `bin` leads to `usr/bin`, `/bin/sh` is `usr/bin/sh`.
package struct PathLookup {
    private let view: TreeView
    private var directories: [[UInt8]: PathID?] = [:]

    package init(_ view: TreeView) {
        self.view = view
    }

    /// What the final tree shows at a path from the root; a link at its end is not followed. Nil where there is nothing.
    package mutating func find(_ path: [UInt8]) -> PathID? {
        if let found = present(path) { return found }
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
        guard let directory = directory(Array(path[..<slash])) else { return nil }
        return child(Array(path[(slash + 1)...]), of: directory)
    }

    private mutating func directory(_ path: [UInt8]) -> PathID? {
        if let known = directories[path] { return known }
        let found = view.resolve(path)
        directories[path] = .some(found)
        return found
    }

    private func child(_ name: [UInt8], of parent: PathID) -> PathID? {
        present(parent == .root ? name : view.stack.path(of: parent) + [UInt8(ascii: "/")] + name)
    }

    private func present(_ path: [UInt8]) -> PathID? {
        view.stack.find(path).flatMap { view.isPresent($0) ? $0 : nil }
    }
}
