import Archive

/// What a thing that holds no image looks like, and what to do instead.
enum NotAnImage {
    /// A tar or directory without any document of an image.
    static func fault(_ directory: any BlobDirectory, isArchive: Bool) -> Fault {
        let names = Set(directory.topLevelNames)
        if names.isEmpty {
            return Fault(.notAnImage, isArchive ? "is an empty tar: there is no image in it" : "is an empty directory")
        }
        if names.contains("blobs") {
            return Fault(.damaged, "has blobs/ but no index.json: copy the whole OCI layout")
        }
        let systemNames: Set = ["bin", "etc", "usr", "var", "lib", "proc", "sys", "dev", "root", "tmp", "sbin"]
        if isArchive, names.intersection(systemNames).count >= 3 || names.contains(".dockerenv") {
            return Fault(
                .notAnImage,
                "looks like `docker export` output, a container's files without the image's layers: "
                    + "use `docker save` instead")
        }
        let lacks = "(there is no manifest.json, index.json or repositories at its top)"
        return isArchive
            ? Fault(.notAnImage, "is a tar, but not of an image \(lacks): use `docker save` or `skopeo copy`")
            : Fault(.notAnImage, "is a directory without an image \(lacks): name an OCI layout or a saved archive")
    }

    /// Bytes that are no tar.
    static func fault(bytes window: FileWindow, compression: Compression) -> Fault {
        let start = (try? window.bytes(at: 0, count: 512)) ?? []
        let inside = compression == .none ? "" : ", inside its \(compression.rawValue) compression,"
        let advice = "give an image saved by `docker save`, `podman save` or `skopeo copy`"
        return Fault(.notAnImage, "is no image\(inside) but \(looks(start)): \(advice)")
    }

    private static func looks(_ start: [UInt8]) -> String {
        let known: [([UInt8], String)] = [
            ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"), ([0x50, 0x4B, 0x03, 0x04], "a zip file"),
            (Array("hsqs".utf8), "a squashfs file system"), ([0x51, 0x46, 0x49, 0xFB], "a disk image (qcow2)"),
            (Array("!<arch>".utf8), "a Debian package or library"), ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ]
        if start.isEmpty { return "an empty file" }
        if let match = known.first(where: { start.starts(with: $0.0) }) { return match.1 }
        if let first = start.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            return "a JSON file"
        }
        let isText = start.allSatisfy { $0 >= 0x20 || (0x07...0x0D).contains($0) || $0 == 0x1B }
        return isText ? "a text file" : "neither a tar nor anything compressed that strata knows"
    }
}
