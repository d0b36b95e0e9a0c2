import Archive
import Glibc

/// The 512-byte blocks of a tar: as much of them as putting members into an image needs.
enum TarBlocks {
    private static let checksum = 148..<156

    /// A tar with these members; a name that ends in a slash is a directory.
    static func tar(_ members: some Sequence<(name: [UInt8], contents: [UInt8])>) -> [UInt8] {
        var tar: [UInt8] = []
        for (name, contents) in members {
            let isDirectory = name.last == UInt8(ascii: "/")
            tar += header(name, count: isDirectory ? 0 : contents.count, type: isDirectory ? "5" : "0")
            guard !isDirectory else { continue }
            tar += contents
            tar += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
        }
        return tar + [UInt8](repeating: 0, count: 1024)
    }

    private static func header(_ name: [UInt8], count: Int, type: Unicode.Scalar) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: some Sequence<UInt8>, at place: Int) {
            for (offset, byte) in bytes.enumerated() { block[place + offset] = byte }
        }
        put(name.prefix(100), at: 0)
        put("0000755".utf8, at: 100)
        put("0000000".utf8, at: 108)
        put("0000000".utf8, at: 116)
        let size = String(count, radix: 8)
        put((String(repeating: "0", count: 11 - size.count) + size).utf8, at: 124)
        put("14000000000".utf8, at: 136)
        block[156] = UInt8(ascii: type)
        put("ustar\u{0}00".utf8, at: 257)
        block.withUnsafeMutableBufferPointer { mendChecksums(of: $0) }
        return block
    }

    /// Writes the right checksum into each block that has the magic of a header.
    static func mendChecksums(of bytes: UnsafeMutableBufferPointer<UInt8>) {
        for start in stride(from: 0, to: bytes.count - bytes.count % 512, by: 512)
        where bytes[(start + 257)..<(start + 262)].elementsEqual("ustar".utf8) {
            for place in checksum { bytes[start + place] = UInt8(ascii: " ") }
            let sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            let text = String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "\u{0} "
            for (place, byte) in zip(checksum, text.utf8) { bytes[start + place] = byte }
        }
    }
}
