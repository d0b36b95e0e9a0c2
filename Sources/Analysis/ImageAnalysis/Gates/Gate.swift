import Evidence

/// A limit that an image must keep, and who set it.
public struct Gate: Sendable, Hashable {
    /// What is limited. What is just at a limit passes.
    public enum Limit: Sendable, Hashable {
        /// Every layer can be read: stands always, and is told of where it fails.
        case completeness
        /// No finding may be of this severity or a worse one.
        case findings(below: Severity)
        /// Visible bytes ÷ bytes of all layers, from 0 to 1.
        case efficiency(atLeast: Double)
        /// Wasted bytes.
        case wastedBytes(atMost: Int64)
        /// Wasted bytes ÷ bytes of all layers, from 0 to 1.
        case wasted(atMost: Double)
        /// Wasted bytes ÷ bytes of the layers above the base image.
        case userWasted(atMost: Double)
        /// Bytes of all layers.
        case layerBytes(atMost: Int64)
        /// How many layers there are.
        case layers(atMost: Int)
        /// By how many bytes all layers may be larger than those of another image were, which are `over` bytes.
        case growth(atMost: Int64, over: Int64)
        /// The same as a share of those bytes, 1 for twice as large.
        case growthShare(atMost: Double, over: Int64)
    }

    /// What is limited.
    public var limit: Limit
    /// Where the limit comes from, for people: an option's or a file's name.
    public var origin: String

    /// A gate of its parts.
    public init(_ limit: Limit, origin: String) {
        self.limit = limit
        self.origin = origin
    }

    /// Judges an image.
    ///
    /// - Parameters:
    ///   - totals: Its sums.
    ///   - findings: What was found in it, ignored findings left out.
    ///   - unreadableLayers: How many of its layers cannot be read, or only in part.
    public func result(
        for totals: ImageReport.Totals, findings: [Finding], unreadableLayers: Int = 0
    ) -> GateResult {
        let (actual, hasPassed): (GateResult.Measure, Bool) =
            switch limit {
            case .completeness: Gate.count(unreadableLayers, atMost: 0)
            case .findings(let severity): Gate.count(findings.count { $0.severity >= severity }, atMost: 0)
            case .efficiency(let minimum): (.fraction(totals.efficiency), totals.efficiency >= minimum)
            case .wastedBytes(let maximum): Gate.bytes(totals.wastedBytes, atMost: maximum)
            case .wasted(let maximum): Gate.fraction(totals.wastedShare, atMost: maximum)
            case .userWasted(let maximum): Gate.fraction(totals.userWastedPercent, atMost: maximum)
            case .layerBytes(let maximum): Gate.bytes(totals.layerBytes, atMost: maximum)
            case .layers(let maximum): Gate.count(totals.layers, atMost: maximum)
            case .growth(let maximum, let before): Gate.growth(from: before, to: totals.layerBytes, atMost: maximum)
            case .growthShare(let maximum, let before):
                Gate.growth(from: before, to: totals.layerBytes, atMostShare: maximum)
            }
        return GateResult(gate: self, actual: actual, hasPassed: hasPassed)
    }

    /// Judges growth where no more than a size is known; nil where something else is limited.
    ///
    /// - Parameter bytes: The bytes of all layers now.
    public func result(growingTo bytes: Int64) -> GateResult? {
        let (actual, hasPassed): (GateResult.Measure, Bool)
        switch limit {
        case .growth(let maximum, let before):
            (actual, hasPassed) = Gate.growth(from: before, to: bytes, atMost: maximum)
        case .growthShare(let maximum, let before):
            (actual, hasPassed) = Gate.growth(from: before, to: bytes, atMostShare: maximum)
        default: return nil
        }
        return GateResult(gate: self, actual: actual, hasPassed: hasPassed)
    }

    private static func growth(from before: Int64, to now: Int64, atMost maximum: Int64) -> (GateResult.Measure, Bool) {
        bytes(now - before, atMost: maximum)
    }

    /// Anything over nothing is without bounds: a byte counts as what there was.
    private static func growth(
        from before: Int64, to now: Int64, atMostShare maximum: Double
    ) -> (GateResult.Measure, Bool) {
        fraction(Double(now - before) / Double(max(before, 1)), atMost: maximum)
    }

    private static func count(_ count: Int, atMost maximum: Int) -> (GateResult.Measure, Bool) {
        (.count(count), count <= maximum)
    }

    private static func bytes(_ bytes: Int64, atMost maximum: Int64) -> (GateResult.Measure, Bool) {
        (.bytes(bytes), bytes <= maximum)
    }

    private static func fraction(_ fraction: Double, atMost maximum: Double) -> (GateResult.Measure, Bool) {
        (.fraction(fraction), fraction <= maximum)
    }
}

/// How an image stands to a gate.
public struct GateResult: Sendable, Hashable {
    /// What was measured.
    public enum Measure: Sendable, Hashable {
        /// A number of findings, or of layers.
        case count(Int)
        /// A number of bytes; negative for an image that became smaller.
        case bytes(Int64)
        /// A share, 1 for all; above 1 where waste lies in the base image.
        case fraction(Double)
    }

    /// The gate.
    public let gate: Gate
    /// The image's own figure.
    public let actual: Measure
    /// Whether the image keeps the limit.
    public let hasPassed: Bool
}
