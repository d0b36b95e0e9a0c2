/// The order of Debian's versions, `[epoch:]upstream[-revision]` (deb-version(7)).
enum DebianVersion {
    /// −1, 0 or 1; nil where an epoch is no number, or a version is empty.
    static func compare(_ left: String, _ right: String) -> Int? {
        guard let left = Parts(left), let right = Parts(right) else { return nil }
        let epochs = Digits.compare(left.epoch, right.epoch)
        if epochs != 0 { return epochs }
        let upstreams = order(left.upstream, right.upstream)
        return upstreams != 0 ? upstreams : order(left.revision, right.revision)
    }

    private struct Parts {
        let epoch: ArraySlice<UInt8>
        let upstream: ArraySlice<UInt8>
        let revision: ArraySlice<UInt8>

        init?(_ text: String) {
            var rest = Array(text.utf8)[...]
            if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
                epoch = rest[..<colon]
                guard !epoch.isEmpty, epoch.allSatisfy(\.isASCIIDigit) else { return nil }
                rest = rest[(colon + 1)...]
            } else {
                epoch = []
            }
            if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
                revision = rest[(hyphen + 1)...]
                rest = rest[..<hyphen]
            } else {
                revision = []
            }
            upstream = rest
            guard !upstream.isEmpty else { return nil }
        }
    }

    /// Runs without digits, then runs of digits, in turn.
    private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var (left, right) = (left, right)
        while !left.isEmpty || !right.isEmpty {
            while left.first.map({ !$0.isASCIIDigit }) ?? false || right.first.map({ !$0.isASCIIDigit }) ?? false {
                let (one, other) = (weight(left.first), weight(right.first))
                if one != other { return one < other ? -1 : 1 }
                left = left.dropFirst()
                right = right.dropFirst()
            }
            let numbers = Digits.compare(left.prefix(while: \.isASCIIDigit), right.prefix(while: \.isASCIIDigit))
            if numbers != 0 { return numbers }
            left = left.drop(while: \.isASCIIDigit)
            right = right.drop(while: \.isASCIIDigit)
        }
        return 0
    }

    /// A tilde is less than the end, which is less than letters, which are less than all else.
    private static func weight(_ byte: UInt8?) -> Int {
        guard let byte, !byte.isASCIIDigit else { return 0 }
        if byte == UInt8(ascii: "~") { return -1 }
        return byte.isASCIILetter ? Int(byte) : Int(byte) + 256
    }
}

extension VersionOrder {
    /// The order of Debian's packages.
    static let debian = VersionOrder(DebianVersion.compare)
}
