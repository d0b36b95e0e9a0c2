import TestSupport
import Testing

@testable import Advice

/// What a node dominates is what nobody reaches without it.
@Suite struct DominatorTreeTests {
    @Test(arguments: 0..<60)
    func randomGraphsAreAsByBruteForce(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 1...24, using: &random)
        let edges = Int.random(in: 0...3 * count, using: &random)
        var successors = [[Int]](repeating: [], count: count)
        for _ in 0..<edges {
            successors[Int.random(in: 0..<count, using: &random)].append(Int.random(in: 0..<count, using: &random))
        }
        let tree = DominatorTree(of: successors)
        let sums = tree.sums(of: (0..<count).map { Int64(1) << Int64($0) })
        let all = DominatorTreeTests.reached(successors, without: nil)
        for node in 0..<count {
            let lost = all.subtracting(DominatorTreeTests.reached(successors, without: node))
            let expected =
                all.contains(node) ? lost.reduce(Int64(0)) { $0 | Int64(1) << Int64($1) } : Int64(1) << Int64(node)
            #expect(sums[node] == expected, "node \(node) of \(successors)")
        }
    }

    static func reached(_ successors: [[Int]], without removed: Int?) -> Set<Int> {
        var seen: Set<Int> = []
        var pending: [Int] = removed == 0 ? [] : [0]
        while let node = pending.popLast() {
            guard seen.insert(node).inserted else { continue }
            pending += successors[node].filter { $0 != removed }
        }
        return seen
    }
}
