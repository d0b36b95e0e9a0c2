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

    private let path: FilePath
    private let traits: FileTraits
    private var window: [UInt8] = []
    /// Where the window starts in the file.
    private var offset: Int64 = 0
    /// Secrets that start before this index of the window were told of already.
    private var told = 0
    /// Lines that end before the window.
    private var lines = 0
    private var isBinary = false

    /// A search of the file at that path.
    init(_ path: FilePath) {
        self.path = path
        traits = FileTraits(path)
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

    /// What the file's format tells, where it fits into one window.
    private func secretsByFormat(_ text: SecretText) -> [SecretSearch.Found] {
        let secrets = traits.isPackageCode ? [] : CredentialFile(path)?.secrets(in: text) ?? []
        return secrets + [KeyStore.secret(at: path, in: text)].compactMap(\.self)
    }

    private mutating func searchWindow(_ search: SecretSearch, isLast: Bool) -> [Found] {
        guard !window.isEmpty else { return [] }
        if !isBinary { isBinary = window.contains(0) }
        let limit = isLast ? window.count : window.count - FileSearch.lookAhead
        let text = SecretText(window, traits: traits, isBinary: isBinary)
        var secrets = search.secrets(in: text)
        if isLast, offset == 0 { secrets = SecretSearch.best(secrets + secretsByFormat(text)) }
        let found = secrets.compactMap { secret -> Found? in
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
