/// What is said of names in the blocks from an entry's first header to its body: its own header, and before it those for
/// what has no room in it.
///
/// libarchive gives names as C strings. In a header's own fields a NUL ends a name for everybody; a PAX record and a long
/// name of GNU's have their lengths, and what they hold behind a NUL is lost.
struct TarNames {
    private static let keys = ["path", "linkpath", "GNU.sparse.name"]
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
            switch header.type {
            case UInt8(ascii: "x") where TarNames.isCut(records: body): return true
            case UInt8(ascii: "L"), UInt8(ascii: "K"):
                if body.drop(while: { $0 != 0 }).contains(where: { $0 != 0 }) { return true }
            default: break
            }
            place = min(bytes.count, place + Int(TarBlock.padded(Int64(body.count))))
        }
        return false
    }

    /// Whether one of the records is a name with a NUL.
    private static func isCut(records: ArraySlice<UInt8>) -> Bool {
        records.contains(0) && PaxRecords(records).contains { keys.contains($0.key) && $0.value.contains(0) }
    }
}
