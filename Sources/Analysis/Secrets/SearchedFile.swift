import Evidence

/// A file of a layer on its way to a search: of its entry no more than secrets are told with, since a batch has a thousand.
/// An object, or each hand that it goes through would copy all of it.
final class SearchedFile: Sendable {
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

    init(storedPath: [UInt8], path: FilePath, traits: FileTraits, size: Int64, ordinal: Int) {
        (self.storedPath, self.path, self.traits, self.size, self.ordinal) = (storedPath, path, traits, size, ordinal)
    }
}
