import Archive
import Dockerfile
import FoundationEssentials

/// A Dockerfile on disk.
public struct DockerfileSource: Sendable {
    /// Where it was read.
    public let path: String
    /// What it says.
    public let document: DockerfileDocument

    /// Files that are found and not named by the user are read up to this size, in bytes.
    private static let maximumFoundSize: Int64 = 1 << 20
    /// More files than these in one directory are not tried.
    private static let maximumFound = 32

    /// A document that was read elsewhere.
    public init(path: String, document: DockerfileDocument) {
        self.path = path
        self.document = document
    }

    /// Reads the file.
    ///
    /// - Throws: An `ArchiveError` that says why it cannot be read.
    public init(reading path: String) throws(ArchiveError) {
        let window = try FileWindow(opening: path)
        let size = Int(min(window.length, Int64(DockerfileDocument.maximumSize)))
        self.init(path: path, document: DockerfileDocument(parsing: try window.bytes(at: 0, count: size)))
    }

    /// The files in a directory that are called as Dockerfiles are: `Dockerfile`, `Containerfile`, `Dockerfile.…`,
    /// those first that have the usual names. What cannot be read is left out.
    public static func found(in directory: String) -> [DockerfileSource] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.isEmpty ? "." : directory)) ?? []
        let usual = ["Dockerfile", "Containerfile"]
        let others = names.filter { $0.hasPrefix("Dockerfile.") || $0.hasSuffix(".Dockerfile") }.sorted()
        return (usual.filter { names.contains($0) } + others).prefix(maximumFound).compactMap { name in
            let path = directory.isEmpty || directory == "." ? name : "\(directory)/\(name)"
            guard let window = try? FileWindow(opening: path), window.length <= maximumFoundSize else { return nil }
            let bytes = try? window.bytes(at: 0, count: Int(window.length))
            return bytes.map { DockerfileSource(path: path, document: DockerfileDocument(parsing: $0)) }
        }
    }

    /// The files that may be an image's: those beside it, then those of the current directory.
    ///
    /// - Parameter imagePath: Where the image was read; nil for a stream or an engine.
    public static func found(beside imagePath: String?) -> [DockerfileSource] {
        let directory = imagePath.map { path in
            path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        }
        let here = directory == "." ? [] : found(in: ".")
        return (directory.map { found(in: $0) } ?? []) + here
    }
}
