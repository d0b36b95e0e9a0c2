import FileTree

/// Which nodes of a graph all ways to a node lead through: by the algorithm of Cooper, Harvey and Kennedy ("A simple, fast
/// dominance algorithm", 2001).
struct DominatorTree: Sendable {
    /// The last node, before itself, that all ways from the root to a node lead through; nil for the root and for what it
    /// does not reach.
    let parents: [Int?]
    /// The nodes that the root reaches, each after all nodes that dominate it.
    let order: [Int]

    /// - Parameter successors: For each node, where its edges lead. Node 0 is the root.
    init(of successors: [[Int]]) {
        let order = DominatorTree.reversePostorder(successors)
        var places = [Int?](repeating: nil, count: successors.count)
        for (place, node) in order.enumerated() { places[node] = place }
        var predecessors = [[Int]](repeating: [], count: order.count)
        for (place, node) in order.enumerated() {
            for next in successors[node] {
                if let other = places[next] { predecessors[other].append(place) }
            }
        }
        // By places in the order: a dominator's is always the smaller.
        var dominators = [Int?](repeating: nil, count: order.count)
        if !order.isEmpty { dominators[0] = 0 }
        var isChanged = true
        while isChanged {
            isChanged = false
            for place in order.indices.dropFirst() {
                var common: Int?
                for other in predecessors[place] where dominators[other] != nil {
                    common = common.map { DominatorTree.common($0, other, dominators) } ?? other
                }
                if dominators[place] != common {
                    dominators[place] = common
                    isChanged = true
                }
            }
        }
        var parents = [Int?](repeating: nil, count: successors.count)
        for place in order.indices.dropFirst() { parents[order[place]] = dominators[place].map { order[$0] } }
        (self.parents, self.order) = (parents, order)
    }

    private static func common(_ one: Int, _ other: Int, _ dominators: [Int?]) -> Int {
        var (one, other) = (one, other)
        while one != other {
            if one > other { one = dominators[one] ?? 0 } else { other = dominators[other] ?? 0 }
        }
        return one
    }

    private static func reversePostorder(_ successors: [[Int]]) -> [Int] {
        guard !successors.isEmpty else { return [] }
        var isSeen = [Bool](repeating: false, count: successors.count)
        var order: [Int] = []
        var path = [(node: 0, next: 0)]
        isSeen[0] = true
        while let (node, next) = path.last {
            guard next < successors[node].count else {
                order.append(node)
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            let successor = successors[node][next]
            guard !isSeen[successor] else { continue }
            isSeen[successor] = true
            path.append((successor, 0))
        }
        return order.reversed()
    }

    /// For each node, the sum of a size over it and all that it dominates.
    func sums(of sizes: [Int64]) -> [Int64] {
        var sums = sizes
        for node in order.reversed() {
            if let parent = parents[node] { sums[parent].addSaturated(sums[node]) }
        }
        return sums
    }
}
