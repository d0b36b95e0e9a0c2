import FileTree
import ImageAnalysis

/// Stored files as directories with the sums of what lies in them: a list of thousands unfolds step by step.
struct ByteTree: Sendable, Hashable {
    /// A directory or a file in a list of such.
    struct Node: Hashable {
        let path: PathID
        let bytes: Int64
        let files: Int
    }

    private struct Sum: Sendable, Hashable {
        var bytes: Int64 = 0
        var files = 0
    }

    private var sums: [PathID: Sum] = [:]
    private var children: [PathID: [PathID]] = [:]
    /// The copies by path, those of one path as they came in: a list, since most paths have but one.
    private let copies: [Finding.Item]

    init(_ items: [Finding.Item], in stack: LayerStack) {
        copies = items.enumerated().sorted { left, right in
            left.element.path == right.element.path
                ? left.offset < right.offset : left.element.path < right.element.path
        }.map(\.element)
        for item in items {
            var (path, child) = (Optional(item.path), PathID?.none)
            while let place = path {
                let isNew = sums[place] == nil
                sums[place, default: Sum()].bytes.addSaturated(item.bytes)
                sums[place, default: Sum()].files += 1
                if let child { children[place, default: []].append(child) }
                // Who is new has to be entered above; who was there is entered already.
                child = isNew ? place : nil
                path = stack.parent(of: place)
            }
        }
        for (path, entries) in children {
            children[path] = entries.sorted { left, right in
                let (leftBytes, rightBytes) = (sums[left]?.bytes ?? 0, sums[right]?.bytes ?? 0)
                return leftBytes == rightBytes ? left < right : leftBytes > rightBytes
            }
        }
    }

    var bytes: Int64 { sums[.root]?.bytes ?? 0 }
    var files: Int { sums[.root]?.files ?? 0 }

    /// What lies in a directory, the largest first. A directory that holds nothing but one directory stands for that too.
    func nodes(in directory: PathID) -> [Node] {
        (children[directory] ?? []).map { child in
            var place = child
            while copies(of: place).isEmpty, let inner = children[place], inner.count == 1, copies(of: inner[0]).isEmpty
            {
                place = inner[0]
            }
            return Node(path: place, bytes: sums[place]?.bytes ?? 0, files: sums[place]?.files ?? 0)
        }
    }

    /// Whether there is anything to unfold.
    func hasEntries(_ path: PathID) -> Bool { children[path] != nil }

    /// The stored copies of a path itself, each of another layer.
    func copies(of path: PathID) -> ArraySlice<Finding.Item> {
        var (low, high) = (0, copies.count)
        while low < high {
            let middle = (low + high) / 2
            if copies[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return copies[low...].prefix { $0.path == path }
    }
}
