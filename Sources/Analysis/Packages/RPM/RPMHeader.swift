/// The header of an installed RPM package (rpm, "Package format", the header structure): an index of tags, then a store
/// of values, numbers in network byte order.
struct RPMHeader {
    /// Tags that are read here.
    enum Tag {
        static let name = 1000
        static let version = 1001
        static let release = 1002
        static let epoch = 1003
        static let license = 1014
        static let group = 1016
        static let architecture = 1022
        static let oldFileNames = 1027
        static let sourcePackage = 1044
        static let provideName = 1047
        static let requireName = 1049
        static let directoryIndexes = 1116
        static let baseNames = 1117
        static let directoryNames = 1118
    }

    private struct Value {
        var type: Int
        var offset: Int
        var count: Int
    }

    private let store: [UInt8]
    private var values: [Int: Value] = [:]

    /// Reads the index; nil where it does not lie in the bytes.
    init?(_ bytes: [UInt8]) {
        guard let count = RPMHeader.number(in: bytes, at: 0), let length = RPMHeader.number(in: bytes, at: 4),
            count <= (bytes.count - 8) / 16, length <= bytes.count - 8 - count * 16
        else { return nil }
        let start = 8 + count * 16
        store = Array(bytes[start..<(start + length)])
        for place in stride(from: 8, to: start, by: 16) {
            guard let tag = RPMHeader.number(in: bytes, at: place),
                let type = RPMHeader.number(in: bytes, at: place + 4),
                let offset = RPMHeader.number(in: bytes, at: place + 8),
                let count = RPMHeader.number(in: bytes, at: place + 12), offset <= length
            else { continue }
            values[tag] = Value(type: type, offset: offset, count: count)
        }
    }

    /// The texts of a tag: type 6 has one, 8 a list, 9 one for each language.
    func texts(_ tag: Int, within budget: inout RecordBudget) -> [String] {
        bytes(tag, within: &budget).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first text of a tag; nil where there is none.
    func text(_ tag: Int) -> String? {
        guard let value = values[tag], [6, 8, 9].contains(value.type), value.count > 0 else { return nil }
        let rest = store[value.offset...]
        return rest.firstIndex(of: 0).map { String(decoding: rest[..<$0], as: UTF8.self) }
    }

    /// The texts of a tag as they stand, as many as there are, whatever the index claims.
    func bytes(_ tag: Int, within budget: inout RecordBudget) -> [ArraySlice<UInt8>] {
        guard let value = values[tag], [6, 8, 9].contains(value.type) else { return [] }
        var texts: [ArraySlice<UInt8>] = []
        var rest = store[value.offset...]
        while texts.count < value.count, let end = rest.firstIndex(of: 0), budget.take(end - rest.startIndex) {
            texts.append(rest[..<end])
            rest = rest[(end + 1)...]
        }
        return texts
    }

    /// The numbers of a tag of type 4, 32 bits each.
    func numbers(_ tag: Int) -> [Int] {
        guard let value = values[tag], value.type == 4 else { return [] }
        let count = min(value.count, (store.count - value.offset) / 4)
        return (0..<count).compactMap { RPMHeader.number(in: store, at: value.offset + $0 * 4) }
    }

    private static func number(in bytes: [UInt8], at place: Int) -> Int? {
        guard place >= 0, place <= bytes.count - 4 else { return nil }
        return bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
