/// Contents that a layer stores and the final tree does not show.
public struct WastedCopy: Sendable, Hashable {
    /// How contents get hidden.
    public enum Cause: UInt8, Sendable, CaseIterable {
        /// A later layer has another file of the same path.
        case overwritten
        /// A directory took the file's place, or a file that of a directory above it.
        case replaced
        /// An opaque whiteout in a directory above it.
        case opaque
        /// A whiteout of the file or of a directory above it.
        case whiteout
        /// A later entry of the same path, or of a directory above it, in the same layer.
        case superseded
    }

    /// Where the contents were.
    public let path: PathID
    /// The layer's entry that has them.
    public let entry: EntryReference
    /// The layer that hid them, or the last of their hard links.
    public var hiddenBy: Int { Int(hiding >> 3) }
    /// How.
    public var cause: Cause { Cause(rawValue: UInt8(hiding & 7)) ?? .overwritten }
    /// Their size.
    public let bytes: Int64
    /// The layer and the cause in one: a million files may be hidden.
    private let hiding: UInt32

    init(path: PathID, entry: EntryReference, hiddenBy layer: Int, cause: Cause, bytes: Int64) {
        (self.path, self.entry, self.bytes) = (path, entry, bytes)
        hiding = UInt32(layer) << 3 | UInt32(cause.rawValue)
    }

    /// The layer that stores them.
    public var layer: Int { entry.layer }
}

/// Which bytes of the layers nobody can see (DESIGN.md, "Exact meanings").
public struct Waste: Sendable, Hashable {
    /// The sum of the layers' sizes, in bytes.
    public let layerBytes: Int64
    /// The sum over distinct contents that the final tree shows, in bytes.
    public let visibleBytes: Int64
    /// The rest: what was overwritten, removed or hidden, each contents once, in bytes.
    public let wastedBytes: Int64
    /// For each layer, base first, how many of its bytes are wasted.
    public let wastedBytesByLayer: [Int64]
    /// Each hidden copy, the largest first. Empty files are left out.
    public let copies: [WastedCopy]
}

extension Int64 {
    /// The sum of sizes that files claim, or the largest or smallest number where it does not fit.
    package func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }

    /// Adds a size that a file claims, up to the largest number.
    package mutating func addSaturated(_ other: Int64) {
        self = addingSaturated(other)
    }
}
