import Archive
import Glibc

/// What lies at a path, as far as its first bytes and names tell.
struct FoundFile {
    /// What it may be.
    enum Kind {
        /// A directory that is no image.
        case directory
        /// A directory with what that of an image has.
        case imageDirectory
        /// A file that begins as an archive does, compressed or not.
        case archive
        /// Anything else, or nothing.
        case other
    }

    /// What it may be.
    let kind: Kind
    /// The bytes of a file.
    let size: Int64

    /// The names in a directory of which an image's has one: of OCI's layout, of docker save and of skopeo's `dir:`.
    private static let marks = ["oci-layout", "index.json", "manifest.json"]
    /// An archive is told by its first block.
    private static let lengthOfStart = 512

    /// Looks at a path, through symbolic links.
    init(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            (kind, size) = (.other, 0)
            return
        }
        size = Int64(status.st_size)
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            kind = FoundFile.marks.contains { access("\(path)/\($0)", F_OK) == 0 } ? .imageDirectory : .directory
        case S_IFREG:
            let start = (try? FileWindow(opening: path).bytes(at: 0, count: FoundFile.lengthOfStart)) ?? []
            kind = FoundFile.isArchive(start) ? .archive : .other
        default: kind = .other
        }
    }

    /// No image is in a zip.
    private static func isArchive(_ start: [UInt8]) -> Bool {
        MemoryArchive.isMagic(start) && !ZipArchive.isMagic(start)
    }
}
