import Foundation
import OCI
import TestSupport

/// Reads a sample of `../shared/images` that is a plain tar: the configurations and in-toto statements in it.
struct SampleArchive {
    struct Image {
        var config: ImageConfig
        var configDigest: String
    }

    var images: [Image] = []
    /// In-toto statements, with the blob's name.
    var statements: [[UInt8]] = []

    static let shared = URL(fileURLWithPath: SharedImages.root)

    static func dockerfile(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: shared.appending(path: path)))
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appending(path: path).path)
    }

    init(_ path: String) throws {
        let url = SampleArchive.shared.appending(path: path)
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
        let files =
            isDirectory.boolValue ? SampleArchive.files(in: url) : SampleArchive.members(of: try SampleArchive.tar(url))
        var seen: Set<Data> = []
        for file in files where file.first == UInt8(ascii: "{") && file.count < 8 << 20 {
            if let config = try? JSONDecoder().decode(ImageConfig.self, from: file), !config.diffIDs.isEmpty {
                if seen.insert(file).inserted { images.append(Image(config: config, configDigest: "")) }
            } else if file.firstRange(of: Data("in-toto.io/Statement".utf8)) != nil {
                statements.append(Array(file))
            }
        }
    }

    private static func files(in directory: URL) -> [Data] {
        let paths =
            FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        return paths.sorted { $0.path < $1.path }.compactMap { try? Data(contentsOf: $0) }
    }

    /// The tar's bytes, decompressed by the system's own tools.
    private static func tar(_ url: URL) throws -> Data {
        let tool = ["gz": "gzip", "xz": "xz", "zst": "zstd"][url.pathExtension]
        guard let tool else { return try Data(contentsOf: url) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool, "-dc", url.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    private static func members(of tar: Data) -> [Data] {
        var members: [Data] = []
        var offset = 0
        while offset + 512 <= tar.count {
            let header = tar[offset..<offset + 512]
            let size = Int(String(decoding: header.dropFirst(124).prefix(11), as: UTF8.self), radix: 8) ?? 0
            let isFile = header[offset + 156] == UInt8(ascii: "0") || header[offset + 156] == 0
            if isFile, size > 0, offset + 512 + size <= tar.count {
                members.append(Data(tar[(offset + 512)..<(offset + 512 + size)]))
            }
            offset += 512 + (size + 511) / 512 * 512
        }
        return members
    }
}
