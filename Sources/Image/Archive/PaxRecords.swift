/// The records `LENGTH KEY=VALUE\n` of an extended header (POSIX pax, "pax Extended Header").
struct PaxRecords: Sequence, IteratorProtocol {
    /// What was not read yet; what is no record stays there.
    private(set) var rest: ArraySlice<UInt8>

    /// The records in the body of an extended header.
    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next record; nil at the end, and where none stands.
    mutating func next() -> (key: String, value: ArraySlice<UInt8>)? {
        guard let space = rest.prefix(8).firstIndex(of: UInt8(ascii: " ")),
            let length = PaxRecords.number(rest[..<space]), length <= rest.count,
            Int(length) > space - rest.startIndex + 1
        else { return nil }
        let record = rest[(space + 1)..<(rest.startIndex + Int(length))]
        guard record.last == UInt8(ascii: "\n"), let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
            return nil
        }
        rest = rest[record.endIndex...]
        return (String(decoding: record[..<equals], as: UTF8.self), record[(equals + 1)..<(record.endIndex - 1)])
    }

    /// A number in decimal digits, 18 at most.
    static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard (1...18).contains(digits.count) else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit & 0xf)
        }
        return number
    }
}
