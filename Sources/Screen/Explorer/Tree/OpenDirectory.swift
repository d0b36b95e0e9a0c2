import FileTree

/// A directory whose entries are being walked.
struct OpenDirectory {
    private let entries: [PathID]
    private var position = 0
    /// Bit n is set where the ancestor at depth n has more entries after it.
    let openAncestors: UInt64

    init(entries: [PathID], openAncestors: UInt64) {
        self.entries = entries
        self.openAncestors = openAncestors
    }

    /// Whether the last entry has been given out.
    var isAtEnd: Bool { position == entries.count }

    /// The next entry.
    mutating func next() -> PathID? {
        guard position < entries.count else { return nil }
        defer { position += 1 }
        return entries[position]
    }
}
