/// The checksums that end some tokens, so that a mistyped or invented one is told from one that was issued.
enum Checksum {
    /// CRC-32 as zip and gzip have it.
    static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xffff_ffff
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return ~crc
    }

    /// A number in base 62 (digits, capitals, small letters), with leading zeros, as GitHub and npm write it.
    static func base62(_ number: UInt32, digits: Int) -> [UInt8] {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        var left = Int(number)
        var text: [UInt8] = []
        for _ in 0..<digits {
            text.append(alphabet[left % 62])
            left /= 62
        }
        return text.reversed()
    }

    /// Whether the last six of the random characters are the CRC-32 of those before: GitHub since 2021, npm.
    static func endsInBase62(_ body: some BidirectionalCollection<UInt8>) -> Bool {
        body.count > 6 && body.suffix(6).elementsEqual(base62(crc32(body.dropLast(6)), digits: 6))
    }
}
