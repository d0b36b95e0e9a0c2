import FileTree
import TerminalUI

/// What is known of the file that the tree's cursor is on, read ahead while one looks on.
public struct Preview: Sendable, Hashable {
    /// A member of an archive that lies in the image.
    public struct Member: Sendable, Hashable {
        /// Its path in the archive.
        public var name: [UInt8]
        /// Its bytes, unpacked.
        public var size: Int64

        /// A member of this name and size.
        public init(name: [UInt8], size: Int64) {
            self.name = name
            self.size = size
        }
    }

    /// So many bytes of a file are read.
    public static let limit: Int64 = 64 << 10
    /// Archives that are larger are not read for their members.
    public static let largestArchive: Int64 = 32 << 20
    /// So many members of an archive are listed.
    public static let mostMembers = 10_000
    /// What lies in a compressed layer that is larger is not read unasked: all of the layer before it is unpacked for it.
    static let largestLayer: Int64 = 64 << 20

    /// The file with its contents as the viewer has them; nil where the cursor is on no file.
    var file: Viewer?
    /// The members of an archive, the largest first; nil for other files.
    var members: [Member]?

    /// Whether contents are still to come.
    var isReading: Bool {
        file?.isAwaited == true && members == nil
    }

    /// Whether a file of this name is looked into for members.
    static func isArchive(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return endings.contains { name.hasSuffix($0) }
    }

    private static let endings = [
        ".zip", ".jar", ".war", ".ear", ".whl", ".egg", ".nupkg", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz",
        ".tar.bz2", ".tar.zst",
    ]
}
