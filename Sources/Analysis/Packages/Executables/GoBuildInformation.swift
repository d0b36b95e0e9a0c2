import BinaryCoding

/// What the Go toolchain writes into every program: its version and the modules that were linked (`debug/buildinfo`).
public struct GoBuildInformation: Sendable, Hashable {
    /// One module.
    public struct Module: Sendable, Hashable {
        /// The module's path, `golang.org/x/text`.
        public var path: String
        /// Its version, `v0.14.0`, or `(devel)`.
        public var version: String
    }

    /// The version of the toolchain, such as `go1.22.1`.
    public var goVersion: String
    /// The program's own module, or its package where it was built outside of modules; nil where nothing is said.
    public var main: Module?
    /// The modules that were linked in, those that replace others in their place.
    public var dependencies: [Module] = []

    static let magic = Array("\u{ff} Go buildinf:".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })

    /// Reads the section `.go.buildinfo` of a whole ELF file; nil where there is none.
    init?(_ sections: [ELFSection], of file: ELFReader) {
        guard let section = sections.first(where: { $0.name == ".go.buildinfo" }),
            let mark = file.bytes(at: section.offset, count: min(section.size, UInt64(PassingGoProgram.limit))),
            mark.count >= 32,
            mark.starts(with: GoBuildInformation.magic)
        else { return nil }
        let isInline = mark[mark.startIndex + 15] & 2 != 0
        self.init(
            isInline
                ? GoBuildInformation.inlineTexts(mark.dropFirst(32))
                : GoBuildInformation.distantTexts(of: file, at: section.offset + 16))
    }

    /// Reads what follows the mark of a program of Go 1.18 or later, whatever the format of the file; nil where it is none,
    /// or cut off.
    init?(following mark: ArraySlice<UInt8>) {
        guard mark.count >= 32, mark.starts(with: GoBuildInformation.magic), mark[mark.startIndex + 15] & 2 != 0 else {
            return nil
        }
        self.init(GoBuildInformation.inlineTexts(mark.dropFirst(32)))
    }

    /// How much of the information there is behind a mark.
    enum Extent {
        /// It is no mark.
        case none
        /// Not all of it.
        case incomplete
        /// All of it.
        case whole
    }

    /// How much there is behind the mark that bytes begin with, as far as they go.
    static func extent(of mark: ArraySlice<UInt8>) -> Extent {
        var rest = mark.dropFirst(32)
        // A length takes six bytes at most; nobody writes a version of more than 1024.
        guard let length = length(&rest) else { return mark.count < 38 ? .incomplete : .none }
        let version = rest.prefix(min(length, 2))
        guard length >= 2, length <= 1024, version.count < 2 || isVersion(rest.prefix(length)) else { return .none }
        rest = rest.dropFirst(length)
        guard let modules = self.length(&rest) else { return mark.count < 38 + length + 6 ? .incomplete : .none }
        guard modules <= PassingGoProgram.limit else { return .none }
        return modules <= rest.count ? .whole : .incomplete
    }

    private static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "go".utf8) || text.starts(with: "devel".utf8.prefix(text.count))
    }

    /// A program of which only the version is known.
    init(goVersion: String) {
        self.goVersion = goVersion
    }

    /// What the version and the list of modules tell; nil without a version.
    private init?(_ texts: [ArraySlice<UInt8>]) {
        guard let version = texts.first, GoBuildInformation.isVersion(version) else { return nil }
        goVersion = String(decoding: version.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        if texts.count > 1 { readModules(texts[1]) }
    }

    /// Two texts with their lengths before them (from Go 1.18).
    private static func inlineTexts(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var rest = bytes
        var texts: [ArraySlice<UInt8>] = []
        while texts.count < 2, let length = length(&rest), length <= rest.count {
            texts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return texts
    }

    /// A number of seven bits a byte, the lowest first; nil when it is longer than a file can be.
    private static func length(_ rest: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 42, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= Int(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    /// Two pointers to texts, each a pointer and a length (before Go 1.18).
    private static func distantTexts(of file: ELFReader, at offset: UInt64) -> [ArraySlice<UInt8>] {
        let loads = ELFSegment.all(of: file).filter { $0.type == ELFSegment.load }
        func place(_ address: UInt64) -> UInt64? { loads.lazy.compactMap { $0.offset(ofAddress: address) }.first }
        let width: UInt64 = file.is64 ? 8 : 4
        return [UInt64(0), 1].compactMap { index in
            guard let header = file.address(at: offset + index * width).flatMap(place),
                let start = file.address(at: header).flatMap(place), let length = file.address(at: header + width),
                length <= UInt64(PassingGoProgram.limit)
            else { return nil }
            return file.bytes(at: start, count: length)
        }
    }

    /// Lines of `path`, `mod`, `dep` and `=>`, fields parted by tabs, between two marks of 16 bytes.
    private mutating func readModules(_ text: ArraySlice<UInt8>) {
        guard text.count >= 33 else { return }
        for line in text.dropFirst(16).dropLast(16).split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            // A program that was built outside of modules has its package's path alone.
            if fields.count == 2, fields[0] == "path" { main = Module(path: fields[1], version: "(devel)") }
            guard fields.count >= 3 else { continue }
            let module = Module(path: fields[1], version: fields[2])
            switch fields[0] {
            case "mod": main = module
            case "dep": dependencies.append(module)
            case "=>":
                // The module of the line before is replaced by this one.
                if dependencies.isEmpty { main = module } else { dependencies[dependencies.count - 1] = module }
            default: break
            }
        }
    }
}

extension GoBuildInformation: BinaryCodable {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(goVersion)
        encoder.write(main)
        encoder.write(dependencies)
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        goVersion = try decoder.value()
        main = try decoder.value()
        dependencies = try decoder.value()
    }
}

extension GoBuildInformation.Module: BinaryCodable {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(path)
        encoder.write(version)
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        path = try decoder.value()
        version = try decoder.value()
    }
}
