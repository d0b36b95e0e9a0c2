/// An ELF file in code, for tests: header, program headers, strings, dynamic section, section headers.
package struct ELFFile {
    package typealias Section = (name: String, type: Int, flags: Int, size: Int)

    package var is64 = true
    package var isBigEndian = false
    /// `e_type`.
    package var type = 3
    package var interpreter: String?
    package var needed: [String] = []
    package var sharedName: String?
    /// `DT_RPATH`.
    package var oldRunPath: String?
    /// `DT_RUNPATH`.
    package var runPath: String?
    /// Sections by name: type, flags and size in bytes.
    package var sections: [Section] = []
    /// Where the whole file lies in memory.
    package var address = 0x40_0000

    package init(
        is64: Bool = true, isBigEndian: Bool = false, type: Int = 3, interpreter: String? = nil, needed: [String] = [],
        sharedName: String? = nil, oldRunPath: String? = nil, runPath: String? = nil, sections: [Section] = [],
        address: Int = 0x40_0000
    ) {
        (self.is64, self.isBigEndian, self.type) = (is64, isBigEndian, type)
        (self.interpreter, self.needed, self.sharedName) = (interpreter, needed, sharedName)
        (self.oldRunPath, self.runPath, self.sections, self.address) = (oldRunPath, runPath, sections, address)
    }

    private func number(_ value: Int, _ width: Int) -> [UInt8] {
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        return isBigEndian ? bytes.reversed() : bytes
    }

    private func word(_ value: Int) -> [UInt8] { number(value, is64 ? 8 : 4) }

    private var headerSize: Int { is64 ? 64 : 52 }
    private var segmentSize: Int { is64 ? 56 : 32 }
    private var sectionSize: Int { is64 ? 64 : 40 }

    /// The file.
    package var bytes: [UInt8] {
        var strings: [UInt8] = [0]
        func string(_ text: String) -> Int {
            defer { strings += Array(text.utf8) + [0] }
            return strings.count
        }
        var tags = needed.map { (1, string($0)) }
        if let sharedName { tags.append((14, string(sharedName))) }
        if let oldRunPath { tags.append((15, string(oldRunPath))) }
        if let runPath { tags.append((29, string(runPath))) }
        let interpreterOffset = interpreter.map(string)
        let names = sections.map { string($0.name) }
        let segmentCount = interpreter == nil ? 2 : 3
        let start = headerSize + segmentCount * segmentSize
        tags += [(5, address + start), (0, 0)]
        let dynamic = tags.flatMap { word($0.0) + word($0.1) }
        let dynamicStart = start + strings.count
        var bodies: [UInt8] = []
        var headers = [UInt8](repeating: 0, count: sectionSize)
        for (section, name) in zip(sections, names) {
            let offset = dynamicStart + dynamic.count + bodies.count
            headers += header(section.type, flags: section.flags, name: name, offset: offset, size: section.size)
            if section.type != 8 { bodies += [UInt8](repeating: 0x2a, count: section.size) }
        }
        headers += header(3, flags: 0, name: 0, offset: start, size: strings.count)
        let table = dynamicStart + dynamic.count + bodies.count
        let total = table + headers.count
        var segments = segment(1, offset: 0, size: total) + segment(2, offset: dynamicStart, size: dynamic.count)
        if let interpreterOffset, let interpreter {
            segments += segment(3, offset: start + interpreterOffset, size: interpreter.utf8.count + 1)
        }
        return fileHeader(segmentCount, table) + segments + strings + dynamic + bodies + headers
    }

    private func fileHeader(_ segmentCount: Int, _ table: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, isBigEndian ? 2 : 1, 1]
        bytes += [UInt8](repeating: 0, count: 9) + number(type, 2) + number(62, 2) + number(1, 4)
        bytes += word(address) + word(headerSize) + word(table) + number(0, 4) + number(headerSize, 2)
        bytes += number(segmentSize, 2) + number(segmentCount, 2) + number(sectionSize, 2)
        return bytes + number(sections.count + 2, 2) + number(sections.count + 1, 2)
    }

    private func segment(_ type: Int, offset: Int, size: Int) -> [UInt8] {
        let place = word(offset) + word(address + offset) + word(address + offset)
        let sizes = word(size) + word(size)
        if is64 { return number(type, 4) + number(4, 4) + place + sizes + word(8) }
        return number(type, 4) + place + sizes + number(4, 4) + word(8)
    }

    private func header(_ type: Int, flags: Int, name: Int, offset: Int, size: Int) -> [UInt8] {
        number(name, 4) + number(type, 4) + word(flags) + word(0) + word(offset) + word(size) + number(0, 4)
            + number(0, 4) + word(1) + word(0)
    }
}
