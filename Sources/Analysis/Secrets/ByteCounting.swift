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
        withUnsafeBytes { bytes in
            let wanted = SIMD16(repeating: byte)
            let one = SIMD16<UInt8>(repeating: 1)
            var total = 0
            var index = 0
            while index + 16 <= bytes.count {
                // So many steps that each of the sums fits into its byte.
                let end = Swift.min(index + 16 * 255, bytes.count - 15)
                var sums = SIMD16<UInt8>()
                while index < end {
                    let some = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                    sums &+= SIMD16<UInt8>().replacing(with: one, where: some .== wanted)
                    index += 16
                }
                for lane in 0..<16 { total += Int(sums[lane]) }
            }
            while index < bytes.count {
                total += bytes[index] == byte ? 1 : 0
                index += 1
            }
            return total
        }
    }
}
