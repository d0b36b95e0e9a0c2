import Evidence

/// Searches bytes in windows, one after the other, that overlap so far that each secret is whole in one.
struct SearchWindows {
    /// A window has so many bytes.
    private static let size = 256 << 10
    /// A secret may reach so far from its anchor, in bytes.
    private static let lookAhead = 16 << 10
    /// What stands before an anchor may matter so far back, in bytes.
    private static let lookBehind = 1 << 10

    /// What is known of the file.
    let traits: FileTraits
    private let path: FilePath
    private var window: [UInt8] = []
    /// Where the window starts in the file.
    private var offset: Int64 = 0
    /// Secrets that start before this index of the window were told of already.
    private var told = 0
    /// Lines that end before the window.
    private var lines = 0
    private var isBinary = false

    init(_ path: FilePath, _ traits: FileTraits) {
        self.path = path
        self.traits = traits
    }

    /// Takes in bytes; gives the secrets that are whole by now.
    mutating func receive(_ bytes: UnsafeRawBufferPointer, _ search: SecretSearch) -> [FileSearch.Found] {
        var found: [FileSearch.Found] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = min(rest.count, SearchWindows.size - window.count)
            window.append(contentsOf: rest.prefix(count))
            rest = rest.dropFirst(count)
            if window.count == SearchWindows.size { found += searchWindow(search, isLast: false) }
        }
        return found
    }

    /// Takes over bytes of which nobody else needs the array: a small file is copied no more.
    mutating func receive(_ bytes: consuming [UInt8], _ search: SecretSearch) -> [FileSearch.Found] {
        guard window.isEmpty, bytes.count < SearchWindows.size else {
            return bytes.withUnsafeBytes { receive($0, search) }
        }
        window = bytes
        return []
    }

    /// The bytes are through; gives the rest of the secrets.
    mutating func finish(_ search: SecretSearch) -> [FileSearch.Found] {
        searchWindow(search, isLast: true)
    }

    private mutating func searchWindow(_ search: SecretSearch, isLast: Bool) -> [FileSearch.Found] {
        guard !window.isEmpty else { return [] }
        if !isBinary { isBinary = window.contains(0) }
        let limit = isLast ? window.count : window.count - SearchWindows.lookAhead
        let text = SecretText(window, traits: traits, isBinary: isBinary)
        var secrets = search.secrets(in: text)
        if isLast, offset == 0 { secrets = SecretSearch.merge(secrets, byFormat: secretsByFormat(text)) }
        // Secrets come in their order, so that each stretch of the window is counted once.
        var counted = 0
        var line = lines + 1
        let found = secrets.compactMap { secret -> FileSearch.Found? in
            let start = secret.candidate.range.lowerBound
            guard start >= told, start < limit else { return nil }
            if !isBinary { line += window[counted..<start].count(of: 0x0a) }
            counted = start
            return FileSearch.Found(
                secret: secret, offset: offset + Int64(start), line: isBinary ? nil : line, traits: traits)
        }
        if !isLast { slide(to: limit) }
        return found
    }

    /// What the file's format tells, where it fits into one window.
    private func secretsByFormat(_ text: SecretText) -> [SecretSearch.Found] {
        var secrets = traits.isPackageCode ? [] : CredentialFile(path)?.secrets(in: text) ?? []
        if let store = KeyStore.secret(at: path, in: text) { secrets.append(store) }
        if let key = OpenPGPKey.secret(at: path, in: text) { secrets.append(key) }
        return secrets
    }

    /// Drops all but what the next window needs of this one.
    private mutating func slide(to limit: Int) {
        let gone = limit - SearchWindows.lookBehind
        if !isBinary { lines += window[..<gone].count(of: 0x0a) }
        window.removeFirst(gone)
        offset += Int64(gone)
        told = limit - gone
    }
}
