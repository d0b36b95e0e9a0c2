import Archive
import Dockerfile
import Glibc
import ImageAnalysis

/// The Dockerfile that `strata lint` reads, and the `.dockerignore` that goes with it.
struct LintedFile {
    /// Its name for people.
    let name: String
    /// What it says.
    let document: DockerfileDocument
    /// What the build context leaves out; nil where nothing tells.
    let ignored: IgnorePatterns?

    /// A `.dockerignore` is read up to this size, in bytes.
    private static let maximumIgnoreSize: Int64 = 1 << 20

    /// Reads a file, or standard input for `-`.
    init(reading path: String) throws(Failure) {
        if path == "-" {
            name = "standard input"
            document = DockerfileDocument(parsing: try LintedFile.standardInput())
            ignored = nil
        } else {
            do {
                document = try DockerfileSource(reading: path).document
            } catch {
                throw .unreadable(error.message)
            }
            name = path
            ignored = LintedFile.ignored(beside: path)
        }
        guard !document.lines.contains(where: { $0.utf8.contains(0) }) else {
            throw .unreadable("\(name) holds NUL bytes, so it is binary or UTF-16, and no Dockerfile")
        }
        guard !document.instructions.isEmpty || !document.issues.isEmpty else {
            throw .unreadable("\(name) has no instructions, so it is no Dockerfile")
        }
    }

    /// `NAME.dockerignore` counts before `.dockerignore`, as in BuildKit; the file's directory is taken for the context.
    private static func ignored(beside path: String) -> IgnorePatterns? {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        for candidate in ["\(path).dockerignore", "\(directory).dockerignore"] {
            guard let window = try? FileWindow(opening: candidate), window.length <= maximumIgnoreSize,
                let bytes = try? window.bytes(at: 0, count: Int(window.length))
            else { continue }
            return IgnorePatterns(parsing: String(decoding: bytes, as: UTF8.self))
        }
        return nil
    }

    private static func standardInput() throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= DockerfileDocument.maximumSize {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw .unreadable("standard input cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
