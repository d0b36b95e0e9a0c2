import Evidence

/// A file of a layer on its way to a search: of its entry no more than secrets are told with, since a batch has a thousand.
struct SearchedFile: Sendable {
    /// Its path as stored.
    let storedPath: [UInt8]
    /// Its path as rules look at it.
    let path: FilePath
    /// What its path tells.
    let traits: FileTraits
    /// Its size in bytes.
    let size: Int64
    /// The index of its entry in the layer's tar, from 0.
    let ordinal: Int
}
