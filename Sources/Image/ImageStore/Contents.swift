/// What a reader found in a place.
struct Contents: Sendable {
    var format: ImageFormat
    var directory: any BlobDirectory
    var images: [StoredImage] = []
    var others: [OtherManifest] = []
    var warnings: [String] = []
}

extension Contents {
    /// Reads a place, whatever tool wrote it: the documents at its top tell which reader fits.
    ///
    /// - Parameter isArchive: whether the place is a tar, for the name of the format.
    /// - Throws: a fault when there is no image, or none that can be opened.
    static func read(_ directory: any BlobDirectory, isArchive: Bool) throws(Fault) -> Contents {
        var contents: Contents
        if directory.contains("index.json") {
            contents = try layout(directory, isArchive: isArchive)
        } else if directory.contains("manifest.json") {
            contents = try byManifest(directory)
        } else if LegacyDockerArchive.isPresent(in: directory) {
            contents = try LegacyDockerArchive.read(directory)
        } else if let fault = directory.faults.first {
            throw Fault(.damaged, "\(fault); save the image again")
        } else {
            throw NotAnImage.fault(directory, isArchive: isArchive)
        }
        contents.warnings += directory.faults.map { "the archive \($0)" }
        guard !contents.images.isEmpty else { throw contents.nothingToOpen }
        return contents
    }

    /// An OCI layout, which since Docker 25 can be a docker archive at the same time: the index knows manifests,
    /// platforms and attestations, `manifest.json` the names that the user knows.
    private static func layout(_ directory: any BlobDirectory, isArchive: Bool) throws(Fault) -> Contents {
        let entries = try? DockerArchive.entries(in: directory)
        var contents: Contents
        do {
            contents = try OCILayout.read(directory, isArchive: isArchive)
        } catch {
            guard let entries, !entries.isEmpty else { throw error }
            contents = Contents(format: .dockerArchive, directory: directory)
            contents.warnings.append("index.json is not used, manifest.json is: the archive \(error.words)")
        }
        if let entries, !entries.isEmpty { contents = DockerArchive.merge(entries, into: contents) }
        return contents
    }

    /// `manifest.json` alone: an array in docker archives, an object in docker directories.
    private static func byManifest(_ directory: any BlobDirectory) throws(Fault) -> Contents {
        let bytes = try directory.document("manifest.json")
        let first = bytes.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        return first == UInt8(ascii: "{")
            ? try DockerDirectory.read(directory, manifest: bytes)
            : try DockerArchive.read(directory)
    }

    /// Why there is no image to open though there are manifests.
    private var nothingToOpen: Fault {
        guard let first = others.first else { return Fault(.notAnImage, "holds no image: its index is empty") }
        let more = others.count > 1 ? " (and \(others.count - 1) more)" : ""
        let isAbsent = others.contains { $0.kind == .absent }
        let isDamaged = others.contains { $0.kind == .unreadable }
        return Fault(
            isAbsent || isDamaged ? .damaged : .notAnImage,
            "holds no image that can be opened: \(first.reason)\(more)"
                + (isAbsent ? "; save the image again with all its blobs" : ""))
    }
}
