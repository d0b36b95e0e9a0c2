import ArgumentParser

/// Which layers a command looks at.
struct LayerOptions: ParsableArguments {
    @Option(help: "The tree after this layer, from 1; all for what each of them changed, with --changes.")
    var layer: LayerChoice?
    @Option(help: "The tree after layer B, compared with the one before layer A: A..B.") var layers: LayerRange?

    func validate() throws {
        if layer != nil, layers != nil { throw ValidationError("--layer and --layers exclude each other") }
    }
}

/// A layer, from 1, or each of them: the argument of `--layer N|all`.
enum LayerChoice: ExpressibleByArgument, Equatable {
    case one(Int)
    case all

    /// Reads a number or `all`; nil for anything else.
    init?(argument: String) {
        guard argument != "all" else {
            self = .all
            return
        }
        guard let layer = Int(argument) else { return nil }
        self = .one(layer)
    }

    /// The number of the one layer.
    var number: Int? { if case .one(let number) = self { number } else { nil } }
}

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
