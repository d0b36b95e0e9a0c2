import Evidence

/// What rows of things left out take, in order: contents go with the row that takes their last name.
struct LeftOutSums {
    /// What one row takes: for each remedy the bytes that it would take too, and last what none would.
    struct Sum: Sendable {
        var sizes: [WhatIf.Saving]
    }

    private let stored: StoredContents
    private let ratios: LayerRatios
    private let remedies: Int
    private var isGone: [Bool]
    private var left: [UInt32]

    init(_ stored: StoredContents, ratios: LayerRatios, remedies: Int) {
        (self.stored, self.ratios, self.remedies) = (stored, ratios, remedies)
        isGone = Array(repeating: false, count: stored.names.count)
        left = stored.contents.map(\.names)
    }

    /// Leaves out one thing more.
    ///
    /// - Parameter body: Told of the contents that go with it, by their places.
    mutating func leaveOut(_ subject: LeftOut, _ body: (Int) -> Void = { _ in }) -> Sum {
        var sum = Sum(sizes: Array(repeating: WhatIf.Saving(), count: remedies + 1))
        for range in subject.names(in: stored) {
            for place in range where !isGone[place] && subject.contains(stored.names[place]) {
                isGone[place] = true
                let index = Int(stored.names[place].contents)
                left[index] -= 1
                guard left[index] == 0 else { continue }
                let contents = stored.contents[index]
                sum.sizes[contents.owner < 0 ? remedies : Int(contents.owner)].add(
                    contents.bytes, compressed: ratios.compressed(contents.bytes, ofLayer: contents.entry.layer))
                body(index)
            }
        }
        return sum
    }
}
