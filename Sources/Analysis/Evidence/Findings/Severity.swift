import BinaryCoding

/// How much a finding matters, the worst first.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Whoever has the image can do harm with it now.
    case critical
    /// Must be mended before the image is pushed.
    case high
    /// Should be mended.
    case medium
    /// Worth a look.
    case low
    /// Good to know.
    case info

    /// Orders by weight: `info` is the least.
    public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .critical: 4
        case .high: 3
        case .medium: 2
        case .low: 1
        case .info: 0
        }
    }
}

extension Severity: BinaryCodable {}
