import Archive

/// One path as a layer's tar describes it.
public struct Entry: Sendable, Hashable {
    /// What it is. An extra name of a file is a `hardLink`, whatever it leads to.
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
    /// Whether the file carries `security.capability`.
    public var hasCapabilities: Bool
    /// XXH3-64 of the contents; nil where they were not read, and for all but regular files.
    public var contentHash: UInt64?
    /// The index of the entry in the layer's tar, from 0.
    public var ordinal: Int
}

/// The number of a path in a `LayerStack`. A child's is greater than its parent's.
public struct PathID: Hashable, Comparable, Sendable {
    @usableFromInline let number: UInt32

    init(number: UInt32) {
        self.number = number
    }

    /// The number as an index into columns, from 0 (the root).
    @inlinable public var index: Int { Int(number) }

    /// The root directory.
    public static let root = PathID(number: 0)

    /// Orders paths so that parents come before their children.
    public static func < (left: PathID, right: PathID) -> Bool {
        left.number < right.number
    }
}

/// Where an entry stands: the layer and the place in its arena.
///
/// Eight bytes: lists of what rules find have one for each path.
public struct EntryReference: Hashable, Comparable, Sendable {
    @usableFromInline let layerNumber: UInt32
    @usableFromInline let node: UInt32

    init(layer: Int, index: Int) {
        (layerNumber, node) = (UInt32(clamping: layer), UInt32(clamping: index))
    }

    /// The layer, from 1 (the base).
    @inlinable public var layer: Int { Int(layerNumber) }
    /// The index in the layer's arena, from 0. Not the index in the tar: that is `Entry.ordinal`.
    @inlinable public var index: Int { Int(node) }

    /// Orders entries by layer, and those of a layer by their places in its arena.
    public static func < (left: EntryReference, right: EntryReference) -> Bool {
        (left.layerNumber, left.node) < (right.layerNumber, right.node)
    }
}

/// What happened to a path between two states of the tree.
public enum Change: UInt8, Sendable, CaseIterable {
    /// Nothing, or the same was written once more.
    case unchanged
    /// It was not there before.
    case added
    /// Its contents, kind or link target differ.
    case modified
    /// Only mode, owner, time or capabilities differ.
    case metadata
    /// It is not there any more.
    case removed
}
