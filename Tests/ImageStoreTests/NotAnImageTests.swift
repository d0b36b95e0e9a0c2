import Archive
import Foundation
import ImageStore
import TestSupport
import Testing

@Suite("What is no image is told what it looks like")
struct NotAnImageTests {
    private func message(_ bytes: [UInt8]) throws -> String? {
        let directory = try TemporaryDirectory()
        let error = failure { try ImageStore.open(.path(try directory.write(bytes, to: "thing"))) }
        return error.map { $0.message.replacing(directory.path("thing"), with: "thing") }
    }

    @Test(arguments: [
        ("", "an empty file"), ("hello, world\n", "a text file"), ("{\"a\": 1}", "a JSON file"),
        ("\u{7F}ELF\u{2}\u{1}", "a program (ELF)"), ("PK\u{3}\u{4}rest", "a zip file"),
        ("hsqs\u{0}\u{0}", "a squashfs file system"), ("!<arch>\ndebian-binary", "a Debian package or library"),
        ("\u{1}\u{2}\u{3}", "neither a tar nor anything compressed that strata knows"),
    ])
    func bytesThatAreNoTar(_ text: String, _ looks: String) throws {
        let message = try #require(try message(Array(text.utf8)))
        #expect(message.hasPrefix("“thing” is no image but \(looks): give an image saved by `docker save`"))
    }

    @Test func compressedTextIsText() throws {
        let message = try #require(try message(Compressor.compress(Array("hello\n".utf8), .gzip)))
        #expect(message.hasPrefix("“thing” is no image, inside its gzip compression, but a text file"))
    }

    @Test func anExportedContainer() throws {
        let names = ["bin", "etc", "usr", "var"]
        let export = Layer { for name in names { Directory(name) } }.tar
        #expect(try message(export)?.contains("looks like `docker export` output") == true)
        #expect(try message(export)?.contains("use `docker save`") == true)
    }

    @Test func aPlainTar() throws {
        #expect(try message(Layer { File("notes.txt", "x") }.tar)?.contains("is a tar, but not of an image") == true)
    }

    @Test func anEmptyTar() throws {
        #expect(try message([UInt8](repeating: 0, count: 10_240)) == "“thing” is an empty tar: there is no image in it")
    }

    @Test func blobsWithoutAnIndex() {
        var place = Place()
        place.add("blobs/sha256/aa", "x")
        #expect(failure { try place.open() }?.message.contains("has blobs/ but no index.json") == true)
    }

    @Test func aDirectoryWithoutImages() throws {
        let directory = try TemporaryDirectory()
        #expect(
            failure { try ImageStore.open(.path(directory.path)) }?.message.hasSuffix("is an empty directory") == true)
        try directory.write("x", to: "notes.txt")
        let error = failure { try ImageStore.open(.path(directory.path)) }
        #expect(error?.message.contains("is a directory without an image") == true)
    }

    @Test func whatIsNotThere() {
        let error = failure { try ImageStore.open(.path("/nowhere/image.tar")) }
        #expect(error?.kind == .cannotOpen)
        #expect(error?.message == "“/nowhere/image.tar” cannot be opened: No such file or directory")
    }

    @Test func aTruncatedArchiveSaysSo() throws {
        let image = Image { Layer { File("f", size: 5_000) } }
        let bytes = try ImageArchive([image]).bytes(as: .dockerArchive)
        let message = try #require(try message(Array(bytes.prefix(3_000))))
        #expect(message.contains("ends in the middle") || message.contains("cut short"))
    }

    @Test func aTruncatedCompressedArchiveSaysSo() throws {
        let image = Image { Layer { File("f", bytes: Array(0...255)) } }
        for compression in [Compression.gzip, .zstd, .xz] {
            let bytes = try ImageArchive([image]).bytes(as: .dockerArchive, outerCompression: compression)
            #expect(try message(Array(bytes.dropLast(40)))?.hasPrefix("“thing” cannot be read:") == true)
        }
    }

    @Test func aMemberThatClaimsMoreThanThereIsTakesNoMemory() throws {
        var header = TarHeader(.gnu, name: Array("manifest.json".utf8))
        header.size = 1 << 60
        var writer = TarWriter(format: .gnu)
        writer.addRaw(header, contents: [1, 2, 3])
        #expect(try message(writer.bytes) != nil)
    }
}
