import Archive
import Dockerfile
import Glibc
import ImageAnalysis

/// The Dockerfile that `strata lint` reads, and the build context that goes with it.
struct LintedFile {
    /// Its name for people.
    let name: String
    /// What it says.
    let document: DockerfileDocument
    /// The build context; nil where nothing tells.
    let context: BuildContext?

    /// A `.dockerignore` is read up to this size, in bytes.
    private static let maximumIgnoreSize: Int64 = 1 << 20

    /// Reads a file, the Dockerfile of a directory, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file or directory.
    ///   - context: The build context, where that is not the directory of the file.
    init(reading path: String, context: String? = nil) throws(Failure) {
        let path = ConfigurationFile.isDirectory(path) ? LintedFile.file(in: path) : path
        if path == "-" {
            name = "standard input"
            let parsed = DockerfileDocument(parsing: try LintedFile.standardInput())
            document = parsed
            self.context = context.map { LintedFile.context(in: $0, besides: nil, of: parsed) }
        } else {
            do {
                document = try DockerfileSource(reading: path).document
            } catch {
                throw .unreadable(error.message)
            }
            name = path
            let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            self.context = LintedFile.context(in: context ?? directory, besides: path, of: document)
        }
        guard !document.lines.contains(where: { $0.utf8.contains(0) }) else {
            throw .unreadable("\(name) holds NUL bytes, so it is binary or UTF-16, and no Dockerfile")
        }
        guard !document.instructions.isEmpty || !document.issues.isEmpty else {
            throw .unreadable("\(name) has no instructions, so it is no Dockerfile")
        }
    }

    /// `Dockerfile`, or `Containerfile` where only that is there.
    private static func file(in directory: String) -> String {
        let base = directory.hasSuffix("/") ? directory : directory + "/"
        return access(base + "Dockerfile", F_OK) != 0 && access(base + "Containerfile", F_OK) == 0
            ? base + "Containerfile" : base + "Dockerfile"
    }

    /// The context with its ignore file: `NAME.dockerignore` counts before `.dockerignore`, as in BuildKit. What lies
    /// in it is weighed only where an instruction takes it whole.
    private static func context(in directory: String, besides path: String?, of document: DockerfileDocument)
        -> BuildContext
    {
        let ignored = ignored(in: directory, besides: path)
        guard document.instructions.contains(where: \.copiesContext) else { return BuildContext(ignored: ignored) }
        let walk = ContextWalk(of: directory, ignored: ignored)
        return BuildContext(ignored: ignored, litter: walk.litter, isComplete: walk.isComplete)
    }

    /// What the ignore file says that goes with a Dockerfile whose directory is the context; nil where there is none.
    static func ignored(besides path: String) -> IgnorePatterns? {
        ignored(in: path.lastIndex(of: "/").map { String(path[...$0]) } ?? "", besides: path)
    }

    private static func ignored(in directory: String, besides path: String?) -> IgnorePatterns? {
        let base = directory.isEmpty || directory.hasSuffix("/") ? directory : directory + "/"
        let candidates = [path.map { "\($0).dockerignore" }, "\(base).dockerignore", "\(base).containerignore"]
        for candidate in candidates.compactMap(\.self) {
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
