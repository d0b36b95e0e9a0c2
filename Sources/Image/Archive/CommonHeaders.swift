/// The headers of one entry, as nearly every tar has them: POSIX's ustar and GNU tar's header, GNU's long names, and the
/// records of POSIX pax that builders write.
///
/// What it reads, libarchive 3.6.2 reads alike, but for three things in which GNU tar, Go and so every engine are followed:
/// a name in records stays as it is, where libarchive composes its letters (NFC); a link's target in records counts, where
/// libarchive loses it if the header has none; the fields of a GNU header that are for sparse files mean nothing for
/// others. Whatever is not known for sure makes an entry uncommon: that one, and the tar from there on, is libarchive's to
/// read.
struct CommonHeaders {
    /// What came of reading.
    enum Reading {
        /// An entry, and how many bytes its headers take.
        case entry(TarEntry, length: Int)
        /// So many bytes are needed to tell.
        case needs(Int)
        /// Something else stands there: the tar's end, an entry that libarchive has to read, or no header at all.
        case uncommon
    }

    /// The most that an entry's headers may take to be common, in bytes.
    static let longest = 64 << 10

    /// Reads the headers at the beginning of a part of a tar.
    static func read(_ bytes: RawSpan) -> Reading {
        var names = LongNames()
        var place = 0
        while true {
            guard bytes.byteCount >= place + TarBlock.size else { return .needs(place + TarBlock.size) }
            guard let header = CommonHeader(bytes.extracting(place..<place + TarBlock.size)) else { return .uncommon }
            place += TarBlock.size
            guard LongNames.types.contains(header.type) else {
                guard let entry = header.entry(named: names) else { return .uncommon }
                return .entry(entry, length: place)
            }
            guard header.size > 0, header.size < Int64(longest - place) else { return .uncommon }
            let size = Int(header.size)
            let end = place + Int(TarBlock.padded(header.size))
            guard bytes.byteCount >= end else { return .needs(end) }
            guard names.take(bytes.extracting(place..<place + size), of: header.type) else { return .uncommon }
            place = end
        }
    }
}

/// One header of 512 bytes (POSIX pax, "ustar Interchange Format"; GNU tar, "Basic Tar Format").
private struct CommonHeader {
    let type: UInt8
    /// In bytes.
    let size: Int64
    private let mode: Int64
    private let userID: Int64
    private let groupID: Int64
    /// In seconds since 1970.
    private let modified: Int64
    private let deviceMajor: Int64
    private let deviceMinor: Int64
    private let path: [UInt8]
    private let linkTarget: [UInt8]

    /// A header's format and its version.
    private static let posixMagic = number(of: "ustar\u{0}00")
    private static let gnuMagic = number(of: "ustar  \u{0}")

    /// Eight letters as they lie in memory.
    private static func number(of letters: String) -> UInt64 {
        Array(letters.utf8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }

    /// A header of its bytes; nil for another format, a wrong checksum, and numbers in another notation than octal.
    init?(_ bytes: RawSpan) {
        let magic = bytes.unsafeLoadUnaligned(fromByteOffset: 257, as: UInt64.self)
        let isPOSIX = magic == CommonHeader.posixMagic
        guard isPOSIX || magic == CommonHeader.gnuMagic,
            bytes.octal(TarBlock.checksumField) == bytes.headerChecksum,
            let size = bytes.octal(TarBlock.sizeField), let mode = bytes.octal(100..<108),
            let userID = bytes.octal(108..<116),
            let groupID = bytes.octal(116..<124), let modified = bytes.octal(136..<148),
            let deviceMajor = bytes.octal(329..<337), let deviceMinor = bytes.octal(337..<345)
        else { return nil }
        type = bytes.byte(TarBlock.typePlace)
        (self.size, self.mode, self.userID, self.groupID) = (size, mode, userID, groupID)
        (self.modified, self.deviceMajor, self.deviceMinor) = (modified, deviceMajor, deviceMinor)
        linkTarget = bytes.field(157..<257)
        let name = bytes.field(0..<100)
        let prefix = isPOSIX ? bytes.field(345..<500) : []
        // Whether a slash follows a prefix that ends with one, is nothing to rely on.
        guard prefix.last != UInt8(ascii: "/") else { return nil }
        path = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    }

    /// The entry that it tells of, nil where it or its names are not common.
    func entry(named names: LongNames) -> TarEntry? {
        guard let kind = EntryKind(commonType: type) else { return nil }
        let (path, size) = (names.path ?? path, names.size ?? size)
        let target = names.linkTarget ?? linkTarget
        let isLink = kind == .symbolicLink || kind == .hardLink
        // What has contents and is no file, is named as a directory and is none, or leads somewhere and is no link, is
        // read in more than one way.
        guard !path.isEmpty, target.isEmpty != isLink, size == 0 || kind == .regularFile,
            kind != .regularFile || path.last != UInt8(ascii: "/")
        else { return nil }
        var entry = TarEntry(
            path: path, kind: kind, mode: UInt16(truncatingIfNeeded: mode & 0o7777),
            userID: UInt32(clamping: names.userID ?? userID), groupID: UInt32(clamping: names.groupID ?? groupID),
            size: size, modified: names.modified ?? modified, linkTarget: target,
            extendedAttributes: names.extendedAttributes)
        if kind == .characterDevice || kind == .blockDevice {
            (entry.deviceMajor, entry.deviceMinor) = (UInt32(clamping: deviceMajor), UInt32(clamping: deviceMinor))
        }
        return entry
    }
}

extension EntryKind {
    /// The kind of a header's type, for the types that everybody reads alike.
    fileprivate init?(commonType type: UInt8) {
        switch type {
        case UInt8(ascii: "0"): self = .regularFile
        case UInt8(ascii: "1"): self = .hardLink
        case UInt8(ascii: "2"): self = .symbolicLink
        case UInt8(ascii: "3"): self = .characterDevice
        case UInt8(ascii: "4"): self = .blockDevice
        case UInt8(ascii: "5"): self = .directory
        case UInt8(ascii: "6"): self = .namedPipe
        default: return nil
        }
    }
}

extension RawSpan {
    /// The byte at a place.
    func byte(_ place: Int) -> UInt8 { unsafeLoad(fromByteOffset: place, as: UInt8.self) }

    /// The bytes of a field before its first NUL.
    fileprivate func field(_ range: Range<Int>) -> [UInt8] {
        var end = range.lowerBound
        while end < range.upperBound, byte(end) != 0 { end += 1 }
        return extracting(range.lowerBound..<end).withUnsafeBytes { Array($0) }
    }

    /// The number in octal digits, behind blanks and before blanks or NULs; 0 where there are none; nil for all else.
    fileprivate func octal(_ range: Range<Int>) -> Int64? {
        var place = range.lowerBound
        while place < range.upperBound, byte(place) == UInt8(ascii: " ") { place += 1 }
        var number: Int64 = 0
        while place < range.upperBound, byte(place) & 0xf8 == UInt8(ascii: "0") {
            number = number << 3 | Int64(byte(place) & 7)
            place += 1
        }
        while place < range.upperBound {
            guard byte(place) == 0 || byte(place) == UInt8(ascii: " ") else { return nil }
            place += 1
        }
        return number
    }

    /// The sum of a header's bytes, the checksum's own counted as blanks: eight at a time, in four lanes of 16 bits, which
    /// hold 128 × 255.
    var headerChecksum: Int64 {
        let even: UInt64 = 0x00ff_00ff_00ff_00ff
        var lanes: UInt64 = 0
        for place in stride(from: 0, to: TarBlock.size, by: 8) {
            let word = unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            lanes += (word & even) + (word >> 8 & even)
        }
        let sum = (0..<4).reduce(0) { $0 + Int64(lanes >> (16 * UInt64($1)) & 0xffff) }
        return TarBlock.checksumField.reduce(sum) { $0 - Int64(byte($1)) + 0x20 }
    }
}
