import Archive
import BinaryCoding

extension LayerColumns: BinaryCodable {
    /// Writes all columns.
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(number: UInt32(clamping: count))
        encoder.write(numbers: marks.map(\.rawValue))
        encoder.write(numbers: Array(payloads))
        let details = details.indices.map { self.details[$0] }
        encoder.write(numbers: details.map(\.modified))
        encoder.write(numbers: details.map(\.userID))
        encoder.write(numbers: details.map(\.groupID))
        encoder.write(numbers: details.map(\.ordinal))
        encoder.write(numbers: details.map { $0.mode | ($0.hasCapabilities ? LayerColumns.capable : 0) })
        encoder.write(hashes)
        encoder.write(linkTargets)
        encoder.write(hardLinks)
        encoder.write(superseded)
    }

    /// Beside the permission bits of a mode: the file has capabilities.
    private static let capable: UInt16 = 1 << 15

    /// Reads all columns; whatever points somewhere points to something that is there.
    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        let count = try decoder.count(ofAtLeast: 1 + 8 + 8 + 3 * 4 + 2)
        self.init()
        marks = try decoder.numbers(count, of: UInt8.self).map(Marks.init(rawValue:))
        payloads = NumberColumn(try decoder.numbers(count))
        details = DetailColumns(try LayerColumns.details(count, from: &decoder))
        hashes = try decoder.value()
        linkTargets = try decoder.value()
        hardLinks = try decoder.value()
        superseded = try decoder.value()
        guard isSound else { throw BinaryFault() }
        trim()
    }

    private static func details(
        _ count: Int, from decoder: inout BinaryDecoder
    ) throws(BinaryFault) -> [EntryDetails] {
        let modified = try decoder.numbers(count, of: Int64.self)
        let users = try decoder.numbers(count, of: UInt32.self)
        let groups = try decoder.numbers(count, of: UInt32.self)
        let ordinals = try decoder.numbers(count, of: UInt32.self)
        let modes = try decoder.numbers(count, of: UInt16.self)
        return modes.indices.map { index in
            EntryDetails(
                modified: modified[index], userID: users[index], groupID: groups[index], ordinal: ordinals[index],
                mode: modes[index] & ~capable, hasCapabilities: modes[index] & capable != 0)
        }
    }

    private var isSound: Bool {
        guard marks.first?.contains(.directory) == true, hashes.isEmpty || hashes.count <= count,
            hardLinks.allSatisfy({ $0.node < count && $0.end < count }), hardLinks.map(\.node).isAscending,
            superseded.allSatisfy({ $0.node < count && $0.bytes >= 0 }), superseded.map(\.node).isAscending
        else { return false }
        return marks.indices.allSatisfy { index in
            guard marks[index].contains(.entry) else { return true }
            switch marks[index].kind {
            case .regularFile: return payloads[index] >= 0
            case .symbolicLink, .hardLink:
                let (start, length) = (payloads[index] >> 20, payloads[index] & 0xFFFFF)
                return start >= 0 && start + length <= linkTargets.count
            default: return true
            }
        }
    }

    /// Forgets hashes of contents.
    mutating func dropHashes() {
        hashes = []
        for index in marks.indices { marks[index].remove(.hashed) }
    }
}

extension LayerColumns.HardLink: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(numbers: [node, end])
        encoder.write(isOpen)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        self.init(node: try decoder.number(), end: try decoder.number(), isOpen: try decoder.value())
    }
}

extension LayerColumns.Superseded: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(numbers: [node, entries])
        encoder.write(number: bytes)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        self.init(node: try decoder.number(), entries: try decoder.number(), bytes: try decoder.number())
    }
}

extension Array where Element: Comparable {
    /// Whether no element is less than the one before it.
    var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}
