import Archive
import Foundation
import OCI

/// Images written together in one of the formats that tools write.
public struct ImageArchive: Sendable {
    /// How a saved image is laid out.
    public enum Format: String, Sendable, CaseIterable {
        /// Flat layers and `manifest.json` (podman, skopeo, kaniko).
        case dockerArchive
        /// `<id>/layer.tar` with version 1 documents, `manifest.json` and `repositories` (docker save up to 24).
        case dockerArchiveLegacy
        /// The same without `manifest.json` (docker save before 1.10).
        case dockerArchiveV1
        /// Docker archive and OCI layout in one (docker save from 25).
        case docker25
        /// An OCI layout in a tar.
        case ociArchive
        /// An OCI layout in a directory.
        case ociLayout
        /// The `dir:` transport of containers/image: one image, schema 2.
        case dockerDirectory

        /// Whether it is a directory instead of a file.
        public var isDirectory: Bool { self == .ociLayout || self == .dockerDirectory }
    }

    /// The images.
    public var images: [Image]

    /// An archive of images.
    public init(_ images: [Image]) {
        self.images = images
    }

    /// Writes the images to `path`: a file, or a directory where the format is one.
    public func write(
        as format: Format, layerCompression: Compression = .none, outerCompression: Compression = .none,
        to path: String
    ) throws {
        let members = try members(format, layerCompression)
        if format.isDirectory {
            try members.write(toDirectory: path)
        } else {
            try Data(Compressor.compress(members.tar(), outerCompression)).write(to: URL(fileURLWithPath: path))
        }
    }

    /// The archive's bytes in memory; for a directory's format, the tar of that directory.
    public func bytes(
        as format: Format, layerCompression: Compression = .none, outerCompression: Compression = .none
    ) throws -> [UInt8] {
        try Compressor.compress(members(format, layerCompression).tar(), outerCompression)
    }

    private func members(_ format: Format, _ compression: Compression) throws -> ArchiveMembers {
        let stored = try images.map { try StoredImage(image: $0, compression: compression) }
        var members = ArchiveMembers()
        switch format {
        case .dockerArchive: try members.addDockerArchive(stored)
        case .dockerArchiveLegacy: try members.addLegacyArchive(stored, withManifest: true)
        case .dockerArchiveV1: try members.addLegacyArchive(stored, withManifest: false)
        case .docker25:
            try members.addLayout(stored)
            try members.addManifest(stored, blobNames: true)
        case .ociArchive, .ociLayout: try members.addLayout(stored)
        case .dockerDirectory: try members.addDirectory(stored)
        }
        return members
    }
}

extension Image {
    /// Writes the image to `path`: a file, or a directory where the format is one.
    public func write(
        as format: ImageArchive.Format, layerCompression: Compression = .none, outerCompression: Compression = .none,
        to path: String
    ) throws {
        try ImageArchive([self]).write(
            as: format, layerCompression: layerCompression, outerCompression: outerCompression, to: path)
    }
}

/// An image with its layers compressed and its configuration encoded.
struct StoredImage {
    let image: Image
    let config: [UInt8]
    let layers: [StoredLayer]

    init(image: Image, compression: Compression) throws {
        self.image = image
        config = try image.encodedConfig
        layers = try image.layers.map { try $0.stored(compression) }
    }

    /// The names with a tag, as `RepoTags` has them; null where there is none.
    var repoTags: Any { image.references.isEmpty ? NSNull() : image.references }
}
