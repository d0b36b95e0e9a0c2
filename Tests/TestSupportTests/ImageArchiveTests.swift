import Archive
import Foundation
import Testing

@testable import TestSupport

/// Images in code, stored in each format; skopeo, where it is installed, must open them.
struct ImageArchiveTests {
    func document(_ bytes: [UInt8]) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    }

    /// Names of the members of a plain tar, as GNU tar lists them.
    func names(_ format: ImageArchive.Format, _ image: Image = sample) throws -> [String] {
        let directory = try TemporaryDirectory()
        try directory.write(ImageArchive([image]).bytes(as: format), to: "a.tar")
        return try Shell.run("tar", ["-tf", directory.path("a.tar")]).text.split(separator: "\n").map(String.init)
    }

    @Test func theConfigurationTellsDiffIDsAndHistory() throws {
        let config = sample.document
        #expect(config.diffIDs == sample.layers.map { SHA256.digest($0.tar) })
        #expect(config.history.map(\.emptyLayer) == [false, true, false])
        #expect(config.history.map(\.createdBy).last == "RUN /bin/sh -c rm /etc/motd # buildkit")
    }

    @Test func sha256OfKnownText() {
        #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.digest(Array("abc".utf8)).hasPrefix("sha256:ba7816bf8f01cfea"))
    }

    @Test(arguments: ImageArchive.Format.allCases)
    func theSameImageHasTheSameBytes(format: ImageArchive.Format) throws {
        let archive = ImageArchive([sample])
        #expect(
            try archive.bytes(as: format, layerCompression: .gzip, outerCompression: .zstd)
                == archive.bytes(as: format, layerCompression: .gzip, outerCompression: .zstd))
    }

    @Test func flatDockerArchive() throws {
        let names = try names(.dockerArchive)
        #expect(names.count == 4 && names.last == "manifest.json")
        #expect(names.filter { $0.hasSuffix(".tar") }.count == 2)
    }

    @Test func legacyDockerArchiveSharesLayersByLinks() throws {
        let other = sample.changed { $0.references = ["other:latest"] }.configured { $0.user = "2" }
        let bytes = try ImageArchive([sample, other]).bytes(as: .dockerArchiveLegacy)
        let directory = try TemporaryDirectory()
        try directory.write(bytes, to: "a.tar")
        let listing = try Shell.run("tar", ["-tvf", directory.path("a.tar")]).text
        #expect(listing.contains("manifest.json") && listing.contains("repositories"))
        let three = Image(reference: "three:latest") {
            Layer { File("other") }
            sample.parts
        }
        try directory.write(ImageArchive([sample, three]).bytes(as: .dockerArchiveLegacy), to: "b.tar")
        let links = try Shell.run("tar", ["-tvf", directory.path("b.tar")]).text.split(separator: "\n")
            .filter { $0.hasPrefix("l") }
        #expect(links.count == 2 && links.allSatisfy { $0.contains("/layer.tar -> ../") })
    }

    @Test func versionOneArchiveHasNoManifest() throws {
        let names = try names(.dockerArchiveV1)
        #expect(!names.contains("manifest.json") && names.contains("repositories"))
        #expect(names.filter { $0.hasSuffix("/json") }.count == 2)
    }

    @Test func docker25IsBoth() throws {
        let names = try names(.docker25)
        #expect(Set(names).isSuperset(of: ["manifest.json", "index.json", "oci-layout", "blobs/sha256/"]))
    }

    @Test func attestationsAreANestedIndex() throws {
        let image = sample.attestation("https://slsa.dev/provenance/v1", #"{"predicateType":"x"}"#)
        let plain = try names(.ociArchive)
        // The statement, the attestations' configuration and manifest, and the index of both.
        #expect(try names(.ociArchive, image).count == plain.count + 4)
    }

    @Test func aMissingBlobIsNotWritten() throws {
        let image = Image { Layer { File("a") }.changed { $0.isMissing = true } }
        #expect(try names(.ociArchive, image).filter { $0.contains("blobs/sha256/") }.count == 3)
    }

    @Test(arguments: Compression.allCases)
    func compressionThereAndBack(compression: Compression) throws {
        let text = Array(String(repeating: "strata ", count: 1000).utf8)
        let compressed = try Compressor.compress(text, compression)
        #expect(try Compressor.decompress(compressed) == text)
        if compression != .none { #expect(compressed.count < text.count) }
    }

    @Test func severalGzipMembersAreOneText() throws {
        let bytes = try Compressor.gzipMembers([Array("one ".utf8), Array("two".utf8)])
        let directory = try TemporaryDirectory()
        try directory.write(bytes, to: "a.gz")
        #expect(try Shell.run("gzip", ["-dc", directory.path("a.gz")]).text == "one two")
    }

    @Test(
        .enabled(if: Shell.has("skopeo"), "skopeo is not installed"),
        arguments: ImageArchive.Format.allCases.filter { $0 != .dockerArchiveV1 }
    )
    func skopeoOpensIt(format: ImageArchive.Format) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image")
        try sample.write(as: format, layerCompression: format.isDirectory ? .gzip : .none, to: path)
        let transports: [ImageArchive.Format: String] = [
            .ociArchive: "oci-archive:", .ociLayout: "oci:", .dockerDirectory: "dir:",
        ]
        let name = transports[format, default: "docker-archive:"] + path
        let result = try Shell.run(
            "skopeo", ["inspect", "--config", name], environment: ["TMPDIR": directory.path])
        #expect(result.exitCode == 0, "\(result.errorText)")
        let config = try document(result.output)
        #expect((config["config"] as? NSDictionary)?["User"] as? String == "1000")
        #expect((config["history"] as? NSArray)?.count == 3)
        // A copy reads every layer and checks its digest.
        let copy = try Shell.run(
            "skopeo", ["copy", "--insecure-policy", name, "dir:" + directory.path("copy")],
            environment: ["TMPDIR": directory.path])
        #expect(copy.exitCode == 0, "\(copy.errorText)")
    }
}
