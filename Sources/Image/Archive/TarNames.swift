/// What is said of names in the blocks from an entry's first header to its body: its own header, and before it those for
/// what has no room in it.
///
/// libarchive gives names as C strings. In a header's own fields a NUL ends a name for everybody; a PAX record and a long
/// name of GNU's have their lengths, and what they hold behind a NUL is lost.
struct TarNames {
    private static let keys = ["path", "linkpath", "GNU.sparse.name"].map { Array($0.utf8) }
    private let bytes: [UInt8]

    /// The names in blocks as they lie in the tar.
    init(in bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a name goes on behind a NUL.
    var areCut: Bool {
        var place = 0
        while let header = TarBlock(bytes.dropFirst(place).prefix(TarBlock.size)) {
            place += TarBlock.size
            let body = bytes[place...].prefix(Int(clamping: header.size))
            switch header.bytes[156] {
            case UInt8(ascii: "x") where TarNames.isCut(records: body): return true
            case UInt8(ascii: "L"), UInt8(ascii: "K"):
                if body.drop(while: { $0 != 0 }).contains(where: { $0 != 0 }) { return true }
            default: break
            }
            place = min(bytes.count, place + (body.count + TarBlock.size - 1) / TarBlock.size * TarBlock.size)
        }
        return false
    }

    /// Whether one of the records `LENGTH KEY=VALUE\n` is a name with a NUL (POSIX pax, "Extended Header").
    private static func isCut(records: ArraySlice<UInt8>) -> Bool {
        guard records.contains(0) else { return false }
        var rest = records
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), (1...rest.count).contains(length)
        {
            let record = rest.prefix(length).drop { $0 != UInt8(ascii: " ") }.dropFirst()
            let key = record.prefix { $0 != UInt8(ascii: "=") }
            if keys.contains(where: key.elementsEqual), record.contains(0) { return true }
            rest = rest.dropFirst(length)
        }
        return false
    }
}
