/// How bytes came to be hidden, as what to do about it differs.
public enum WasteKind: String, Sendable, Hashable, CaseIterable {
    /// A later layer has other contents at the same path.
    case overwritten
    /// A later layer has the same contents once more, because only mode, owner or capabilities changed.
    case metadataCopy
    /// A later layer has the same file once more, unchanged but perhaps for its time.
    case identicalRewrite
    /// A directory took the file's place, or a file that of a directory above it.
    case replaced
    /// A later layer deleted the file or a directory above it.
    case deleted
    /// A later layer made a directory above it anew: an opaque whiteout.
    case opaque
}
