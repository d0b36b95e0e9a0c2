/// The order of Alpine's versions, `number{.number}[letter]{_suffix[number]}[~hash][-r#]` (apk-package(5)).
enum AlpineVersion {
    /// −1, 0 or 1; nil where one is no version.
    static func compare(_ left: String, _ right: String) -> Int? {
        guard let left = Parts(left), let right = Parts(right) else { return nil }
        return left.compare(right)
    }

    private struct Parts {
        var numbers: [ArraySlice<UInt8>] = []
        var letter: UInt8 = 0
        var suffixes: [(rank: Int, number: ArraySlice<UInt8>)] = []
        var revision: ArraySlice<UInt8> = []

        /// Those before a release are below 0, those after it above.
        private static let ranks: [String: Int] = [
            "alpha": -4, "beta": -3, "pre": -2, "rc": -1, "cvs": 1, "svn": 2, "git": 3, "hg": 4, "p": 5,
        ]

        init?(_ text: String) {
            var rest = Array(text.utf8)[...]
            func number() -> ArraySlice<UInt8> {
                let digits = rest.prefix(while: \.isASCIIDigit)
                rest = rest.dropFirst(digits.count)
                return digits
            }
            repeat {
                if !numbers.isEmpty { rest = rest.dropFirst() }
                let digits = number()
                guard !digits.isEmpty else { return nil }
                numbers.append(digits)
            } while rest.first == UInt8(ascii: ".")
            if let first = rest.first, first.isASCIILetter, first >= UInt8(ascii: "a") {
                letter = first
                rest = rest.dropFirst()
            }
            while rest.first == UInt8(ascii: "_") {
                rest = rest.dropFirst()
                let name = rest.prefix(while: \.isASCIILetter)
                guard let rank = Parts.ranks[String(decoding: name, as: UTF8.self)] else { return nil }
                rest = rest.dropFirst(name.count)
                suffixes.append((rank, number()))
            }
            if rest.first == UInt8(ascii: "~") {
                rest = rest.dropFirst().drop { $0.isASCIIDigit || $0.isASCIILetter }
            }
            if rest.starts(with: "-r".utf8) {
                rest = rest.dropFirst(2)
                revision = number()
            }
            guard rest.isEmpty else { return nil }
        }

        func compare(_ other: Parts) -> Int {
            for (index, pair) in zip(numbers, other.numbers).enumerated() {
                let order = Parts.order(pair.0, pair.1, isFirst: index == 0)
                if order != 0 { return order }
            }
            if numbers.count != other.numbers.count { return numbers.count < other.numbers.count ? -1 : 1 }
            if letter != other.letter { return letter < other.letter ? -1 : 1 }
            for index in 0..<max(suffixes.count, other.suffixes.count) {
                let mine = index < suffixes.count ? suffixes[index] : (rank: 0, number: [])
                let theirs = index < other.suffixes.count ? other.suffixes[index] : (rank: 0, number: [])
                if mine.rank != theirs.rank { return mine.rank < theirs.rank ? -1 : 1 }
                let order = Digits.compare(mine.number, theirs.number)
                if order != 0 { return order }
            }
            return Digits.compare(revision, other.revision)
        }

        /// After the first one, numbers with a leading zero are decimal places: 1.01 is less than 1.1.
        private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, isFirst: Bool) -> Int {
            let zero = UInt8(ascii: "0")
            guard !isFirst, left.first == zero || right.first == zero else { return Digits.compare(left, right) }
            return Digits.compareBytes(left, right)
        }
    }
}

extension VersionOrder {
    /// The order of Alpine's packages.
    static let alpine = VersionOrder(AlpineVersion.compare)
}
