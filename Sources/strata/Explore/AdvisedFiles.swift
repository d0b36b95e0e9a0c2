import DisplayText
import Explorer
import Glibc

/// The Dockerfile of the advice, and what its build context should not have: written where nothing is yet.
struct AdvisedFiles {
    let dockerfile: String
    /// The lines of `.dockerignore`; none where there is nothing to ignore.
    let ignored: [String]

    private struct Refusal: Error {
        let reason: String

        init(_ number: Int32) {
            reason =
                number == EEXIST
                ? "is there already and stays as it is" : "cannot be written: \(String(cString: strerror(number)))"
        }
    }

    /// Writes both, and says what came of it.
    func write(to path: String) -> Notice {
        let name = Printable.escape(path)
        do {
            try AdvisedFiles.make(path, Printable.escapeLines(dockerfile))
        } catch {
            return Notice(.error, "\(name) \(error.reason): w asks for another path.")
        }
        guard !ignored.isEmpty else { return Notice(.information, "\(name) is written.") }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        do {
            try AdvisedFiles.make(folder + ".dockerignore", ignored.map { Printable.escape($0) + "\n" }.joined())
            return Notice(.information, "\(name) is written, and .dockerignore beside it.")
        } catch {
            let lines = ignored.map { Printable.escape($0) }.joined(separator: ", ")
            return Notice(
                .warning, "\(name) is written; .dockerignore \(error.reason): it should have \(lines).")
        }
    }

    /// Makes a file that was not there.
    private static func make(_ path: String, _ text: String) throws(Refusal) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Refusal(errno) }
        defer { close(descriptor) }
        let failure = Array(text.utf8).withUnsafeBytes { bytes -> Refusal? in
            do throws(Refusal) {
                try writeAll(bytes, to: descriptor, failure: Refusal.init)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
