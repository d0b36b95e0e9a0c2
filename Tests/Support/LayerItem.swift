/// What a `Layer` holds: one member of its tar.
public protocol LayerItem: Sendable {
    /// The member that the writer writes.
    var member: TarMember { get set }
}

extension LayerItem {
    /// The same with another owner.
    public func owned(by userID: Int64, _ groupID: Int64) -> Self {
        changed {
            $0.header.userID = userID
            $0.header.groupID = groupID
        }
    }

    /// The same, modified at `seconds` since 1970.
    public func modified(_ seconds: Int64) -> Self {
        changed { $0.header.modified = seconds }
    }

    /// The same with an extended attribute, as docker and buildah write it (`SCHILY.xattr.`).
    public func attribute(_ name: String, _ value: [UInt8]) -> Self {
        record("SCHILY.xattr." + name, value)
    }

    /// The same with a PAX record.
    public func record(_ key: String, _ value: [UInt8]) -> Self {
        changed { $0.records.append(PaxRecord(key, value)) }
    }

    /// The same with a PAX record.
    public func record(_ key: String, _ value: String) -> Self {
        record(key, Array(value.utf8))
    }

    /// The same with its member changed in any way.
    public func changed(_ change: (inout TarMember) -> Void) -> Self {
        var copy = self
        change(&copy.member)
        return copy
    }
}

/// A regular file.
public struct File: LayerItem {
    /// The member.
    public var member: TarMember

    /// A file with a text.
    public init(_ path: some PathBytes, _ text: String = "", mode: Int64 = 0o644) {
        self.init(path, bytes: Array(text.utf8), mode: mode)
    }

    /// A file with any bytes.
    public init(_ path: some PathBytes, bytes: [UInt8], mode: Int64 = 0o644) {
        member = TarMember(path: path, mode: mode, contents: bytes)
    }

    /// A file of `size` bytes that are all the same.
    public init(_ path: some PathBytes, size: Int, filledWith byte: UInt8 = 0x61, mode: Int64 = 0o644) {
        self.init(path, bytes: [UInt8](repeating: byte, count: size), mode: mode)
    }
}

/// A directory.
public struct Directory: LayerItem {
    /// The member.
    public var member: TarMember

    /// A directory; its name is stored with a slash at its end, as tools do.
    public init(_ path: some PathBytes, mode: Int64 = 0o755) {
        let bytes = path.pathBytes
        let slash = UInt8(ascii: "/")
        member = TarMember(path: bytes.last == slash ? bytes : bytes + [slash], type: "5", mode: mode)
    }
}

/// A symbolic link.
public struct Symlink: LayerItem {
    /// The member.
    public var member: TarMember

    /// A link at `path` that says `target`.
    public init(_ path: some PathBytes, to target: some PathBytes) {
        member = TarMember(path: path, type: "2", mode: 0o777, linkName: target)
    }
}

/// Another name of a file.
public struct HardLink: LayerItem {
    /// The member.
    public var member: TarMember

    /// A hard link at `path` to the file at `target`, a path from the root of the image.
    public init(_ path: some PathBytes, to target: some PathBytes, mode: Int64 = 0o644) {
        member = TarMember(path: path, type: "1", mode: mode, linkName: target)
    }
}

/// A device or a named pipe.
public struct Device: LayerItem {
    /// What the device is: the tar's type flag.
    public enum Kind: Character, Sendable {
        /// A character device.
        case character = "3"
        /// A block device.
        case block = "4"
        /// A named pipe, without numbers.
        case pipe = "6"
    }

    /// The member.
    public var member: TarMember

    /// A device with its numbers.
    public init(_ path: some PathBytes, _ kind: Kind, major: Int64 = 0, minor: Int64 = 0, mode: Int64 = 0o644) {
        member = TarMember(path: path, type: kind.rawValue, mode: mode)
        member.header.deviceMajor = major
        member.header.deviceMinor = minor
    }
}

/// The mark that a path of a lower layer is gone (layer.md, "Whiteouts").
public struct Whiteout: LayerItem {
    /// The member.
    public var member: TarMember

    /// A whiteout of `path`.
    public init(_ path: String, mode: Int64 = 0) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let name = (parts.dropLast() + [".wh." + (parts.last ?? "")]).joined(separator: "/")
        member = TarMember(path: name, mode: mode)
    }
}

/// The mark that everything that lower layers put in a directory is gone (layer.md, "Opaque Whiteout").
public struct OpaqueWhiteout: LayerItem {
    /// The member.
    public var member: TarMember

    /// The mark in `directory`; an empty name is the root.
    public init(_ directory: String, mode: Int64 = 0) {
        member = TarMember(path: directory.isEmpty ? ".wh..wh..opq" : directory + "/.wh..wh..opq", mode: mode)
    }
}

/// Any member at all.
public struct Member: LayerItem {
    /// The member.
    public var member: TarMember

    /// The member as it is.
    public init(_ member: TarMember) {
        self.member = member
    }
}
