/// Takes a cpio apart as its bytes arrive: the portable ASCII form ("newc"), which rpm packages and initramfs have.
///
/// Not libarchive's, which reserves as much memory as a name claims to take, up to 8 GiB (3.6.2, `__archive_read_ahead`).
struct CpioMembers {
    /// Whether the member that ends all was read.
    private(set) var isAtEnd = false
    private var held: [UInt8] = []
    private var wanted = CpioMembers.headerLength
    private var header: Header?
    /// How many bytes of contents there still are, and of padding behind them.
    private var contents = 0
    private var padding = 0
    private var isFile = false

    private static let headerLength = 110

    /// What a header says of its member.
    private struct Header {
        let isFile: Bool
        let size: Int
        let nameLength: Int

        /// Reads thirteen numbers of eight hexadecimal digits behind the magic one.
        init?(_ bytes: [UInt8]) {
            guard bytes.withUnsafeBytes(CpioMembers.isMagic) else { return nil }
            func number(_ place: Int) -> Int? {
                Int(String(decoding: bytes[(6 + 8 * place)..<(14 + 8 * place)], as: UTF8.self), radix: 16)
            }
            guard let mode = number(1), let size = number(6), let nameLength = number(11), size >= 0,
                (1...TarReader.nameLimit).contains(nameLength)
            else { return nil }
            (isFile, self.size, self.nameLength) = (mode & 0o170000 == 0o100000, size, nameLength)
        }
    }

    /// Whether a file that begins so is one.
    static func isMagic(_ start: UnsafeRawBufferPointer) -> Bool {
        start.starts(with: "070701".utf8) || start.starts(with: "070702".utf8)
    }

    /// Takes the next bytes and gives out what they hold of regular files; false where they are no cpio.
    mutating func receive(
        _ piece: UnsafeRawBufferPointer, begin: ([UInt8]) -> Void, body: (UnsafeRawBufferPointer) -> Void,
        end: () -> Void
    ) -> Bool {
        var rest = piece[...]
        while !rest.isEmpty, !isAtEnd {
            if contents > 0 {
                let part = rest.prefix(contents)
                rest = rest.dropFirst(part.count)
                contents -= part.count
                if isFile { body(UnsafeRawBufferPointer(rebasing: part)) }
                if isFile, contents == 0 { end() }
            } else if padding > 0 {
                let count = min(padding, rest.count)
                rest = rest.dropFirst(count)
                padding -= count
            } else {
                let part = rest.prefix(wanted - held.count)
                rest = rest.dropFirst(part.count)
                held += part
                guard held.count < wanted || takeHeld(begin: begin, end: end) else { return false }
            }
        }
        return true
    }

    /// Takes the header, or the name behind it, that is whole now.
    private mutating func takeHeld(begin: ([UInt8]) -> Void, end: () -> Void) -> Bool {
        defer { held = [] }
        guard let known = header else {
            header = Header(held)
            wanted = header.map { CpioMembers.padded(CpioMembers.headerLength + $0.nameLength) - held.count } ?? wanted
            return header != nil
        }
        let name = Array(held.prefix(known.nameLength).prefix { $0 != 0 })
        (header, wanted) = (nil, CpioMembers.headerLength)
        isAtEnd = name.elementsEqual("TRAILER!!!".utf8)
        (isFile, contents, padding) = (
            known.isFile && !isAtEnd, known.size, CpioMembers.padded(known.size) - known.size
        )
        if isFile { begin(name) }
        if isFile, contents == 0 { end() }
        return true
    }

    private static func padded(_ length: Int) -> Int { (length + 3) / 4 * 4 }
}
