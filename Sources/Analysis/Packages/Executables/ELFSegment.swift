/// One entry of the program header table.
struct ELFSegment {
    /// `p_type` of what is mapped into memory.
    static let load: UInt64 = 1
    /// `p_type` of the dynamic section.
    static let dynamic: UInt64 = 2
    /// `p_type` of the path of the program interpreter.
    static let interpreter: UInt64 = 3

    var type: UInt64
    var offset: UInt64
    var address: UInt64
    var fileSize: UInt64

    /// The segments of a file, as far as they stand in it.
    static func all(of file: ELFReader) -> [ELFSegment] {
        guard let start = file.address(at: file.is64 ? 32 : 28),
            let width = file.number(at: file.is64 ? 54 : 42, width: 2),
            let count = file.number(at: file.is64 ? 56 : 44, width: 2), width >= (file.is64 ? 56 : 32)
        else { return [] }
        return (0..<count).compactMap { index in
            let (place, overflow) = start.addingReportingOverflow(index * width)
            return overflow ? nil : ELFSegment(at: place, in: file)
        }
    }

    private init?(at place: UInt64, in file: ELFReader) {
        guard file.range(at: place, count: file.is64 ? 56 : 32) != nil,
            let type = file.number(at: place, width: 4),
            let offset = file.address(at: place + (file.is64 ? 8 : 4)),
            let address = file.address(at: place + (file.is64 ? 16 : 8)),
            let fileSize = file.address(at: place + (file.is64 ? 32 : 16))
        else { return nil }
        (self.type, self.offset, self.address, self.fileSize) = (type, offset, address, fileSize)
    }

    /// Where in the file an address of memory is stored; nil when this segment does not have it.
    func offset(ofAddress wanted: UInt64) -> UInt64? {
        guard wanted >= address, wanted - address < fileSize else { return nil }
        let (place, overflow) = offset.addingReportingOverflow(wanted - address)
        return overflow ? nil : place
    }
}
