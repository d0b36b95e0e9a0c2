/// One entry of the section header table.
struct ELFSection {
    private static let symbols: UInt64 = 2
    private static let stringTable: UInt64 = 3
    private static let withoutBytes: UInt64 = 8
    private static let dynamicSymbols: UInt64 = 11
    private static let allocated: UInt64 = 2

    var name: String
    var type: UInt64
    var flags: UInt64
    var offset: UInt64
    var size: UInt64

    /// The sections of a file, as far as they stand in it.
    static func all(of file: ELFReader) -> [ELFSection] {
        guard let start = file.address(at: file.is64 ? 40 : 32),
            let width = file.number(at: file.is64 ? 58 : 46, width: 2),
            let count = file.number(at: file.is64 ? 60 : 48, width: 2),
            let names = file.number(at: file.is64 ? 62 : 50, width: 2), width >= (file.is64 ? 64 : 40)
        else { return [] }
        func place(_ index: UInt64) -> UInt64? {
            let (place, overflow) = start.addingReportingOverflow(index * width)
            return overflow || file.range(at: place, count: width) == nil ? nil : place
        }
        let table = place(names).flatMap { file.address(at: $0 + (file.is64 ? 24 : 16)) }
        return (0..<count).compactMap { index in
            place(index).flatMap { ELFSection(at: $0, names: table, in: file) }
        }
    }

    private init?(at place: UInt64, names: UInt64?, in file: ELFReader) {
        guard let nameOffset = file.number(at: place, width: 4), let type = file.number(at: place + 4, width: 4),
            let flags = file.address(at: place + 8), let offset = file.address(at: place + (file.is64 ? 24 : 16)),
            let size = file.address(at: place + (file.is64 ? 32 : 20))
        else { return nil }
        let (nameStart, overflow) = (names ?? .max).addingReportingOverflow(nameOffset)
        name = overflow ? "" : file.text(at: nameStart) ?? ""
        (self.type, self.flags, self.offset, self.size) = (type, flags, offset, size)
    }

    /// The bytes that running does not need: debugging information always, the symbol table and its strings where
    /// `.dynsym` has what the loader looks up. A section that claims more than the file has counts nothing.
    static func debugBytes(of sections: [ELFSection], in file: ELFReader) -> Int64 {
        let isDynamic = sections.contains { $0.type == dynamicSymbols }
        var sum: Int64 = 0
        for section in sections where section.isForDebugging || isDynamic && section.isSymbolTable {
            guard section.type != withoutBytes, let range = file.range(at: section.offset, count: section.size) else {
                continue
            }
            sum += Int64(range.count)
        }
        // Sections may overlap in a file made to deceive.
        return min(sum, Int64(file.count))
    }

    private var isAllocated: Bool { flags & ELFSection.allocated != 0 }

    private var isForDebugging: Bool {
        !isAllocated && (name.hasPrefix(".debug_") || name.hasPrefix(".zdebug_") || name == ".gdb_index")
    }

    private var isSymbolTable: Bool {
        !isAllocated && (type == ELFSection.symbols || type == ELFSection.stringTable && name == ".strtab")
    }
}
