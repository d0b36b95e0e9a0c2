/// What the dynamic section tells the loader.
struct ELFDynamicSection {
    var needed: [String] = []
    var sharedName: String?
    var runPaths: [String] = []

    /// More entries than this are not read: real files have some dozens.
    private static let maximumEntries: UInt64 = 4096

    private enum Tag {
        static let end: UInt64 = 0
        static let needed: UInt64 = 1
        static let strings: UInt64 = 5
        static let sharedName: UInt64 = 14
        static let runPathOld: UInt64 = 15
        static let runPath: UInt64 = 29
    }

    /// Reads the section; one that is damaged tells nothing.
    init(of file: ELFReader, segments: [ELFSegment]) {
        guard let segment = segments.first(where: { $0.type == ELFSegment.dynamic }) else { return }
        let width: UInt64 = file.is64 ? 16 : 8
        var values: [UInt64: [UInt64]] = [:]
        for index in 0..<min(segment.fileSize / width, ELFDynamicSection.maximumEntries) {
            let (place, overflow) = segment.offset.addingReportingOverflow(index * width)
            guard !overflow, file.range(at: place, count: width) != nil, let tag = file.address(at: place),
                let value = file.address(at: place + width / 2), tag != Tag.end
            else { break }
            values[tag, default: []].append(value)
        }
        let loads = segments.filter { $0.type == ELFSegment.load }
        guard let address = values[Tag.strings]?.first,
            let table = loads.lazy.compactMap({ $0.offset(ofAddress: address) }).first
        else { return }
        func texts(_ tag: UInt64) -> [String] {
            (values[tag] ?? []).compactMap { offset in
                let (place, overflow) = table.addingReportingOverflow(offset)
                return overflow ? nil : file.text(at: place)
            }
        }
        needed = texts(Tag.needed)
        sharedName = texts(Tag.sharedName).first
        let paths = texts(Tag.runPath)
        runPaths = (paths.isEmpty ? texts(Tag.runPathOld) : paths)
            .flatMap { $0.split(separator: ":").map(String.init) }
    }
}
