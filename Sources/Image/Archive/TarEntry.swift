/// What an entry of a tar is.
public enum EntryKind: UInt8, Sendable, Hashable, CaseIterable {
    /// A file with contents.
    case regularFile
    /// A directory.
    case directory
    /// A symbolic link.
    case symbolicLink
    /// Another name of a file in the same layer or a lower one.
    case hardLink
    /// A character device.
    case characterDevice
    /// A block device.
    case blockDevice
    /// A named pipe.
    case namedPipe
    /// A socket; tar cannot hold one, some writers try.
    case socket
}

/// One extended attribute of an entry.
public struct ExtendedAttribute: Sendable, Hashable {
    /// The attribute's name, such as `security.capability`.
    public var name: String
    /// Its value as stored.
    public var value: [UInt8]

    /// An attribute of its parts.
    public init(name: String, value: [UInt8]) {
        self.name = name
        self.value = value
    }
}

/// One entry of a tar as its header tells it. Names are bytes: a tar may hold any.
public struct TarEntry: Sendable, Hashable {
    /// The path as stored, not normalised.
    public var path: [UInt8]
    /// What it is.
    public var kind: EntryKind
    /// Permission bits with set-uid, set-gid and sticky (`07777`).
    public var mode: UInt16
    /// The owner's number.
    public var userID: UInt32
    /// The group's number.
    public var groupID: UInt32
    /// Bytes of contents; 0 for all but regular files.
    public var size: Int64
    /// When it was last modified, in seconds since 1970; may be negative.
    public var modified: Int64
    /// The target of a symbolic or hard link as stored; empty for the rest.
    public var linkTarget: [UInt8]
    /// The major number of a device.
    public var deviceMajor: UInt32
    /// The minor number of a device.
    public var deviceMinor: UInt32
    /// Extended attributes.
    public var extendedAttributes: [ExtendedAttribute]

    /// An entry of its parts.
    public init(
        path: [UInt8], kind: EntryKind, mode: UInt16 = 0o644, userID: UInt32 = 0, groupID: UInt32 = 0, size: Int64 = 0,
        modified: Int64 = 0, linkTarget: [UInt8] = [], deviceMajor: UInt32 = 0, deviceMinor: UInt32 = 0,
        extendedAttributes: [ExtendedAttribute] = []
    ) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.userID = userID
        self.groupID = groupID
        self.size = size
        self.modified = modified
        self.linkTarget = linkTarget
        self.deviceMajor = deviceMajor
        self.deviceMinor = deviceMinor
        self.extendedAttributes = extendedAttributes
    }
}
