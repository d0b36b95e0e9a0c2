/// A version of Semantic Versioning 2.0.0: npm and Go. A leading `v` or `go`, and missing parts, are allowed.
struct SemanticVersion {
    private let numbers: [ArraySlice<UInt8>]
    /// The identifiers behind the hyphen; empty for a release.
    private let preRelease: [ArraySlice<UInt8>]

    /// Reads a version; nil for what is none. What follows a `+` does not count.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if rest.starts(with: "go".utf8) { rest = rest.dropFirst(2) }
        if rest.first == UInt8(ascii: "v") || rest.first == UInt8(ascii: "=") { rest = rest.dropFirst() }
        rest = rest.prefix { $0 != UInt8(ascii: "+") }
        let core = rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
        let numbers = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !numbers.contains(where: \.isEmpty), (1...4).contains(numbers.count) else { return nil }
        self.numbers = Array(numbers)
        rest = rest.dropFirst(core.count)
        // Go's own releases are written 1.22rc1.
        if rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
        } else if rest.first?.isASCIILetter == false {
            return nil
        }
        let identifiers = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isValid = identifiers.allSatisfy { identifier in
            !identifier.isEmpty
                && identifier.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter || $0 == UInt8(ascii: "-") }
        }
        guard rest.isEmpty || isValid else { return nil }
        preRelease = rest.isEmpty ? [] : Array(identifiers)
    }

    /// −1, 0 or 1 (section 11).
    func compare(_ other: SemanticVersion) -> Int {
        for index in 0..<max(numbers.count, other.numbers.count) {
            let order = Digits.compare(
                index < numbers.count ? numbers[index] : [], index < other.numbers.count ? other.numbers[index] : [])
            if order != 0 { return order }
        }
        if preRelease.isEmpty || other.preRelease.isEmpty {
            if preRelease.isEmpty == other.preRelease.isEmpty { return 0 }
            return preRelease.isEmpty ? 1 : -1
        }
        for (mine, theirs) in zip(preRelease, other.preRelease) {
            let order = SemanticVersion.order(mine, theirs)
            if order != 0 { return order }
        }
        if preRelease.count == other.preRelease.count { return 0 }
        return preRelease.count < other.preRelease.count ? -1 : 1
    }

    /// Numbers by their value, words by their bytes, a number before a word.
    private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        switch (left.allSatisfy(\.isASCIIDigit), right.allSatisfy(\.isASCIIDigit)) {
        case (true, true): Digits.compare(left, right)
        case (true, false): -1
        case (false, true): 1
        case (false, false): Digits.compareBytes(left, right)
        }
    }
}

extension VersionOrder {
    /// The order of semantic versions.
    static let semantic = VersionOrder { left, right in
        guard let left = SemanticVersion(left), let right = SemanticVersion(right) else { return nil }
        return left.compare(right)
    }
}
