import Archive

/// Searches one file for secrets while its bytes come by, in windows: memory does not grow with the file.
struct FileSearch {
    /// A secret in the file.
    struct Found {
        var secret: SecretSearch.Found
        /// Where the range stands in the file, in bytes.
        var offset: Int64
        /// The line, from 1; nil in binary files.
        var line: Int?
        var members: [String] = []
    }

    /// A window has so many bytes, in which secrets are found whole.
    private static let windowSize = 256 << 10
    /// A secret may reach so far from its anchor, in bytes.
    private static let lookAhead = 16 << 10
    /// What stands before an anchor may matter so far back, in bytes.
    private static let lookBehind = 1 << 10

    private let traits: FileTraits
    private var window: [UInt8] = []
    /// Where the window starts in the file.
    private var offset: Int64 = 0
    /// Secrets that start before this index of the window were told of already.
    private var told = 0
    /// Lines that end before the window.
    private var lines = 0
    private var isBinary = false

    init(traits: FileTraits) {
        self.traits = traits
    }

    /// Takes in bytes; gives the secrets that are whole by now.
    mutating func receive(_ bytes: UnsafeRawBufferPointer, _ search: SecretSearch) -> [Found] {
        var found: [Found] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = min(rest.count, FileSearch.windowSize - window.count)
            window.append(contentsOf: rest.prefix(count))
            rest = rest.dropFirst(count)
            if window.count == FileSearch.windowSize { found += searchWindow(search, isLast: false) }
        }
        return found
    }

    /// The bytes are through; gives the rest of the secrets.
    mutating func finish(_ search: SecretSearch) -> [Found] {
        searchWindow(search, isLast: true)
    }

    /// The whole file, where it fits into one window.
    var wholeFile: [UInt8]? { offset == 0 ? window : nil }

    private mutating func searchWindow(_ search: SecretSearch, isLast: Bool) -> [Found] {
        guard !window.isEmpty else { return [] }
        if !isBinary { isBinary = window.contains(0) }
        let limit = isLast ? window.count : window.count - FileSearch.lookAhead
        let text = SecretText(window, traits: traits, isBinary: isBinary)
        let found = search.secrets(in: text).compactMap { secret -> Found? in
            let start = secret.candidate.range.lowerBound
            guard start >= told, start < limit else { return nil }
            let line = isBinary ? nil : lines + window[..<start].count { $0 == 0x0a } + 1
            return Found(secret: secret, offset: offset + Int64(start), line: line)
        }
        if !isLast { slide(to: limit) }
        return found
    }

    /// Drops all but what the next window needs of this one.
    private mutating func slide(to limit: Int) {
        let gone = limit - FileSearch.lookBehind
        if !isBinary { lines += window[..<gone].count { $0 == 0x0a } }
        window.removeFirst(gone)
        offset += Int64(gone)
        told = limit - gone
    }
}
