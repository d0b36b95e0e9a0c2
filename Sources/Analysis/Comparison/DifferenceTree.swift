import FileTree

/// What differs between two images as a tree: directories with all that they take in either image, and packages that were
/// added, removed or changed as one entry each, whatever directories their files lie in.
public struct DifferenceTree: Sendable {
    /// What an entry stands for.
    public enum Kind: Sendable, Hashable {
        /// A path from the root, without a leading slash.
        case path([UInt8])
        /// A package, by its place in `Comparison.packages`.
        case package(Int)
        /// All packages of an ecosystem that differ.
        case packages(String)
    }

    /// One entry.
    public struct Node: Sendable, Hashable {
        /// What it stands for.
        public let kind: Kind
        /// Its bytes in the first image, with all below it, the same in both too.
        public internal(set) var bytesA: Int64
        /// The same in the second image.
        public internal(set) var bytesB: Int64
        /// The sum of the differences at and below it, whatever their signs.
        public internal(set) var moved: UInt64
        /// How many paths at and below it differ.
        public internal(set) var paths: Int
        /// Why they do; nil where for several reasons.
        public internal(set) var difference: DifferenceClass?
        /// What lies directly below it and differs, by place in `nodes`, the largest difference first.
        public internal(set) var children: [Int] = []

        /// By how many bytes the second image is larger for it.
        public var delta: Int64 { bytesB - bytesA }
    }

    /// All entries.
    public let nodes: [Node]
    /// Those that lie in nothing, the largest difference first.
    public let roots: [Int]

    /// - Parameters:
    ///   - places: What differs, and all directories, each before what lies in it.
    ///   - packages: The packages that differ.
    init(_ places: [TreeComparison.Place], packages: [PackageDifference]) {
        var builder = Builder(places)
        builder.addPaths()
        builder.addPackages(packages)
        (nodes, roots) = builder.finish()
    }

    /// Sums from the leaves up, then keeps what differs.
    private struct Builder {
        private let places: [TreeComparison.Place]
        private var nodes: [Node] = []
        private var roots: [Int] = []

        init(_ places: [TreeComparison.Place]) { self.places = places }

        /// The sums of each path with all below it; the files of packages that differ are theirs.
        mutating func addPaths() {
            var sums = places.map { place -> Node in
                let isPackage = place.difference.package != nil && place.difference.difference != .same
                var node = Node(place.difference, isCounted: !isPackage)
                node.bytesA.addSaturated(place.sameA)
                node.bytesB.addSaturated(place.sameB)
                return node
            }
            for index in places.indices.reversed() {
                if let parent = places[index].parent { sums[parent].add(sums[index]) }
            }
            var numbers = [Int](repeating: -1, count: places.count)
            for index in places.indices where sums[index].paths > 0 {
                numbers[index] = nodes.count
                nodes.append(sums[index])
                if let parent = places[index].parent {
                    nodes[numbers[parent]].children.append(numbers[index])
                } else {
                    roots.append(numbers[index])
                }
            }
        }

        /// A node for each package, below one for each ecosystem.
        mutating func addPackages(_ packages: [PackageDifference]) {
            var sums = packages.indices.map { Node(kind: .package($0)) }
            for place in places {
                guard let package = place.difference.package, place.difference.difference != .same else { continue }
                sums[package].add(Node(place.difference, isCounted: true))
            }
            let groups = Dictionary(grouping: packages.indices) { packages[$0].ecosystem.rawValue }
            for (ecosystem, members) in groups.sorted(by: { $0.key < $1.key }) {
                var group = Node(kind: .packages(ecosystem))
                for member in members where sums[member].paths > 0 {
                    group.add(sums[member])
                    group.children.append(nodes.count)
                    nodes.append(sums[member])
                }
                guard group.paths > 0 else { continue }
                roots.append(nodes.count)
                nodes.append(group)
            }
        }

        func finish() -> ([Node], [Int]) {
            let sorted = nodes.map { node in
                var node = node
                node.children = inOrder(node.children)
                return node
            }
            return (sorted, inOrder(roots))
        }

        private func inOrder(_ places: [Int]) -> [Int] {
            places.sorted { left, right in
                let (one, other) = (nodes[left], nodes[right])
                if one.delta.magnitude != other.delta.magnitude { return one.delta.magnitude > other.delta.magnitude }
                if one.moved != other.moved { return one.moved > other.moved }
                return one.isBefore(other)
            }
        }
    }
}

extension DifferenceTree.Node {
    /// Nothing yet.
    fileprivate init(kind: DifferenceTree.Kind) {
        self.init(kind: kind, bytesA: 0, bytesB: 0, moved: 0, paths: 0, difference: nil)
    }

    /// One path without what lies below it.
    fileprivate init(_ path: PathDifference, isCounted: Bool) {
        guard isCounted else {
            self.init(kind: .path(path.path))
            return
        }
        let differs = path.difference != .same
        self.init(
            kind: .path(path.path), bytesA: path.bytesA ?? 0, bytesB: path.bytesB ?? 0, moved: path.delta.magnitude,
            paths: differs ? 1 : 0, difference: differs ? path.difference : nil)
    }

    /// Takes in what lies below.
    fileprivate mutating func add(_ other: DifferenceTree.Node) {
        if other.paths > 0 { difference = paths == 0 || difference == other.difference ? other.difference : nil }
        bytesA.addSaturated(other.bytesA)
        bytesB.addSaturated(other.bytesB)
        moved = moved > .max - other.moved ? .max : moved + other.moved
        paths += other.paths
    }

    fileprivate func isBefore(_ other: DifferenceTree.Node) -> Bool {
        switch (kind, other.kind) {
        case (.path(let one), .path(let two)): one.lexicographicallyPrecedes(two)
        case (.package(let one), .package(let two)): one < two
        case (.packages(let one), .packages(let two)): one < two
        case (.path, _): false
        default: true
        }
    }
}
