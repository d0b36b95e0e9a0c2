import FileTree

/// Finds paths that records name in the final tree. Symbolic links in place of directories are followed, as installers
/// do: where `bin` leads to `usr/bin`, `/bin/sh` is `usr/bin/sh`.
package struct PathLookup {
    private let view: TreeView
    private var directories: [[UInt8]: PathID?] = [:]
    /// So many bytes of directories' paths may still be remembered.
    private var room = 64 << 20

    /// Linux opens no longer path (`PATH_MAX`), so nothing can have been installed there.
    private static let longest = 4096

    package init(_ view: TreeView) {
        self.view = view
    }

    /// What the final tree shows at a path from the root; a link at its end is not followed. Nil where there is nothing.
    package mutating func find(_ path: [UInt8]) -> PathID? {
        guard path.count < PathLookup.longest else { return nil }
        if let found = present(path) { return found }
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
        guard let directory = directory(Array(path[..<slash])) else { return nil }
        return child(Array(path[(slash + 1)...]), of: directory)
    }

    private mutating func directory(_ path: [UInt8]) -> PathID? {
        if let known = directories[path] { return known }
        let found = view.resolve(path)
        if room >= path.count {
            room -= path.count
            directories[path] = .some(found)
        }
        return found
    }

    /// What the final tree shows of paths relative to a directory, or absolute, as far as there is room for them.
    mutating func find(
        _ paths: some Sequence<some Collection<UInt8>>, in directory: [UInt8], within budget: inout RecordBudget
    ) -> [PathID] {
        let slash = UInt8(ascii: "/")
        let start = directory.isEmpty || directory.last == slash ? directory : directory + [slash]
        return paths.compactMap { path in
            if path.first == slash { return find(Array(path.dropFirst())) }
            return budget.take(start.count + path.count) ? find(start + path) : nil
        }
    }

    private func child(_ name: [UInt8], of parent: PathID) -> PathID? {
        present(parent == .root ? name : view.stack.path(of: parent) + [UInt8(ascii: "/")] + name)
    }

    private func present(_ path: [UInt8]) -> PathID? {
        view.stack.find(path).flatMap { view.isPresent($0) ? $0 : nil }
    }
}
