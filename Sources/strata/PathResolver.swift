import DisplayText
import FileTree

/// Finds the paths that users name, as the container would: symbolic links on the way are followed inside the image.
struct PathResolver {
    let view: TreeView

    /// More links than this on one way are a loop.
    private static let maximumLinks = 40

    /// The path that a name leads to; nil when there is none.
    ///
    /// - Parameters:
    ///   - name: The name from the image's root, with or without a slash before.
    ///   - followsLast: Whether a link at the end is followed as well.
    ///   - includesRemoved: Whether a path that the view's layers removed is found.
    func find(_ name: [UInt8], followsLast: Bool, includesRemoved: Bool = false) -> PathID? {
        var ahead = Array(PathResolver.components(name).reversed())
        var way: [PathID] = [.root]
        var links = 0
        while let part = ahead.popLast() {
            guard part != Array("..".utf8) else {
                if way.count > 1 { way.removeLast() }
                continue
            }
            guard let here = way.last, let next = child(part, of: here, includesRemoved) else { return nil }
            guard view.kind(of: next) == .symbolicLink, followsLast || !ahead.isEmpty else {
                way.append(next)
                continue
            }
            links += 1
            guard links <= PathResolver.maximumLinks, let reference = view.entry(of: next) else { return nil }
            let target = view.stack.entry(reference).linkTarget
            if target.first == UInt8(ascii: "/") { way = [.root] }
            ahead += PathResolver.components(target).reversed()
        }
        return way.last
    }

    private func child(_ name: [UInt8], of parent: PathID, _ includesRemoved: Bool) -> PathID? {
        let path = parent == .root ? name : view.stack.path(of: parent) + [UInt8(ascii: "/")] + name
        guard let found = view.stack.find(path) else { return nil }
        return view.isPresent(found) || includesRemoved && view.isVisible(found) ? found : nil
    }

    private static func components(_ path: [UInt8]) -> [[UInt8]] {
        path.split(separator: UInt8(ascii: "/")).map(Array.init).filter { $0 != Array(".".utf8) }
    }
}

extension PathResolver {
    /// Why `name` is not there: removed by a layer, and how to get it nevertheless, or never there.
    func absence(of name: String, command: String) -> Failure {
        let shown = Printable.escape(name)
        guard let path = view.stack.find(Array(name.utf8)) else {
            return .usage("\(shown): the image has no such path")
        }
        let events = view.stack.history(of: path).filter { $0.layer <= view.layers.upperBound }
        guard let removal = events.last(where: { $0.what == .removed }),
            let last = events.last(where: { $0.layer < removal.layer && $0.entry != nil })
        else {
            let first = view.stack.history(of: path).first?.layer
            let later = first.map { ": layer \($0) adds it" } ?? ""
            return .usage("\(shown) is not there after layer \(view.layers.upperBound)\(later)")
        }
        return .usage(
            "\(shown) was removed by layer \(removal.layer); strata \(command) --layer \(last.layer) still has it")
    }
}
