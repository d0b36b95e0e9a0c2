import ArgumentParser

/// A range of layers, both ends included, from 1: the argument of `--layers A..B`.
struct LayerRange: ExpressibleByArgument, Equatable {
    let layers: ClosedRange<Int>

    /// Reads `A..B`; nil when it is no such range.
    init?(argument: String) {
        guard let dots = argument.firstRange(of: "..") else { return nil }
        guard let first = Int(argument[..<dots.lowerBound]), let last = Int(argument[dots.upperBound...]) else {
            return nil
        }
        guard first >= 1, first <= last else { return nil }
        layers = first...last
    }
}
