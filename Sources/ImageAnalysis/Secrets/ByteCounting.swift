import Glibc

// The standard library's ways to do this look at one byte at a time: every byte of an image passes here.

extension Array where Element == UInt8 {
    /// Whether the byte stands here.
    func contains(_ byte: UInt8) -> Bool {
        withUnsafeBytes { $0.baseAddress.map { start in memchr(start, Int32(byte), count) != nil } ?? false }
    }
}

extension ArraySlice where Element == UInt8 {
    /// How often the byte stands here.
    func count(of byte: UInt8) -> Int {
        withUnsafeBufferPointer { bytes in
            var total = 0
            var start = 0
            while start < bytes.count {
                // So few that a byte can count them, which lets the compiler compare many at once.
                let end = Swift.min(start + 240, bytes.count)
                var some: UInt8 = 0
                for index in start..<end { some &+= bytes[index] == byte ? 1 : 0 }
                total += Int(some)
                start = end
            }
            return total
        }
    }
}
