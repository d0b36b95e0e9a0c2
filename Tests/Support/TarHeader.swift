/// The 512 bytes before a member of a tar, field by field, with every freedom that a hostile or old writer takes.
public struct TarHeader: Sendable, Hashable {
    /// What the magic field says, and so which of the later fields exist.
    public enum Dialect: Sendable, Hashable {
        /// No magic: name, mode, owner, size, time, type and link only.
        case v7
        /// POSIX: `ustar\0` and version `00`.
        case ustar
        /// GNU: `ustar  \0`.
        case gnu
    }

    /// A field by its place in the block, to overwrite it with any bytes.
    public struct Field: Sendable, Hashable {
        /// Where the field starts, from 0.
        public let offset: Int
        /// Its length in bytes.
        public let length: Int

        /// The field of `length` bytes at `offset`.
        public init(offset: Int, length: Int) {
            self.offset = offset
            self.length = length
        }

        /// The member's name.
        public static let name = Field(offset: 0, length: 100)
        /// Permission bits.
        public static let mode = Field(offset: 100, length: 8)
        /// The owner's number.
        public static let userID = Field(offset: 108, length: 8)
        /// The group's number.
        public static let groupID = Field(offset: 116, length: 8)
        /// Bytes of contents.
        public static let size = Field(offset: 124, length: 12)
        /// Seconds since 1970.
        public static let modified = Field(offset: 136, length: 12)
        /// The sum of the block's bytes.
        public static let checksum = Field(offset: 148, length: 8)
        /// One character that tells what the member is.
        public static let type = Field(offset: 156, length: 1)
        /// The target of a link.
        public static let linkName = Field(offset: 157, length: 100)
        /// Magic and version.
        public static let magic = Field(offset: 257, length: 8)
        /// The owner's name.
        public static let userName = Field(offset: 265, length: 32)
        /// The group's name.
        public static let groupName = Field(offset: 297, length: 32)
        /// The major number of a device.
        public static let deviceMajor = Field(offset: 329, length: 8)
        /// The minor number of a device.
        public static let deviceMinor = Field(offset: 337, length: 8)
        /// What goes before the name, with a slash between (ustar).
        public static let prefix = Field(offset: 345, length: 155)
        /// GNU's sparse map, extension flag and real size.
        public static let sparse = Field(offset: 386, length: 109)
    }

    /// What the magic says.
    public var dialect: Dialect
    /// The name as bytes, cut at 100.
    public var name: [UInt8]
    /// The part before the name (ustar only), cut at 155.
    public var prefix: [UInt8] = []
    /// Permission bits.
    public var mode: Int64 = 0o644
    /// The owner's number.
    public var userID: Int64 = 0
    /// The group's number.
    public var groupID: Int64 = 0
    /// Bytes of contents as claimed.
    public var size: Int64 = 0
    /// Seconds since 1970; may be negative.
    public var modified: Int64 = 0
    /// The type flag: `0` a file, `1` a hard link, `2` a symbolic link, `5` a directory, …
    public var type: Character = "0"
    /// The target of a link, cut at 100.
    public var linkName: [UInt8] = []
    /// The owner's name.
    public var userName = ""
    /// The group's name.
    public var groupName = ""
    /// The major number of a device.
    public var deviceMajor: Int64 = 0
    /// The minor number of a device.
    public var deviceMinor: Int64 = 0
    /// Whether every number is written in base 256, also where octal digits would do.
    public var usesBase256 = false
    /// Bytes that replace a field whatever its value says; before the checksum is made, unless it is the checksum.
    public var overrides: [Field: [UInt8]] = [:]

    /// A header for `name`.
    public init(_ dialect: Dialect = .ustar, name: [UInt8]) {
        self.dialect = dialect
        self.name = name
    }

    /// The block: 512 bytes.
    public var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ value: some Sequence<UInt8>, _ field: Field) {
            for (index, byte) in value.prefix(field.length).enumerated() { block[field.offset + index] = byte }
        }
        func put(_ number: Int64, _ field: Field) {
            put(TarNumber.encode(number, length: field.length, base256: usesBase256), field)
        }
        put(name, .name)
        put(mode, .mode)
        put(userID, .userID)
        put(groupID, .groupID)
        put(size, .size)
        put(modified, .modified)
        put(type.utf8, .type)
        put(linkName, .linkName)
        if dialect != .v7 {
            put(dialect == .gnu ? "ustar  \0".utf8 : "ustar\u{0}00".utf8, .magic)
            put(userName.utf8, .userName)
            put(groupName.utf8, .groupName)
            put(deviceMajor, .deviceMajor)
            put(deviceMinor, .deviceMinor)
        }
        if dialect == .ustar { put(prefix, .prefix) }
        for (field, value) in overrides where field != .checksum { put(value, field) }
        put(overrides[.checksum] ?? TarNumber.checksum(of: block), .checksum)
        return block
    }
}

/// Numbers as a tar's header holds them.
enum TarNumber {
    /// Octal digits with an ending NUL, or base 256 where those do not do: negative and too large numbers.
    static func encode(_ number: Int64, length: Int, base256: Bool = false) -> [UInt8] {
        if !base256, fitsOctal(number, length: length) {
            let digits = String(number, radix: 8)
            return Array((String(repeating: "0", count: length - 1 - digits.count) + digits).utf8) + [0]
        }
        let low = (0..<length).reversed().map { index in
            index >= 8 ? (number < 0 ? 0xFF : 0) : UInt8(truncatingIfNeeded: number >> Int64(8 * index))
        }
        return [low[0] | 0x80] + low.dropFirst()
    }

    /// Whether octal digits with an ending NUL can hold the number.
    static func fitsOctal(_ number: Int64, length: Int) -> Bool {
        number >= 0 && number < Int64(1) << Int64(3 * (length - 1))
    }

    /// The sum of the block's bytes, the checksum's own counted as spaces: six digits, NUL, space.
    static func checksum(of block: [UInt8]) -> [UInt8] {
        let own = TarHeader.Field.checksum
        let sum = block.enumerated().reduce(0) { total, byte in
            (own.offset..<own.offset + own.length).contains(byte.offset) ? total + 32 : total + Int(byte.element)
        }
        let digits = String(sum, radix: 8)
        return Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8) + [0, 32]
    }
}
