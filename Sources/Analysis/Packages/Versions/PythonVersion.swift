/// A version of PEP 440 (the version specifiers of PyPA), however it is spelled.
struct PythonVersion {
    private var epoch: ArraySlice<UInt8> = []
    /// Trailing zeros cut.
    private var release: [ArraySlice<UInt8>] = []
    /// The phase before a release: 0 alpha, 1 beta, 2 candidate; nil for none.
    private var phase: (rank: Int, number: ArraySlice<UInt8>)?
    private var post: ArraySlice<UInt8>?
    private var development: ArraySlice<UInt8>?
    private var local: [ArraySlice<UInt8>] = []

    private static let phases: [(word: String, rank: Int)] = [
        ("alpha", 0), ("a", 0), ("beta", 1), ("b", 1), ("preview", 2), ("pre", 2), ("rc", 2), ("c", 2),
    ]

    /// Reads a version; nil for what is none.
    init?(_ text: String) {
        var reader = Reader(rest: Array(text.lowercased().utf8)[...])
        reader.trimSpace()
        _ = reader.take("v")
        var first = reader.digits()
        guard !first.isEmpty else { return nil }
        if reader.take("!") {
            epoch = first
            first = reader.digits()
            guard !first.isEmpty else { return nil }
        }
        release = [first]
        while reader.rest.first == UInt8(ascii: "."), reader.rest.dropFirst().first?.isASCIIDigit == true {
            _ = reader.take(".")
            release.append(reader.digits())
        }
        while release.count > 1, let last = release.last, last.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            release.removeLast()
        }
        readSuffixes(&reader)
        if reader.take("+") {
            local = reader.rest.split(omittingEmptySubsequences: false) { ".-_".utf8.contains($0) }
            let isValid = local.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter }
            }
            guard isValid else { return nil }
            reader.rest = []
        }
        guard reader.rest.isEmpty else { return nil }
    }

    private mutating func readSuffixes(_ reader: inout Reader) {
        for (word, rank) in PythonVersion.phases {
            guard let number = reader.suffix(word) else { continue }
            phase = (rank, number)
            break
        }
        if reader.rest.first == UInt8(ascii: "-"), reader.rest.dropFirst().first?.isASCIIDigit == true {
            _ = reader.take("-")
            post = reader.digits()
        } else {
            post = reader.suffix("post") ?? reader.suffix("rev") ?? reader.suffix("r")
        }
        development = reader.suffix("dev")
    }

    /// −1, 0 or 1.
    func compare(_ other: PythonVersion) -> Int {
        var orders = [Digits.compare(epoch, other.epoch)]
        for index in 0..<max(release.count, other.release.count) {
            orders.append(
                Digits.compare(
                    index < release.count ? release[index] : [], index < other.release.count ? other.release[index] : []
                ))
        }
        let (mine, theirs) = (phaseKey, other.phaseKey)
        orders.append(
            mine.rank == theirs.rank ? Digits.compare(mine.number, theirs.number) : mine.rank < theirs.rank ? -1 : 1)
        orders.append(PythonVersion.order(post, other.post, missing: -1))
        orders.append(PythonVersion.order(development, other.development, missing: 1))
        orders.append(localOrder(other))
        return orders.first { $0 != 0 } ?? 0
    }

    /// A development version of a release comes before its alphas; without a phase the release comes after candidates.
    private var phaseKey: (rank: Int, number: ArraySlice<UInt8>) {
        if let phase { return phase }
        return (post == nil && development != nil ? -1 : 3, [])
    }

    private static func order(_ left: ArraySlice<UInt8>?, _ right: ArraySlice<UInt8>?, missing: Int) -> Int {
        switch (left, right) {
        case (nil, nil): 0
        case (nil, _): missing
        case (_, nil): -missing
        case (let left?, let right?): Digits.compare(left, right)
        }
    }

    /// Part by part: numbers after words, a longer one after its beginning.
    private func localOrder(_ other: PythonVersion) -> Int {
        for (mine, theirs) in zip(local, other.local) {
            let areNumbers = (mine.allSatisfy(\.isASCIIDigit), theirs.allSatisfy(\.isASCIIDigit))
            let order =
                switch areNumbers {
                case (true, true): Digits.compare(mine, theirs)
                case (true, false): 1
                case (false, true): -1
                case (false, false): Digits.compareBytes(mine, theirs)
                }
            if order != 0 { return order }
        }
        return local.count == other.local.count ? 0 : local.count < other.local.count ? -1 : 1
    }

    /// What is still to read of a version.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func trimSpace() {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
            while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0A { rest = rest.dropLast() }
        }

        mutating func take(_ word: String) -> Bool {
            guard rest.starts(with: word.utf8) else { return false }
            rest = rest.dropFirst(word.utf8.count)
            return true
        }

        mutating func digits() -> ArraySlice<UInt8> {
            let digits = rest.prefix(while: \.isASCIIDigit)
            rest = rest.dropFirst(digits.count)
            return digits
        }

        /// The number behind a word, separators before and behind it allowed; empty where it has none, nil where the
        /// word does not come next.
        mutating func suffix(_ word: String) -> ArraySlice<UInt8>? {
            var reader = self
            reader.skipSeparator()
            guard reader.take(word) else { return nil }
            reader.skipSeparator()
            let number = reader.digits()
            self = reader
            return number
        }

        private mutating func skipSeparator() {
            if let first = rest.first, ".-_".utf8.contains(first) { rest = rest.dropFirst() }
        }
    }
}

extension VersionOrder {
    /// The order of Python distributions.
    static let python = VersionOrder { left, right in
        guard let left = PythonVersion(left), let right = PythonVersion(right) else { return nil }
        return left.compare(right)
    }
}
