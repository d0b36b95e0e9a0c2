import Dockerfile
import ImageAnalysis

extension ImageStages {
    /// The stages as `inspect --format json` has them.
    ///
    /// - Parameter sizes: The size of each stage, in the same order.
    public func json(sizes: [StageSize?]) -> JSONValue {
        .array(
            stages.enumerated().map { position, stage in
                let size = sizes.indices.contains(position) ? sizes[position] : nil
                return [
                    "name": .optional(stage.name),
                    "index": .optional(stage.index),
                    "base": .optional(stage.base),
                    "role": .string(stage.role.rawValue),
                    "lines": JSONValue(stage.lines),
                    "instructions": .integer(stage.instructions),
                    "layers": .integers(stage.layers),
                    "size": size.map { .integer($0.bytes) } ?? .null,
                    "sizeFrom": .optional(size?.origin),
                    "copiedTo": .array(stage.taken.map { json($0) }),
                ]
            })
    }

    private func json(_ edge: StageEdge) -> JSONValue {
        [
            "stage": .string(stages.indices.contains(edge.stage) ? stages[edge.stage].label : "\(edge.stage)"),
            "kind": .string(edge.kind.rawValue),
            "lines": JSONValue(edge.lines),
            "paths": .strings(edge.paths),
            "destination": .optional(edge.destination),
        ]
    }
}

extension StageSize {
    /// How the size is known: `layers`, `otherImage` or `compressed`.
    fileprivate var origin: String {
        switch self {
        case .layers: "layers"
        case .otherImage: "otherImage"
        case .compressed: "compressed"
        }
    }
}

extension JSONValue {
    /// `[first, last]`, or null where there are none.
    init(_ lines: ClosedRange<Int>?) {
        self = lines.map { [.integer($0.lowerBound), .integer($0.upperBound)] } ?? .null
    }
}

extension ClosedRange<Int> {
    /// `7`, or `7-9`.
    var shortText: String { count == 1 ? "\(lowerBound)" : "\(lowerBound)-\(upperBound)" }
}
