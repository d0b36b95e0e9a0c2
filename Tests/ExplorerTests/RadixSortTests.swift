import TestSupport
import Testing

@testable import Explorer

@Suite("Sorting by whole numbers")
struct RadixSortTests {
    private static let ranges: [ClosedRange<Int64>] = [
        0...0, 0...9, -5...5, 0...400_000, .min ... .max, Int64.max - 3 ... .max, .min...Int64.min + 3,
    ]

    @Test("as a stable sort, either way round, few and many", arguments: [0, 1, 2, 100, 2_048, 2_049, 9_000], ranges)
    func order(count: Int, range: ClosedRange<Int64>) {
        var random = SeededRandom(seed: UInt64(count))
        let weights = (0..<count).map { _ in Int64.random(in: range, using: &random) }
        for isDescending in [false, true] {
            let expected = weights.indices.sorted { left, right in
                if weights[left] == weights[right] { return left < right }
                return isDescending ? weights[left] > weights[right] : weights[left] < weights[right]
            }
            let sorted = RadixSort.sorted(Array(weights.indices), isDescending: isDescending) { weights[$0] }
            #expect(sorted == expected)
        }
    }
}
