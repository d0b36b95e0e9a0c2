/// The order of the entries of a directory.
public struct SortOrder: Sendable, Hashable {
    /// What they are ordered by.
    public enum Key: Sendable, Hashable, CaseIterable {
        /// Bytes of the name.
        case name
        /// Bytes of contents, below directories too.
        case size
        /// How many files.
        case count
        /// When it was last modified.
        case modified
        /// Bytes stored there that the final image hides, below directories too.
        case wasted
    }

    /// What entries are ordered by.
    public var key: Key
    /// Whether the order is the other way round.
    public var isReversed = false

    /// The order where nobody has chosen one.
    public static let standard = SortOrder(.size)

    /// An order: names from A, sizes and counts from the largest, times from the newest.
    public init(_ key: Key, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// The next key's order, after the last the first.
    mutating func cycle() { self = SortOrder(Key.allCases.next(after: key)) }

    /// The order in a word.
    var label: String {
        switch key {
        case .name: "name"
        case .size: "size"
        case .count: "number of files"
        case .modified: "time of change"
        case .wasted: "wasted bytes"
        }
    }
}
