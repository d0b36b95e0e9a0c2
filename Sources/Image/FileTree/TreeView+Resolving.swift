extension TreeView {
    /// More links than this on one way are a loop, as for the kernel (path_resolution(7)).
    public static let maximumLinks = 40

    /// The path that a name leads to, as the container's kernel would walk it: symbolic links on the way are followed
    /// inside the tree, `..` goes up from where a link leads, and nothing is above the root.
    ///
    /// - Parameters:
    ///   - name: Bytes as users, links and records write them; from the root where they begin with a slash.
    ///   - directory: Where other names begin.
    ///   - followsLast: Whether a link at the end is followed as well.
    ///   - includesRemoved: Whether paths that the view's layers removed are there too.
    ///   - passing: Told of each link that is followed.
    /// - Returns: Nil where the name leads nowhere, through what is no directory, or round in a circle.
    public func resolve(
        _ name: [UInt8], from directory: PathID = .root, followsLast: Bool = true, includesRemoved: Bool = false,
        passing: (PathID) -> Void = { _ in }
    ) -> PathID? {
        var ahead = Array(TreeView.parts(of: name).reversed())
        var place = name.first == PathName.slash ? .root : directory
        var links = 0
        while let part = ahead.popLast() {
            guard kind(of: place) == .directory else { return nil }
            if part.elementsEqual([PathName.dot]) { continue }
            if part.elementsEqual([PathName.dot, PathName.dot]) {
                place = stack.parent(of: place) ?? .root
                continue
            }
            guard let next = stack.child(of: place, named: part),
                isPresent(next) || includesRemoved && isVisible(next)
            else { return nil }
            guard kind(of: next) == .symbolicLink, followsLast || !ahead.isEmpty else {
                place = next
                continue
            }
            links += 1
            guard links <= TreeView.maximumLinks, let target = entry(of: next).map({ stack.entry($0).linkTarget }),
                let first = target.first
            else { return nil }
            passing(next)
            if first == PathName.slash { place = .root }
            ahead += TreeView.parts(of: target).reversed()
        }
        return place
    }

    private static func parts(of name: [UInt8]) -> [ArraySlice<UInt8>] {
        name.split(separator: PathName.slash)
    }
}
