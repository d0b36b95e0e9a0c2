/// One member of a tar to be written: a header, its contents and extended records.
public struct TarMember: Sendable, Hashable {
    /// The header; `TarWriter` fits names and numbers that are too long for it into its format's extensions.
    public var header: TarHeader
    /// The contents as stored; padded to whole blocks by the writer.
    public var contents: [UInt8]
    /// PAX records for this member, written in this order.
    public var records: [PaxRecord] = []

    /// A member with the contents' length as its size.
    public init(header: TarHeader, contents: [UInt8] = []) {
        self.header = header
        self.contents = contents
        self.header.size = Int64(contents.count)
    }

    /// A member with the usual header.
    public init(
        path: some PathBytes, type: Character = "0", mode: Int64 = 0o644, contents: [UInt8] = [],
        linkName: some PathBytes = ""
    ) {
        var header = TarHeader(.ustar, name: path.pathBytes)
        header.type = type
        header.mode = mode
        header.linkName = linkName.pathBytes
        self.init(header: header, contents: contents)
    }
}

/// A `key=value` record of a PAX extended header (POSIX pax, "Extended Header").
public struct PaxRecord: Sendable, Hashable {
    /// The keyword, such as `path` or `SCHILY.xattr.user.a`.
    public var key: String
    /// The value as bytes.
    public var value: [UInt8]

    /// A record of its parts.
    public init(_ key: String, _ value: [UInt8]) {
        self.key = key
        self.value = value
    }

    /// A record with a text for a value.
    public init(_ key: String, _ value: String) {
        self.init(key, Array(value.utf8))
    }

    /// `LENGTH key=value\n`, where the length counts its own digits.
    public var bytes: [UInt8] {
        let body = Array(" \(key)=".utf8) + value + [0x0A]
        var length = body.count
        while length != body.count + String(length).utf8.count { length = body.count + String(length).utf8.count }
        return Array(String(length).utf8) + body
    }
}

/// What can name a path in a tar: text, or any bytes.
public protocol PathBytes: Sendable {
    /// The path's bytes.
    var pathBytes: [UInt8] { get }
}

extension String: PathBytes {
    /// The text in UTF-8.
    public var pathBytes: [UInt8] { Array(utf8) }
}

extension [UInt8]: PathBytes {
    /// The bytes themselves.
    public var pathBytes: [UInt8] { self }
}
