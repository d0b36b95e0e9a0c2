import FoundationEssentials
import Glibc

/// Files in which strata keeps something for the next time. Nothing depends on them: what cannot be written is not kept.
enum StateFile {
    /// Writes a file, whole or not at all, and makes the directories above it.
    static func write(_ data: Data, to path: String) {
        guard makeDirectory(above: path) else { return }
        var template = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return }
        let isWritten = data.withUnsafeBytes { bytes in
            (try? writeAll(bytes, to: descriptor) { Failure.unreadable(String(cString: strerror($0))) }) != nil
        }
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, rename(template, path) == 0 else {
            unlink(template)
            return
        }
    }

    private static func makeDirectory(above path: String) -> Bool {
        var directory = ""
        for name in path.split(separator: "/").dropLast() {
            directory += "/\(name)"
            guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { return false }
        }
        return true
    }
}
