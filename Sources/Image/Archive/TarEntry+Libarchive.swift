import CArchive
import Glibc

extension TarEntry {
    /// Copies what libarchive read of a header; throws `tooLarge` for a name beyond the limit.
    init(_ entry: OpaquePointer) throws(ArchiveError) {
        // libarchive ends the process where a name cannot be converted and an older failure left ENOMEM here.
        errno = 0
        let link = target(of: entry)
        let path = name(archive_entry_pathname(entry), archive_entry_pathname_w(entry))
        let longest = max(path.count, link?.bytes.count ?? 0)
        guard longest <= TarReader.nameLimit else {
            throw ArchiveError(.tooLarge, "the tar has a name of \(longest) bytes, more than 65,536")
        }
        let kind = link?.kind ?? EntryKind(fileType: archive_entry_filetype(entry))
        self.init(
            path: path, kind: kind,
            mode: UInt16(truncatingIfNeeded: archive_entry_perm(entry) & 0o7777),
            userID: UInt32(clamping: archive_entry_uid(entry)), groupID: UInt32(clamping: archive_entry_gid(entry)),
            size: kind == .regularFile ? max(0, archive_entry_size(entry)) : 0,
            modified: Int64(archive_entry_mtime(entry)),
            linkTarget: link?.bytes ?? []
        )
        if kind == .characterDevice || kind == .blockDevice {
            deviceMajor = UInt32(clamping: archive_entry_rdevmajor(entry))
            deviceMinor = UInt32(clamping: archive_entry_rdevminor(entry))
        }
        if archive_entry_xattr_count(entry) > 0 { extendedAttributes = readExtendedAttributes(entry) }
    }
}

extension EntryKind {
    fileprivate init(fileType: mode_t) {
        self =
            switch fileType & 0o170000 {
            case 0o040000: .directory
            case 0o120000: .symbolicLink
            case 0o020000: .characterDevice
            case 0o060000: .blockDevice
            case 0o010000: .namedPipe
            case 0o140000: .socket
            default: .regularFile
            }
    }
}

private func target(of entry: OpaquePointer) -> (kind: EntryKind, bytes: [UInt8])? {
    if archive_entry_hardlink(entry) != nil || archive_entry_hardlink_w(entry) != nil {
        return (.hardLink, name(archive_entry_hardlink(entry), archive_entry_hardlink_w(entry)))
    }
    guard archive_entry_filetype(entry) & 0o170000 == 0o120000 else { return nil }
    return (.symbolicLink, name(archive_entry_symlink(entry), archive_entry_symlink_w(entry)))
}

/// The bytes of a name; its wide form where libarchive could not convert it.
private func name(_ bytes: UnsafePointer<CChar>?, _ wide: @autoclosure () -> UnsafePointer<wchar_t>?) -> [UInt8] {
    if let bytes { return Array(UnsafeRawBufferPointer(start: bytes, count: length(of: bytes))) }
    guard let wide = wide() else { return [] }
    var text = String.UnicodeScalarView()
    var index = 0
    while wide[index] != 0 {
        text.append(Unicode.Scalar(UInt32(bitPattern: wide[index])) ?? "\u{fffd}")
        index += 1
    }
    return Array(String(text).utf8)
}

private func length(of bytes: UnsafePointer<CChar>) -> Int {
    var end = bytes
    while end.pointee != 0 { end += 1 }
    return end - bytes
}

private func readExtendedAttributes(_ entry: OpaquePointer) -> [ExtendedAttribute] {
    var result: [ExtendedAttribute] = []
    archive_entry_xattr_reset(entry)
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var count = 0
    while result.count < 256, archive_entry_xattr_next(entry, &name, &value, &count) == ARCHIVE_OK, let start = name {
        let bytes = Array(UnsafeRawBufferPointer(start: value, count: count))
        result.append(ExtendedAttribute(name: String(cString: start), value: bytes))
    }
    // libarchive puts each before those that it has.
    return result.reversed()
}
