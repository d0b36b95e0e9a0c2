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
        /// Wasted bytes ÷ bytes of the layers above the base image.
        case userWasted(atMost: Double)
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
        switch limit {
        case .completeness:
            return GateResult(gate: self, actual: .count(unreadableLayers), hasPassed: unreadableLayers == 0)
        case .findings(let severity):
            let count = findings.count { $0.severity >= severity }
            return GateResult(gate: self, actual: .count(count), hasPassed: count == 0)
        case .efficiency(let minimum):
            let actual = totals.efficiency
            return GateResult(gate: self, actual: .fraction(actual), hasPassed: actual >= minimum)
        case .wastedBytes(let maximum):
            let actual = totals.wastedBytes
            return GateResult(gate: self, actual: .bytes(actual), hasPassed: actual <= maximum)
        case .userWasted(let maximum):
            let actual = totals.userWastedPercent
            return GateResult(gate: self, actual: .fraction(actual), hasPassed: actual <= maximum)
        }
    }
}

/// How an image stands to a gate.
public struct GateResult: Sendable, Hashable {
    /// What was measured.
    public enum Measure: Sendable, Hashable {
        /// A number of findings, or of layers.
        case count(Int)
        /// A number of bytes.
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
