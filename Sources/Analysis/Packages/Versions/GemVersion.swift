/// A version of RubyGems: numbers and words between dots; a word makes it a pre-release.
struct GemVersion {
    private let segments: [ArraySlice<UInt8>]

    /// Reads a version; nil for what is none.
    init?(_ text: String) {
        guard text.utf8.first?.isASCIIDigit == true,
            text.utf8.allSatisfy({ $0.isASCIIDigit || $0.isASCIILetter || ".-".utf8.contains($0) }),
            !text.contains("..")
        else { return nil }
        // A hyphen means a pre-release: 1.0-rc is 1.0.pre.rc.
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let pre = [Array("pre".utf8)[...]]
        let segments = parts.enumerated().flatMap { index, part in
            (index > 0 ? pre : []) + part.split(separator: UInt8(ascii: ".")).flatMap(GemVersion.runs)
        }
        self.segments = GemVersion.canonical(segments)
    }

    /// Numbers and letters apart: `rc1` is `rc` and `1`.
    private static func runs(of word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var runs: [ArraySlice<UInt8>] = []
        var rest = word
        while let first = rest.first {
            let run = rest.prefix { $0.isASCIIDigit == first.isASCIIDigit }
            runs.append(run)
            rest = rest.dropFirst(run.count)
        }
        return runs
    }

    /// Without zeros before the first word and at the end: 1.0.0 is 1, and 1.0.a is 1.a.
    private static func canonical(_ segments: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        func isZero(_ segment: ArraySlice<UInt8>) -> Bool { segment.allSatisfy { $0 == UInt8(ascii: "0") } }
        let word = segments.firstIndex { $0.first?.isASCIILetter == true } ?? segments.count
        var (numbers, rest) = (Array(segments[..<word]), Array(segments[word...]))
        while let last = numbers.last, isZero(last) { numbers.removeLast() }
        while let last = rest.last, isZero(last) { rest.removeLast() }
        return numbers + rest
    }

    /// −1, 0 or 1.
    func compare(_ other: GemVersion) -> Int {
        let zero = [UInt8(ascii: "0")][...]
        for index in 0..<max(segments.count, other.segments.count) {
            let mine = index < segments.count ? segments[index] : zero
            let theirs = index < other.segments.count ? other.segments[index] : zero
            let areNumbers = (mine.first?.isASCIIDigit == true, theirs.first?.isASCIIDigit == true)
            let order =
                switch areNumbers {
                case (true, true): Digits.compare(mine, theirs)
                case (true, false): 1
                case (false, true): -1
                case (false, false): Digits.compareBytes(mine, theirs)
                }
            if order != 0 { return order }
        }
        return 0
    }
}

extension VersionOrder {
    /// The order of gems.
    static let gem = VersionOrder { left, right in
        guard let left = GemVersion(left), let right = GemVersion(right) else { return nil }
        return left.compare(right)
    }
}
