import BinaryCoding

/// The packages of an RPM database, of either kind that today's systems have: SQLite, and SUSE's ndb.
struct RPMDatabase: Sendable, Hashable {
    /// One installed package.
    struct Item: Sendable, Hashable {
        var name: String
        /// `[EPOCH:]VERSION-RELEASE`.
        var version: String
        var architecture: String?
        var license: String?
        var group: String?
        /// The file name of the source package.
        var sourcePackage: String?
        var provides: [String]
        var requires: [String]
        /// From the root, without a leading slash.
        var files: [[UInt8]]
    }

    private(set) var items: [Item] = []
    /// Whether a part could not be read.
    private(set) var isDamaged = false

    /// More packages than this are not read, and a header has at most so many bytes (rpm's own limit is 256 MiB).
    private static let maximumCount = 100_000

    private var budget: RecordBudget

    /// Reads a database file; nil when it is none.
    init?(parsing bytes: [UInt8]) {
        budget = RecordBudget(record: bytes.count)
        if bytes.starts(with: SQLiteDatabase.magic) {
            let isWhole = SQLiteDatabase.forEachBlob(
                in: "blob", of: "Packages", in: bytes, limit: RPMDatabase.maximumCount
            ) { add(Array($0)) }
            if !isWhole { isDamaged = true }
        } else if bytes.starts(with: "RpmP".utf8) {
            readSlots(bytes)
        } else {
            return nil
        }
    }

    /// ndb's `Packages.db`: pages of slots, each with the place of a blob in blocks of 16 bytes.
    private mutating func readSlots(_ bytes: [UInt8]) {
        func number(_ place: Int) -> Int {
            place <= bytes.count - 4 ? bytes[place..<(place + 4)].reversed().reduce(0) { $0 << 8 | Int($1) } : 0
        }
        let end = min(number(12) * 4096, bytes.count - 15)
        var total = 0
        // The first two slots' room is the head of the file.
        for slot in stride(from: 32, to: max(32, end), by: 16) where bytes[slot...].starts(with: "Slot".utf8) {
            let start = number(slot + 8) * 16
            guard start > 0 else { continue }
            let length = number(start + 12)
            guard start <= bytes.count - 16, bytes[start...].starts(with: "BlbS".utf8),
                length <= bytes.count - start - 16,
                total + length <= bytes.count
            else {
                isDamaged = true
                continue
            }
            // Slots that share a blob would make much of little.
            total += length
            add(Array(bytes[(start + 16)..<(start + 16 + length)]))
        }
    }

    private mutating func add(_ blob: [UInt8]) {
        guard items.count < RPMDatabase.maximumCount, let header = RPMHeader(blob),
            let name = header.text(RPMHeader.Tag.name), let version = header.text(RPMHeader.Tag.version),
            let release = header.text(RPMHeader.Tag.release)
        else {
            isDamaged = true
            return
        }
        // Keys of signers stand among the packages.
        guard name != "gpg-pubkey" else { return }
        let epoch = header.numbers(RPMHeader.Tag.epoch).first.flatMap { $0 == 0 ? nil : "\($0):" } ?? ""
        let item = Item(
            name: name, version: "\(epoch)\(version)-\(release)",
            architecture: header.text(RPMHeader.Tag.architecture), license: header.text(RPMHeader.Tag.license),
            group: header.text(RPMHeader.Tag.group).flatMap { $0 == "Unspecified" ? nil : $0 },
            sourcePackage: header.text(RPMHeader.Tag.sourcePackage),
            provides: header.texts(RPMHeader.Tag.provideName, within: &budget),
            requires: header.texts(RPMHeader.Tag.requireName, within: &budget).filter { !$0.hasPrefix("rpmlib(") },
            files: files(of: header))
        items.append(item)
        if budget.isExceeded { isDamaged = true }
    }

    private mutating func files(of header: RPMHeader) -> [[UInt8]] {
        let directories = header.bytes(RPMHeader.Tag.directoryNames, within: &budget)
        let names = header.bytes(RPMHeader.Tag.baseNames, within: &budget)
        guard !names.isEmpty else {
            return header.bytes(RPMHeader.Tag.oldFileNames, within: &budget).map { Array($0.drop { $0 == 0x2f }) }
        }
        var files: [[UInt8]] = []
        for (name, index) in zip(names, header.numbers(RPMHeader.Tag.directoryIndexes))
        where directories.indices.contains(index) {
            guard budget.take(directories[index].count + name.count) else { break }
            files.append(Array(directories[index].drop { $0 == 0x2f }) + name)
        }
        return files
    }
}

extension RPMDatabase: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(items)
        encoder.write(isDamaged)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        budget = RecordBudget(record: 0)
        items = try decoder.value()
        isDamaged = try decoder.value()
    }
}

extension RPMDatabase.Item: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(name)
        encoder.write(version)
        encoder.write(architecture)
        encoder.write(license)
        encoder.write(group)
        encoder.write(sourcePackage)
        encoder.write(provides)
        encoder.write(requires)
        encoder.write(files)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        name = try decoder.value()
        version = try decoder.value()
        architecture = try decoder.value()
        license = try decoder.value()
        group = try decoder.value()
        sourcePackage = try decoder.value()
        provides = try decoder.value()
        requires = try decoder.value()
        files = try decoder.value()
    }
}
