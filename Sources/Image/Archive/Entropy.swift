import Glibc

/// Shannon's entropy: how many bits a byte says, if only its frequency is known.
public enum Entropy {
    /// Bits a byte: 0 for one byte repeated, 8 where all bytes are equally frequent, 0 for none at all.
    ///
    /// - Parameter counts: How often each byte is there.
    public static func bits(_ counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { return 0 }
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }
}
