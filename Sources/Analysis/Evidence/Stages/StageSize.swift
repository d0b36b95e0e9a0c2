/// How many bytes a stage adds to what it starts from, and how that is known.
public enum StageSize: Sendable, Hashable {
    /// The sizes of its layers in this image.
    case layers(Int64)
    /// The sizes of its layers in another image at hand, by its name.
    case otherImage(Int64, String)
    /// Its layers as compressed, which provenance describes.
    case compressed(Int64)

    /// The bytes.
    public var bytes: Int64 {
        switch self {
        case .layers(let bytes), .otherImage(let bytes, _), .compressed(let bytes): bytes
        }
    }
}
