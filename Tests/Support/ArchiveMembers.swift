import Foundation

/// The files of a saved image in the order in which they are written, as a tar or as a directory.
struct ArchiveMembers {
    private var members: [TarMember] = []
    private var paths: Set<String> = []

    /// Adds a file, unless one of that path is there: blobs are shared.
    mutating func add(_ path: String, _ bytes: [UInt8]) {
        guard paths.insert(path).inserted else { return }
        members.append(TarMember(path: path, contents: bytes))
    }

    /// Adds a JSON document.
    mutating func add(_ path: String, json: Any) throws {
        add(path, try JSONText.encode(object: json))
    }

    /// Adds a symbolic link.
    mutating func add(_ path: String, linkTo target: String) {
        guard paths.insert(path).inserted else { return }
        members.append(TarMember(path: path, type: "2", mode: 0o777, linkName: target))
    }

    /// Adds a blob where an OCI layout has it and returns its descriptor.
    mutating func addBlob(_ bytes: [UInt8], mediaType: String) -> [String: Any] {
        let hex = SHA256.hex(bytes)
        add("blobs/sha256/" + hex, bytes)
        return ["mediaType": mediaType, "digest": "sha256:" + hex, "size": bytes.count]
    }

    /// All of them in a tar; the directories of blobs first, as tools write them.
    func tar() -> [UInt8] {
        let directories = paths.contains { $0.hasPrefix("blobs/") } ? ["blobs/", "blobs/sha256/"] : []
        return TarWriter.tar(directories.map { TarMember(path: $0, type: "5", mode: 0o755) } + members)
    }

    /// All of them below a directory, which is made.
    func write(toDirectory path: String) throws {
        for member in members {
            let url = URL(fileURLWithPath: path).appendingPathComponent(
                String(decoding: member.header.name, as: UTF8.self))
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(member.contents).write(to: url)
        }
    }
}
