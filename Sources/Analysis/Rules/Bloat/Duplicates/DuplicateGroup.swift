import FileTree

/// Files of the final tree whose contents are equal. Hard links to one file are that file.
public struct DuplicateGroup: Sendable, Hashable {
    /// One of the files.
    public struct File: Sendable, Hashable {
        /// Where it is.
        public let path: PathID
        /// The entry that stores its contents.
        public let entry: EntryReference
    }

    /// The size of one file in bytes, above 0.
    public let size: Int64
    /// XXH3-64 of the contents.
    public let hash: UInt64
    /// The files, two at least; the first is the one to keep: it lies in the lowest layer.
    public let files: [File]
    /// Whether the contents are nothing but zeros: padded or blanked files that may not have been equal.
    public let isBlank: Bool

    /// What the image would lose if one of them stayed, in bytes.
    public var extraBytes: Int64 {
        let (bytes, overflow) = size.multipliedReportingOverflow(by: Int64(files.count - 1))
        return overflow ? .max : bytes
    }
}
