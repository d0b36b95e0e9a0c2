import Archive

/// What tells a random value from a word.
enum ByteStatistics {
    /// Shannon's entropy in bits a byte: 0 for one byte repeated, about 4.6 for 36 random letters and digits.
    static func entropy(_ bytes: some Collection<UInt8>) -> Double {
        Entropy.bits(counts(bytes))
    }

    /// How often each byte stands there, by its value.
    static func counts(_ bytes: some Collection<UInt8>) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        return counts
    }

    /// How many of lower case, upper case, digits and the rest there are.
    static func classes(_ bytes: some Collection<UInt8>) -> Int {
        var seen: UInt8 = 0
        for byte in bytes {
            seen |=
                ByteSet.lower.contains(byte)
                ? 1 : ByteSet.upper.contains(byte) ? 2 : ByteSet.digits.contains(byte) ? 4 : 8
        }
        return seen.nonzeroBitCount
    }
}
