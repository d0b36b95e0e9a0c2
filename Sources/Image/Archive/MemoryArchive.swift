import CArchive
import Glibc

/// An archive or a compressed file in memory, of any kind that images hold within their files: tar, zip and cpio, each
/// compressed or not, and single files in gzip, zstd, xz, bzip2 or lz4.
public struct MemoryArchive {
    /// Why members were not given out.
    public enum Stop: Sendable, Hashable {
        /// All were.
        case end
        /// The archive is damaged, or is none; what came before the damage was given out.
        case damaged
        /// More bytes came out than allowed, or more memory would be taken.
        case tooLarge
    }

    /// Members beyond this number are not read.
    private static let memberLimit = 100_000

    /// Whether bytes that begin so may be an archive or a compressed file.
    public static func isMagic(_ start: [UInt8]) -> Bool {
        if Compression.sniff(start) != .none || ZipArchive.isMagic(start) { return true }
        return start.count >= 262 && start[257...].starts(with: "ustar".utf8)
    }

    /// Reads an archive's regular files in order.
    ///
    /// - Parameters:
    ///   - bytes: The archive.
    ///   - budget: What goes in and comes out draws from it.
    ///   - begin: Gets the name of each member, empty for a single compressed file.
    ///   - body: Gets the member's contents in pieces.
    ///   - end: Told when a member is through.
    public static func read(
        _ bytes: [UInt8], within budget: UnpackingBudget, begin: (_ name: [UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void
    ) -> Stop {
        if let stop = readGzip(bytes, within: budget, begin: begin, body: body, end: end) { return stop }
        return readByLibarchive(bytes, within: budget, begin: begin, body: body, end: end)
    }

    /// The same by libarchive alone.
    static func readByLibarchive(
        _ bytes: [UInt8], within budget: UnpackingBudget, begin: (_ name: [UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void
    ) -> Stop {
        // A file that begins with zeros is to libarchive a tar that ends at once: two blocks of zeros end one (POSIX).
        read(bytes, isSingle: false, within: budget, begin: begin, body: body, end: end)
            ?? read(bytes, isSingle: true, within: budget, begin: begin, body: body, end: end) ?? .end
    }

    /// Reads what a gzip file holds where its first bytes are no archive's, several times as fast as libarchive; nil for all
    /// else, of which nothing was given out.
    private static func readGzip(
        _ bytes: [UInt8], within budget: UnpackingBudget, begin: (_ name: [UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void
    ) -> Stop? {
        guard let gzip = MemoryGzip(bytes) else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var first = gzip.read(into: buffer)
        guard let count = first, count > 0,
            !mayBeArchive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        else { return nil }
        return unpacked(into: buffer, within: budget, begin: begin, body: body, end: end) {
            defer { first = nil }
            return first ?? gzip.read(into: buffer)
        }
    }

    /// Whether libarchive may see an archive or a compressed file in bytes that begin so.
    private static func mayBeArchive(_ start: UnsafeRawBufferPointer) -> Bool {
        let block = Array(start.prefix(TarBlock.size))
        // NULs end a tar, "PK" begins each part of a zip; LZ4 has other magic numbers, all of which end alike.
        return isMagic(block) || block.first == 0 || block.starts(with: "PK".utf8) || block.dropFirst(3).first == 0x18
            || TarBlock(block)?.isHeader ?? false
    }

    /// Reads the members, or the one compressed file that is no archive; nil where there is nothing.
    private static func read(
        _ bytes: [UInt8], isSingle: Bool, within budget: UnpackingBudget, begin: (_ name: [UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void
    ) -> Stop? {
        guard let archive = archive_read_new() else { return .damaged }
        defer { archive_read_free(archive) }
        // Only filters in the library itself: others would start programs.
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_filter_xz(archive)
        archive_read_support_filter_zstd(archive)
        archive_read_support_filter_lz4(archive)
        if !isSingle {
            archive_read_support_format_tar(archive)
            archive_read_support_format_zip(archive)
        }
        archive_read_support_format_raw(archive)
        return bytes.withUnsafeBytes { buffer in
            guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
                return .damaged
            }
            return members(of: archive, within: budget, begin: begin, body: body, end: end)
        }
    }

    private static func members(
        of archive: OpaquePointer, within budget: UnpackingBudget, begin: ([UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void
    ) -> Stop? {
        let userLocale = uselocale(TarReader.locale)
        defer { uselocale(userLocale) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { buffer.deallocate() }
        for index in 0..<memberLimit {
            var pointer: OpaquePointer?
            errno = 0  // As in `TarEntry`: an older ENOMEM would end the process.
            let status = archive_read_next_header(archive, &pointer)
            if status == ARCHIVE_EOF { return index == 0 ? nil : .end }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let pointer, let entry = try? TarEntry(pointer) else {
                return .damaged
            }
            if archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW {
                return unpacked(into: buffer, within: budget, begin: begin, body: body, end: end) {
                    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
                    return count < 0 ? nil : count
                }
            }
            guard !claimsMemory(archive) else { return .tooLarge }
            // What is no file is read as well: passing over it would unpack it unseen.
            let isFile = entry.kind == .regularFile
            if isFile { begin(entry.path) }
            // Members of a zip archive may share their bytes, which are read for each.
            let start = archive_filter_bytes(archive, -1)
            while true {
                let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
                if count < 0 { return .damaged }
                if count == 0 { break }
                guard budget.spend(count) else { return .tooLarge }
                if isFile { body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            }
            if isFile { end() }
            let used = Int(clamping: archive_filter_bytes(archive, -1) - start)
            guard budget.spend(in: max(0, used), out: 0) else { return .tooLarge }
        }
        return .tooLarge
    }

    /// Whether the member at hand says itself how much memory unpacking it takes, up to 4 GiB: libarchive, which sets
    /// LZMA no limit in a zip, reserves it all (3.6.2, `lzma_alone_decoder`).
    private static func claimsMemory(_ archive: OpaquePointer) -> Bool {
        let format = archive_format_name(archive).map { String(cString: $0) } ?? ""
        return format.hasPrefix("ZIP") && (format.hasSuffix("(lzma)") || format.hasSuffix("(xz)"))
    }

    /// Reads what a compressed file holds: a cpio, or a single file.
    ///
    /// - Parameter fill: Puts the next bytes into the buffer; gives how many, 0 at the end, nil where they are damaged.
    private static func unpacked(
        into buffer: UnsafeMutableRawBufferPointer, within budget: UnpackingBudget, begin: ([UInt8]) -> Void,
        body: (UnsafeRawBufferPointer) -> Void, end: () -> Void, fill: () -> Int?
    ) -> Stop {
        var cpio: CpioMembers?
        var members = 0
        var isFirst = true
        while true {
            guard let count = fill() else { return .damaged }
            guard budget.spend(count) else { return .tooLarge }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            if isFirst, CpioMembers.isMagic(piece) { cpio = CpioMembers() }
            if isFirst, cpio == nil { begin([]) }
            isFirst = false
            if count == 0 { break }
            guard cpio != nil else {
                body(piece)
                continue
            }
            let isWhole = cpio?.receive(
                piece,
                begin: { name in
                    members += 1
                    begin(name)
                }, body: body, end: end)
            guard isWhole == true else { return .damaged }
            guard members <= memberLimit, budget.spend(in: 0, out: 0) else { return .tooLarge }
            if cpio?.isAtEnd == true { return .end }
        }
        // A cpio whose end is missing was cut off.
        guard cpio == nil else { return .damaged }
        end()
        return .end
    }
}
