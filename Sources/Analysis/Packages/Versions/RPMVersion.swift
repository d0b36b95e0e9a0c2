/// The order of RPM's versions, `[epoch:]version[-release]` (rpm-version(7)).
enum RPMVersion {
    /// −1, 0 or 1; nil where an epoch is no number. A release that one of the two does not have does not count.
    static func compare(_ left: String, _ right: String) -> Int? {
        guard let left = Parts(left), let right = Parts(right) else { return nil }
        let epochs = Digits.compare(left.epoch, right.epoch)
        if epochs != 0 { return epochs }
        let versions = order(left.version, right.version)
        guard versions == 0, let release = left.release, let other = right.release else { return versions }
        return order(release, other)
    }

    private struct Parts {
        var epoch: ArraySlice<UInt8> = []
        var version: ArraySlice<UInt8>
        var release: ArraySlice<UInt8>?

        init?(_ text: String) {
            version = Array(text.utf8)[...]
            if let colon = version.firstIndex(of: UInt8(ascii: ":")) {
                epoch = version[..<colon]
                guard epoch.allSatisfy(\.isASCIIDigit) else { return nil }
                version = version[(colon + 1)...]
            }
            if let hyphen = version.lastIndex(of: UInt8(ascii: "-")) {
                release = version[(hyphen + 1)...]
                version = version[..<hyphen]
            }
            guard !version.isEmpty else { return nil }
        }
    }

    /// Runs of digits and runs of letters; what parts them does not count, but for `~`, which sorts before the end, and
    /// `^`, which sorts after it.
    private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var (left, right) = (left, right)
        let (tilde, caret) = (UInt8(ascii: "~"), UInt8(ascii: "^"))
        func isSeparator(_ byte: UInt8) -> Bool {
            !byte.isASCIIDigit && !byte.isASCIILetter && byte != tilde && byte != caret
        }
        while true {
            left = left.drop(while: isSeparator)
            right = right.drop(while: isSeparator)
            if left.first == tilde || right.first == tilde {
                guard left.first == tilde else { return 1 }
                guard right.first == tilde else { return -1 }
                (left, right) = (left.dropFirst(), right.dropFirst())
                continue
            }
            if left.first == caret || right.first == caret {
                if left.isEmpty { return -1 }
                if right.isEmpty { return 1 }
                guard left.first == caret else { return 1 }
                guard right.first == caret else { return -1 }
                (left, right) = (left.dropFirst(), right.dropFirst())
                continue
            }
            guard let one = left.first, let other = right.first else { break }
            // A number is newer than a word.
            guard one.isASCIIDigit == other.isASCIIDigit else { return one.isASCIIDigit ? 1 : -1 }
            let isRun: (UInt8) -> Bool = one.isASCIIDigit ? \.isASCIIDigit : \.isASCIILetter
            let (mine, theirs) = (left.prefix(while: isRun), right.prefix(while: isRun))
            let result = one.isASCIIDigit ? Digits.compare(mine, theirs) : Digits.compareBytes(mine, theirs)
            if result != 0 { return result }
            (left, right) = (left.dropFirst(mine.count), right.dropFirst(theirs.count))
        }
        return left.isEmpty ? (right.isEmpty ? 0 : -1) : 1
    }
}

extension VersionOrder {
    /// The order of RPM packages.
    static let rpm = VersionOrder(RPMVersion.compare)
}
