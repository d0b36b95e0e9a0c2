import Archive
import BinaryCoding
import Glibc

/// A directory of this user alone with small files that may be lost at any time, and are worth nothing when damaged.
///
/// Several processes may use it at once: a file is written under another name and then gets its own, and nobody waits for
/// anybody. Whatever fails, the file is not there.
final class IndexDirectory: Sendable {
    /// A file in the directory.
    struct File {
        var name: String
        var size: Int64
        /// When it was used last.
        var used: WindowIdentity.Time
    }

    /// What each file begins with, the format's number last.
    private static let magic: [UInt8] = Array("strata".utf8) + [0, 1]
    private static let checksumSize = 16
    private static let newPrefix = ".new-"
    /// A file that was begun so long ago is nobody's, in seconds.
    private static let longestWriting: Int64 = 3600

    private let descriptor: Int32
    private let limit: Int64

    /// Opens a directory; nil where that cannot be, or it is another user's.
    ///
    /// - Parameters:
    ///   - limit: How many bytes its files may have together.
    ///   - makes: Whether it is made where it is not there.
    init?(_ path: String, limit: Int64, makes: Bool = true) {
        if makes { IndexDirectory.make(path) }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        self.limit = limit
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), makePrivate(status) else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private static func make(_ path: String) {
        var directory = ""
        for name in path.split(separator: "/") {
            directory += "/\(name)"
            mkdir(directory, 0o700)
        }
    }

    private func makePrivate(_ status: stat) -> Bool {
        status.st_mode & 0o077 == 0 || fchmod(descriptor, 0o700) == 0
    }

    // MARK: - Reading

    /// What a file holds; nil where there is none that is whole and this user's alone. A damaged one is removed.
    func read(_ name: String) -> BinaryDecoder? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0, status.st_size <= limit
        else { return nil }
        guard let bytes = IndexDirectory.bytes(of: file, count: Int(status.st_size)),
            let contents = IndexDirectory.contents(of: bytes, named: name)
        else {
            remove(name)
            return nil
        }
        // Those that were used last are kept longest.
        futimens(file, nil)
        return contents
    }

    /// Whether there is a file of the name.
    func has(_ name: String) -> Bool { faccessat(descriptor, name, R_OK, AT_SYMLINK_NOFOLLOW) == 0 }

    private static func bytes(of file: Int32, count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress {
                let got = Glibc.read(file, start + filled, count - filled)
                if got > 0 { filled += got } else if got == 0 || errno != EINTR { return }
            }
        }
        return bytes.count == count ? bytes : nil
    }

    private static func contents(of bytes: [UInt8], named name: String) -> BinaryDecoder? {
        let end = bytes.count - checksumSize
        guard end > magic.count, bytes.starts(with: magic),
            bytes.withUnsafeBytes({ ContentHasher.checksum(of: .init(rebasing: $0[..<end])) })
                .elementsEqual(bytes[end...])
        else { return nil }
        var decoder = BinaryDecoder(bytes, in: magic.count..<end)
        // A file under another's name is not that one.
        guard (try? decoder.value(String.self)) == name else { return nil }
        return decoder
    }

    // MARK: - Writing

    /// Writes a file, whole or not at all; in place of another of the name where it `replaces` that.
    @discardableResult
    func write(_ contents: [UInt8], to name: String, replaces: Bool = true) -> Bool {
        guard contents.count <= limit / 4 else { return false }
        var encoder = BinaryEncoder()
        encoder.write(raw: IndexDirectory.magic)
        encoder.write(name)
        encoder.write(raw: contents)
        encoder.write(raw: encoder.bytes.withUnsafeBytes { ContentHasher.checksum(of: $0) })
        let new = IndexDirectory.newPrefix + String(UInt64.random(in: .min ... .max), radix: 16)
        let file = openat(descriptor, new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let isWritten = IndexDirectory.write(encoder.bytes, to: file)
        let isWhole = close(file) == 0 && isWritten
        if isWhole, replaces, renameat(descriptor, new, descriptor, name) == 0 { return true }
        defer { remove(new) }
        return isWhole && !replaces && linkat(descriptor, new, descriptor, name, 0) == 0
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                if count > 0 { written += count } else if count == 0 || errno != EINTR { return false }
            }
            return true
        }
    }

    /// Removes a file.
    func remove(_ name: String) { unlinkat(descriptor, name, 0) }

    // MARK: - All files

    /// The files in the directory; those that are no index's are left out.
    var files: [File] { found { !$0.hasPrefix(IndexDirectory.newPrefix) } }

    private func found(_ isWanted: (String) -> Bool) -> [File] {
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { return [] }
        guard let stream = fdopendir(own) else {
            close(own)
            return []
        }
        defer { closedir(stream) }
        var files: [File] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            guard IndexDirectory.isOurs(name), isWanted(name),
                fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG
            else { continue }
            files.append(
                File(
                    name: name, size: Int64(status.st_size),
                    used: .init(
                        seconds: Int64(status.st_mtim.tv_sec),
                        nanoseconds: Int64(status.st_mtim.tv_nsec))))
        }
        return files
    }

    /// Whether a name is one that is given here: 32 hexadecimal digits and a word.
    private static func isOurs(_ name: String) -> Bool {
        if name == LayerIndex.keyName || name.hasPrefix(newPrefix) { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count == 32 && parts[0].allSatisfy(\.isHexDigit)
    }

    /// Removes what was used longest ago until the rest is within the limit, and what nobody finished.
    func evict(at now: WindowIdentity.Time) {
        for file in found({ $0.hasPrefix(IndexDirectory.newPrefix) })
        where file.used.seconds < now.seconds - IndexDirectory.longestWriting {
            remove(file.name)
        }
        let files = files
        var size = files.reduce(0) { $0 + $1.size }
        guard size > limit else { return }
        for file in files.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) })
        where size > limit / 8 * 7 && file.name != LayerIndex.keyName {
            remove(file.name)
            size -= file.size
        }
    }

    /// Removes all files.
    func clear() {
        for file in found({ _ in true }) { remove(file.name) }
    }
}
