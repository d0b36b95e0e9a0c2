/// One path that differs between two images.
public struct PathDifference: Sendable, Hashable {
    /// The path from the root, without a leading slash.
    public let path: [UInt8]
    /// Why it differs.
    public internal(set) var difference: DifferenceClass
    /// Its bytes in the first image, contents with several names once; nil where that has no such path.
    public let bytesA: Int64?
    /// The same in the second image.
    public let bytesB: Int64?
    /// The layer of the first image that put it there, from 1; nil where none has an entry of it.
    public let layerA: Int?
    /// The same in the second image.
    public let layerB: Int?
    /// What it takes of the first image's blobs, in bytes: a share by what it takes in the tar.
    public let compressedA: Int64
    /// The same in the second image.
    public let compressedB: Int64
    /// The package that differs and has it, by its place in `Comparison.packages`; nil for none.
    public let package: Int?

    /// By how many bytes the second image is larger for it.
    public var delta: Int64 { (bytesB ?? 0) - (bytesA ?? 0) }
}
