/// How versions of an ecosystem are compared: each has an order of its own, which stands with the versions.
package struct VersionOrder: Sendable {
    private let order: @Sendable (String, String) -> Int?
    /// Longer versions are not compared, in bytes.
    private static let longest = 512

    /// The order of a function that gives −1, 0 or 1, and nil where one of the two is no version.
    init(_ order: @escaping @Sendable (String, String) -> Int?) {
        self.order = order
    }

    /// −1, 0 or 1; nil where one of the two is no version.
    package func compare(_ left: String, _ right: String) -> Int? {
        guard left.utf8.count <= VersionOrder.longest, right.utf8.count <= VersionOrder.longest else { return nil }
        return order(left, right)
    }
}

/// Comparing numbers of any length: versions are text, and no number type holds all of them.
enum Digits {
    /// −1, 0 or 1 for two runs of ASCII digits; leading zeros do not count.
    static func compare(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Int {
        let left = left.drop { $0 == UInt8(ascii: "0") }
        let right = right.drop { $0 == UInt8(ascii: "0") }
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for (one, other) in zip(left, right) where one != other { return one < other ? -1 : 1 }
        return 0
    }

    /// −1, 0 or 1 by the bytes.
    static func compareBytes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Int {
        if left.elementsEqual(right) { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }
}

extension UInt8 {
    /// Whether it is `0` to `9`.
    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    /// Whether it is a letter of ASCII.
    var isASCIILetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
}
