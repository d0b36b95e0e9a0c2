import Archive
import Foundation
import ImageStore
import OCI
import TestSupport

/// Files by path, written in code, that are saved as a tar or a directory: full control over what an image's place
/// holds.
struct Place {
    private var members: [TarMember] = []
    /// What every path in a tar begins with.
    private let prefix: String

    init(prefix: String = "") {
        self.prefix = prefix
    }

    /// Adds a file.
    mutating func add(_ path: String, _ bytes: [UInt8]) {
        members.append(TarMember(path: prefix + path, contents: bytes))
    }

    /// Adds a file with a text.
    mutating func add(_ path: String, _ text: String) {
        add(path, Array(text.utf8))
    }

    /// Adds a symbolic link.
    mutating func add(_ path: String, linkTo target: String) {
        members.append(TarMember(path: prefix + path, type: "2", linkName: target))
    }

    /// Adds a hard link to another member.
    mutating func add(_ path: String, hardLinkTo target: String) {
        members.append(TarMember(path: prefix + path, type: "1", linkName: prefix + target))
    }

    /// Adds a blob of an OCI layout; gives its descriptor in JSON, with `fields` in it.
    @discardableResult
    mutating func addBlob(_ bytes: [UInt8], _ mediaType: String, fields: String = "", isAbsent: Bool = false) -> String
    {
        if !isAbsent { add("blobs/sha256/\(SHA256.hex(bytes))", bytes) }
        return descriptor(bytes, mediaType, fields: fields)
    }

    /// Adds the blobs of an image with one layer for each text; gives the manifest's descriptor in JSON.
    mutating func addImage(
        _ texts: [String], platform: String = #""os":"linux","architecture":"amd64""#, fields: String = "",
        mediaType: String = MediaType.manifest
    ) -> String {
        let tars = texts.map { text in Layer { File("f", text) }.tar }
        let layers = tars.map { addBlob($0, "application/vnd.oci.image.layer.v1.tar") }
        let steps = texts.map { "{\"created_by\":\"\($0)\"}" }
        let diffIDs = tars.map { "\"\(SHA256.digest($0))\"" }
        let rootfs = "{\"diff_ids\":[\(diffIDs.joined(separator: ","))]}"
        let document = "{\(platform),\"rootfs\":\(rootfs),\"history\":[\(steps.joined(separator: ","))]}"
        let config = addBlob(Array(document.utf8), MediaType.config)
        return addBlob(
            Array("{\"config\":\(config),\"layers\":[\(layers.joined(separator: ","))]}".utf8), mediaType,
            fields: fields)
    }

    /// Adds `index.json` and `oci-layout`.
    mutating func addIndex(_ descriptors: [String]) {
        add("index.json", Place.index(descriptors))
        add("oci-layout", #"{"imageLayoutVersion":"1.0.0"}"#)
    }

    /// An index in JSON.
    static func index(_ descriptors: [String]) -> String {
        "{\"schemaVersion\":2,\"manifests\":[\(descriptors.joined(separator: ","))]}"
    }

    /// The tar's bytes.
    var tar: [UInt8] { TarWriter.tar(members) }

    /// Opens the place as a tar.
    func open() throws -> ImageStore {
        let directory = try TemporaryDirectory()
        return try ImageStore.open(.path(directory.write(tar, to: "image.tar")))
    }

    /// Opens the place as a directory, links of the file system for links of the tar.
    func openDirectory() throws -> ImageStore {
        let directory = try TemporaryDirectory()
        for member in members {
            let path = directory.path(String(decoding: member.header.name, as: UTF8.self))
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            if member.header.type == "2" {
                try FileManager.default.createSymbolicLink(
                    atPath: path, withDestinationPath: String(decoding: member.header.linkName, as: UTF8.self))
            } else {
                try Data(member.contents).write(to: URL(fileURLWithPath: path))
            }
        }
        return try ImageStore.open(.path(directory.path))
    }
}

/// A descriptor in JSON; `fields` are further ones, each with its comma: `,"platform":{…}`.
func descriptor(_ bytes: [UInt8], _ mediaType: String, fields: String = "") -> String {
    "{\"mediaType\":\"\(mediaType)\",\"digest\":\"\(SHA256.digest(bytes))\",\"size\":\(bytes.count)\(fields)}"
}

/// The field that names a manifest in an index.
func named(_ name: String) -> String {
    ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"\(name)\"}"
}

/// The error that opening gives; nil when it opens.
func failure(_ open: () throws -> ImageStore) -> ImageStoreError? {
    do {
        _ = try open()
        return nil
    } catch {
        return error as? ImageStoreError
    }
}

extension LayerBlob {
    /// The blob's bytes, all of them.
    var bytes: [UInt8] {
        get throws { try window.map { try $0.bytes(at: 0, count: Int($0.length)) } ?? [] }
    }
}
