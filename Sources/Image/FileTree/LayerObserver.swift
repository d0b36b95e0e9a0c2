import Archive

/// Looks at the contents of an image's files while its layers are read: secrets, package data, executables.
public protocol ContentObserver: Sendable {
    /// The observer of one layer; used by one thread only.
    ///
    /// - Parameter layer: The layer, from 1.
    func observer(ofLayer layer: Int) -> any LayerObserver
}

/// Looks at the entries of one layer in the order of its tar. Contents come in pieces, in order, holes as zeros.
public protocol LayerObserver: AnyObject {
    /// A new entry, its ordinal from 0; says whether its contents are wanted. Only regular files have some.
    func begin(_ entry: TarEntry, ordinal: Int) -> Bool
    /// The next piece of the entry's contents; says whether more is wanted.
    func receive(_ piece: RawSpan) -> Bool
    /// The entry's contents are through; not called when `begin` or `receive` wanted no more.
    func end()
    /// The layer is through, or cannot be read further.
    func finish()
}
