import Glibc
import ImageAnalysis
import Reporting

/// The file of a history of builds: what is in it is read whole, and only added to.
struct TrendFile {
    /// Whether there is a file.
    let exists: Bool
    /// The builds that are in it, the oldest first.
    var builds: [BuildRecord] { history.builds }

    /// Longer files are not read, in bytes.
    private static let maximumSize: Int64 = 64 << 20

    private let path: String
    private let history: BuildHistory
    /// Whether the last line has its end.
    private let isEnded: Bool

    /// Reads a file; one that is not there has no builds.
    init(_ path: String) throws(Failure) {
        self.path = path
        exists = access(path, F_OK) == 0
        let bytes =
            exists ? try ConfigurationFile.bytes(of: path, upTo: TrendFile.maximumSize, as: "a history of builds") : []
        isEnded = bytes.isEmpty || bytes.last == UInt8(ascii: "\n")
        do throws(BuildHistory.Fault) {
            history = try BuildHistory(parsing: bytes)
        } catch {
            throw .usage("\(path)\(error.description)")
        }
    }

    /// Adds a build; says whether it is new. The same build again is no second one.
    ///
    /// - Throws: `Failure.usage` where another build has the label.
    func append(_ record: BuildRecord) throws -> Bool {
        if let same = builds.last(where: { $0.label == record.label }) {
            guard same == record else {
                throw Failure.usage("\(path) has another build \(record.label): --label says what this one is called")
            }
            return false
        }
        guard builds.count < BuildHistory.buildLimit else {
            throw Failure.usage("\(path) has \(builds.count) builds, and more are not read: begin another file")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw unwritable(errno) }
        defer { close(descriptor) }
        let line = (isEnded ? "" : "\n") + record.json.compact + "\n"
        try Array(line.utf8).withUnsafeBytes { bytes in
            try writeAll(bytes, to: descriptor, failure: unwritable)
        }
        return true
    }

    private func unwritable(_ number: Int32) -> Failure {
        .unreadable("\(path) cannot be written: \(String(cString: strerror(number)))")
    }
}
