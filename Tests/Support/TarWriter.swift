/// Writes tars byte by byte: the tests' own oracle for what strata reads through a library.
public struct TarWriter: Sendable {
    /// How names and numbers are stored that the plain header has no room for.
    public enum Format: Sendable, Hashable, CaseIterable {
        /// Seventh Edition: they are cut.
        case v7
        /// POSIX 1988: long names use the prefix; what does not fit even so is stored as PAX does.
        case ustar
        /// GNU: members of type `L` and `K`, numbers in base 256.
        case gnu
        /// POSIX 2001: extended records.
        case pax
    }

    /// The format of what is added from here on.
    public var format: Format
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    public init(format: Format = .ustar) {
        self.format = format
    }

    /// Adds a member, with extension members before it where its names and numbers need them.
    public mutating func add(_ member: TarMember) {
        var header = member.header
        var records = member.records
        switch format {
        case .v7:
            header.dialect = .v7
        case .gnu:
            header.dialect = .gnu
            addLongName(header.name, type: "L")
            addLongName(header.linkName, type: "K")
        case .ustar, .pax:
            header.dialect = .ustar
            records += extensions(for: &header)
        }
        if !records.isEmpty { addRecords(records) }
        addRaw(header, contents: member.contents)
    }

    /// Adds exactly this header and these contents; with `padded` off, what follows starts in mid-block.
    public mutating func addRaw(_ header: TarHeader, contents: [UInt8] = [], padded: Bool = true) {
        bytes += header.bytes
        bytes += contents
        if padded { pad(to: 512) }
    }

    /// Adds any bytes.
    public mutating func append(_ more: some Sequence<UInt8>) {
        bytes += more
    }

    /// Adds an extended header: for the next member (`x`), or for all that follow (`g`).
    public mutating func addRecords(_ records: [PaxRecord], global: Bool = false) {
        var header = TarHeader(.ustar, name: Array((global ? "pax_global_header" : "PaxHeaders/0").utf8))
        let contents = records.flatMap(\.bytes)
        header.type = global ? "g" : "x"
        header.size = Int64(contents.count)
        addRaw(header, contents: contents)
    }

    /// Ends the tar: blocks of zeros (two by the standard), then zeros up to a multiple of `recordSize` bytes.
    public mutating func finish(endBlocks: Int = 2, recordSize: Int = 512) {
        bytes += [UInt8](repeating: 0, count: 512 * endBlocks)
        pad(to: recordSize)
    }

    /// A whole tar of members.
    public static func tar(_ members: [TarMember], format: Format = .ustar) -> [UInt8] {
        var writer = TarWriter(format: format)
        for member in members { writer.add(member) }
        writer.finish()
        return writer.bytes
    }

    private mutating func pad(to length: Int) {
        bytes += [UInt8](repeating: 0, count: (length - bytes.count % length) % length)
    }

    private mutating func addLongName(_ name: [UInt8], type: Character) {
        guard name.count > TarHeader.Field.name.length else { return }
        var header = TarHeader(.gnu, name: Array("././@LongLink".utf8))
        header.type = type
        header.size = Int64(name.count + 1)
        addRaw(header, contents: name + [0])
    }

    /// Moves what does not fit the header into records, and a long name into the prefix if that is enough.
    private func extensions(for header: inout TarHeader) -> [PaxRecord] {
        var records: [PaxRecord] = []
        if header.name.count > TarHeader.Field.name.length {
            if format == .ustar, let slash = prefixEnd(of: header.name) {
                header.prefix = Array(header.name[..<slash])
                header.name = Array(header.name[(slash + 1)...])
            } else {
                records.append(PaxRecord("path", header.name))
            }
        }
        if header.linkName.count > TarHeader.Field.linkName.length {
            records.append(PaxRecord("linkpath", header.linkName))
        }
        guard format == .pax else { return records }
        func move(_ field: WritableKeyPath<TarHeader, Int64>, _ key: String, length: Int) {
            guard !TarNumber.fitsOctal(header[keyPath: field], length: length) else { return }
            records.append(PaxRecord(key, String(header[keyPath: field])))
            header[keyPath: field] = 0
        }
        move(\.size, "size", length: 12)
        move(\.userID, "uid", length: 8)
        move(\.groupID, "gid", length: 8)
        move(\.modified, "mtime", length: 12)
        return records
    }

    /// The slash at which a long name can be cut so that both parts fit their fields.
    private func prefixEnd(of name: [UInt8]) -> Int? {
        let slash = UInt8(ascii: "/")
        return name.indices.first { index in
            name[index] == slash && index > 0 && index <= TarHeader.Field.prefix.length
                && (1...TarHeader.Field.name.length).contains(name.count - index - 1)
        }
    }
}
