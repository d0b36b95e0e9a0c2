/// A set of a stack's entries: a bit for each entry of a layer, since most of them may be in it.
public struct EntrySet: Sendable {
    /// By layer, 64 entries a word.
    private var words: [[UInt64]] = []

    /// No entries.
    public init() {}

    /// These entries, which a stack gave.
    public init(_ entries: some Sequence<EntryReference>) {
        for entry in entries { insert(entry) }
    }

    /// Whether the entry is in the set.
    public func contains(_ entry: EntryReference) -> Bool {
        guard words.indices.contains(entry.layer), words[entry.layer].indices.contains(entry.index / 64) else {
            return false
        }
        return words[entry.layer][entry.index / 64] & EntrySet.bit(of: entry) != 0
    }

    /// Puts an entry that a stack gave in; false where it was in.
    @discardableResult
    public mutating func insert(_ entry: EntryReference) -> Bool {
        while words.count <= entry.layer { words.append([]) }
        let missing = entry.index / 64 + 1 - words[entry.layer].count
        if missing > 0 { words[entry.layer].append(contentsOf: repeatElement(0, count: missing)) }
        let (word, bit) = (words[entry.layer][entry.index / 64], EntrySet.bit(of: entry))
        words[entry.layer][entry.index / 64] = word | bit
        return word & bit == 0
    }

    /// Takes an entry out; false where it was not in.
    @discardableResult
    public mutating func remove(_ entry: EntryReference) -> Bool {
        guard contains(entry) else { return false }
        words[entry.layer][entry.index / 64] &= ~EntrySet.bit(of: entry)
        return true
    }

    private static func bit(of entry: EntryReference) -> UInt64 { 1 << UInt64(entry.index % 64) }
}

extension EntrySet: Sequence {
    /// Passes the entries on, lower layers first, and those of a layer by their index.
    public struct Iterator: IteratorProtocol {
        private let words: [[UInt64]]
        private var layer = 0
        private var word = 0
        /// What is left of the current word.
        private var left: UInt64 = 0

        fileprivate init(_ set: EntrySet) {
            words = set.words
            left = words.first?.first ?? 0
        }

        /// The next entry; nil behind the last one.
        public mutating func next() -> EntryReference? {
            while left == 0 {
                guard layer < words.count else { return nil }
                word += 1
                if word >= words[layer].count { (layer, word) = (layer + 1, 0) }
                if words.indices.contains(layer), words[layer].indices.contains(word) { left = words[layer][word] }
            }
            defer { left &= left - 1 }
            return EntryReference(layer: layer, index: word * 64 + left.trailingZeroBitCount)
        }
    }

    /// Begins with the lowest layer.
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension EntrySet: Hashable {
    /// Sets of the same entries are the same, whatever was taken out of either.
    public static func == (left: EntrySet, right: EntrySet) -> Bool { left.elementsEqual(right) }

    /// By the entries.
    public func hash(into hasher: inout Hasher) { forEach { hasher.combine($0) } }
}
