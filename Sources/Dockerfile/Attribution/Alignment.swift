/// The best way to lay a Dockerfile's instructions beside a history, whose first entries may be those of the base.
struct Alignment {
    /// An instruction and the entry that it became.
    struct Pair {
        let expected: Int
        let step: Int
        let score: Double
    }

    /// Longer products of instructions and entries are not aligned.
    private static let maximumCells = 4_000_000

    private(set) var score = -Double.infinity
    private(set) var pairs: [Pair] = []

    /// Aligns all of `expected` with an end of `steps`; nil when they are too many.
    init?(_ expected: [ExpectedStep], _ steps: [MatchableStep]) {
        let width = steps.count + 1
        guard !expected.isEmpty, !steps.isEmpty, (expected.count + 1) * width <= Alignment.maximumCells else {
            return nil
        }
        // A kaniko build is seen by its own entries; its base may have any.
        let builder = steps.contains { $0.step.builder == .kaniko } ? HistoryStep.Builder.kaniko : .unknown
        enum Move: UInt8 { case stop, pair, skipExpected, skipStep }
        var moves = [Move](repeating: .stop, count: (expected.count + 1) * width)
        var above = [Double](repeating: 0, count: width)
        for row in 1...expected.count {
            let item = expected[row - 1]
            let gap = item.gap(for: builder)
            var current = [Double](repeating: 0, count: width)
            current[0] = above[0] + gap
            moves[row * width] = .skipExpected
            for column in 1..<width {
                let step = steps[column - 1]
                var best = (score: above[column] + gap, move: Move.skipExpected)
                let left = current[column - 1] + (step.step.builder == builder || builder == .unknown ? -2 : 0)
                if left > best.score { best = (left, .skipStep) }
                if builder == .unknown || step.step.builder == builder, let score = item.score(step),
                    above[column - 1] + score >= best.score
                {
                    best = (above[column - 1] + score, .pair)
                }
                current[column] = best.score
                moves[row * width + column] = best.move
            }
            above = current
        }
        // Entries at the end that no instruction made (docker commit) cost little.
        let ends = above.indices.map { ($0, above[$0] - 1 * Double(steps.count - $0)) }
        guard let end = ends.max(by: { $0.1 < $1.1 }) else { return nil }
        score = end.1
        var (row, column) = (expected.count, end.0)
        while row > 0 {
            switch moves[row * width + column] {
            case .pair:
                let score = expected[row - 1].score(steps[column - 1]) ?? 0
                pairs.append(Pair(expected: row - 1, step: column - 1, score: score))
                row -= 1
                column -= 1
            case .skipExpected: row -= 1
            case .skipStep: column -= 1
            case .stop: row = 0
            }
        }
        pairs.reverse()
    }
}
