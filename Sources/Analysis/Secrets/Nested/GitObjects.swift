import Archive
import Evidence

/// The contents of git's objects, which zlib hides: loose ones, and those of packs (gitformat-pack).
enum GitObjects {
    /// Objects are read so far, in bytes.
    private static let objectLimit = 4 << 20

    /// Whether the file at that path may hold objects, by its name and first bytes.
    static func isObjects(_ path: FilePath, _ start: some Collection<UInt8>) -> Bool {
        isPack(path, start) || start.first == 0x78 && path.contains("objects") && isHex(path.name[...], 38)
    }

    /// Gives out the contents of each object with a name for it, as far as the budget has room.
    static func read(
        _ bytes: [UInt8], at path: FilePath, within budget: UnpackingBudget,
        _ body: (_ name: String, _ contents: [UInt8]) -> Void
    ) {
        if isPack(path, bytes.prefix(4)) {
            readPack(bytes, within: budget, body)
        } else if let object = ZlibStream.decompress(bytes[...], limit: objectLimit, within: budget) {
            // A header `blob 123` and a zero stand before the contents.
            let end = object.contents.prefix(64).firstIndex(of: 0).map { $0 + 1 } ?? 0
            let kind = String(decoding: object.contents.prefix(64).prefix { $0 != 0x20 }, as: UTF8.self)
            body("git \(kind)", Array(object.contents[end...]))
        }
    }

    private static func isPack(_ path: FilePath, _ start: some Collection<UInt8>) -> Bool {
        path.name.hasSuffix(".pack") && start.starts(with: "PACK".utf8)
    }

    private static func isHex(_ name: Substring, _ count: Int) -> Bool {
        name.utf8.count == count && name.utf8.allSatisfy(ByteSet.lowerHex.contains)
    }

    /// Objects one after the other, each a type, a size and a stream; of differences, what they insert can be read.
    private static func readPack(
        _ bytes: [UInt8], within budget: UnpackingBudget, _ body: (String, [UInt8]) -> Void
    ) {
        let names = [
            1: "git commit", 2: "git tree", 3: "git blob", 4: "git tag", 6: "git difference", 7: "git difference",
        ]
        var position = 12
        while position + 20 < bytes.count {
            let type = Int(bytes[position] >> 4 & 7)
            position = endOfNumber(bytes, position)
            if type == 6 { position = endOfNumber(bytes, position) }
            if type == 7 { position += 20 }
            guard let name = names[type], position < bytes.count,
                let object = ZlibStream.decompress(bytes[position...], limit: objectLimit, within: budget),
                object.consumed > 0
            else { return }
            position += object.consumed
            body(name, object.contents)
        }
    }

    private static func endOfNumber(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] & 0x80 != 0 { end += 1 }
        return end + 1
    }
}
