/// The order of PHP's versions: `version_compare` of its manual, as Composer compares what it has normalised.
enum PHPVersion {
    /// −1, 0 or 1; nil for a branch, `dev-main`, and for what is no version.
    static func compare(_ left: String, _ right: String) -> Int? {
        guard let left = parts(left), let right = parts(right) else { return nil }
        for index in 0..<max(left.count, right.count) {
            let one = index < left.count ? left[index] : nil
            let other = index < right.count ? right[index] : nil
            let order = order(one, other)
            if order != 0 { return order }
        }
        return 0
    }

    /// Runs of digits and of letters, without a `v` before them and what follows a `+`.
    private static func parts(_ text: String) -> [ArraySlice<UInt8>]? {
        var rest = Array(text.lowercased().utf8)[...]
        if rest.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
        rest = rest.prefix { $0 != UInt8(ascii: "+") }
        guard rest.first?.isASCIIDigit == true else { return nil }
        var parts: [ArraySlice<UInt8>] = []
        while let first = rest.first {
            guard first.isASCIIDigit || first.isASCIILetter else {
                rest = rest.dropFirst()
                continue
            }
            let run = rest.prefix { first.isASCIIDigit ? $0.isASCIIDigit : $0.isASCIILetter }
            parts.append(run)
            rest = rest.dropFirst(run.count)
        }
        return parts
    }

    /// Any other word < dev < alpha < beta < RC < nothing or a number < patch.
    private static func order(_ left: ArraySlice<UInt8>?, _ right: ArraySlice<UInt8>?) -> Int {
        let (one, other) = (rank(left), rank(right))
        if one != other { return one < other ? -1 : 1 }
        guard one == 5 else { return 0 }
        // 1.0 and 1.0.0 are one version to Composer.
        return Digits.compare(left ?? [], right ?? [])
    }

    private static func rank(_ part: ArraySlice<UInt8>?) -> Int {
        guard let part, part.first?.isASCIIDigit == false else { return 5 }
        switch String(decoding: part, as: UTF8.self) {
        case "dev": return 1
        case "alpha", "a": return 2
        case "beta", "b": return 3
        case "rc", "c": return 4
        case "patch", "pl", "p": return 6
        default: return 0
        }
    }
}

extension VersionOrder {
    /// The order of PHP's packages.
    static let php = VersionOrder(PHPVersion.compare)
}
