import Foundation
import TestSupport
import Testing

/// `ls`, `cat` and `extract` on the sample image.
@Suite struct ContentsTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .ociArchive, layerCompression: .gzip, to: archive)
    }

    private func names(_ result: Shell.Result) -> [String] {
        result.text.split(separator: "\n").dropFirst().map { line in
            String(line.split(separator: " ").last ?? "")
        }
    }

    private func write(_ image: Image, as name: String) throws -> String {
        try image.write(as: .dockerArchive, to: directory.path(name))
        return directory.path(name)
    }

    @Test func lsShowsOneLevelOfTheFinalTree() throws {
        #expect(names(try Program.run("ls", archive)) == ["app/", "bin/", "etc/", "bin"])
        #expect(names(try Program.run("ls", archive, "/app")) == ["main", "app/main"])
    }

    @Test func lsFollowsLinksOnTheWay() throws {
        #expect(names(try Program.run("ls", archive, "sbin")) == ["sh"])
    }

    @Test func lsShowsATreeAfterALayer() throws {
        #expect(try Program.run("ls", archive, "app", "--layer", "2").text.contains("+  -rw-r--r--"))
        #expect(names(try Program.run("ls", archive, "app", "--layers", "1..2")).first == ".env")
    }

    @Test func lsShowsChanges() throws {
        let lines = try Program.run("ls", archive, "--layer", "3", "--changes", "--format", "csv").text
            .split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let changes = lines.map { "\($0[0]) \($0[9])" }.filter { !$0.hasSuffix("unchanged") }
        #expect(changes == ["app/.env removed", "etc/os-release modified"])
    }

    @Test func lsOfARemovedPathSaysWhere() throws {
        let result = try Program.run("ls", archive, "app/.env")
        #expect(result.exitCode == 2)
        #expect(
            result.errorText == "strata: app/.env was removed by layer 3; strata ls --layer 2 still has it\n")
    }

    @Test func catWritesTheBytes() throws {
        #expect(try Program.run("cat", archive, "etc/os-release").text == "NAME=changed\n")
        #expect(try Program.run("cat", archive, "/etc/os-release", "--layer", "1").text == "NAME=base\n")
        #expect(try Program.run("cat", archive, "app/same").text == "first")
        #expect(try Program.run("cat", archive, "/sbin/sh").text == "#!shell")
    }

    @Test func catReachesDeletedFiles() throws {
        let gone = try Program.run("cat", archive, "app/.env")
        #expect(gone.exitCode == 2)
        #expect(
            gone.errorText == "strata: app/.env was removed by layer 3; strata cat --layer 2 still has it\n")
        #expect(try Program.run("cat", archive, "app/.env", "--layer", "2").text == "SECRET=1\n")
    }

    @Test(arguments: [("app", "is a directory"), ("nowhere", "no such path"), ("../../etc/shadow", "no such path")])
    func catRefusesWhatIsNoFile(path: String, reason: String) throws {
        let result = try Program.run("cat", archive, path)
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains(reason))
    }

    @Test func catKeepsBinaryContentsInPipes() throws {
        let bytes = (0...255).map { UInt8($0) }
        let path = try write(Image { Layer { File("b", bytes: bytes) } }, as: "binary.tar")
        #expect(try Program.run("cat", path, "b").output == bytes)
    }

    @Test func aLoopOfLinksEnds() throws {
        let path = try write(
            Image {
                Layer {
                    Symlink("a", to: "b"); Symlink("b", to: "a")
                }
            }, as: "loop.tar")
        #expect(try Program.run("cat", path, "a").exitCode == 2)
    }

    @Test func hostileNamesAreEscaped() throws {
        let path = try write(Image { Layer { File("a\u{1b}[2Jb", "") } }, as: "names.tar")
        let text = try Program.run("ls", path).text
        #expect(text.hasSuffix("a\\x1b[2Jb\n"))
        #expect(!(try Program.run("ls", path, "--format", "jsonl").text.contains("\u{1b}")))
    }

    @Test func extractCopiesTheTree() throws {
        let out = directory.path("out")
        let result = try Program.run("extract", archive, "/", "-o", out)
        #expect(result.exitCode == 0)
        #expect(try String(contentsOfFile: out + "/etc/os-release", encoding: .utf8) == "NAME=changed\n")
        #expect(try String(contentsOfFile: out + "/app/same", encoding: .utf8) == "first")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out + "/sbin") == "bin")
        #expect(!FileManager.default.fileExists(atPath: out + "/app/.env"))
        let links = try FileManager.default.attributesOfItem(atPath: out + "/app/main")[.referenceCount] as? Int
        #expect(links == 2)
    }

    @Test func extractReplacesOnlyWhenTold() throws {
        let out = directory.path("out")
        #expect(try Program.run("extract", archive, "app/.env", "--layer", "2", "-o", out).exitCode == 0)
        let again = try Program.run("extract", archive, "app/.env", "--layer", "2", "-o", out)
        #expect(again.exitCode == 3)
        #expect(again.errorText.contains("--overwrite"))
        let third = try Program.run("extract", archive, "app/.env", "--layer", "2", "-o", out, "--overwrite")
        #expect(third.exitCode == 0)
    }

    @Test func extractStaysInsideWhateverTheImageSays() throws {
        let image = Image {
            Layer {
                File("../escape", "x")
                Symlink("up", to: "../..")
                Symlink("etc", to: "/etc")
                Device("null", .character, major: 1, minor: 3)
                File("su", "x", mode: 0o6755)
            }
        }
        let out = directory.path("deep/er")
        try FileManager.default.createDirectory(atPath: directory.path("deep"), withIntermediateDirectories: true)
        let result = try Program.run("extract", try write(image, as: "evil.tar"), "/", "-o", out)
        #expect(result.exitCode == 0)
        #expect(result.errorText.contains("not made: up: leads out of the output directory"))
        #expect(result.errorText.contains("not made: null: is a device or pipe"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out + "/etc") == "etc")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("deep")) == ["er"])
        #expect(!FileManager.default.fileExists(atPath: directory.path("escape")))
        let mode = try FileManager.default.attributesOfItem(atPath: out + "/su")[.posixPermissions] as? Int
        #expect(mode == 0o755)
    }

    @Test func hardLinksWhoseFileIsNotWantedAreOneFileAgain() throws {
        let image = Image {
            Layer {
                File("store/blob", "contents", mode: 0o640)
                HardLink("app/a", to: "store/blob")
                HardLink("app/b", to: "store/blob")
                HardLink("app/c", to: "store/blob")
            }
            Layer {
                HardLink("app/d", to: "store/blob"); File("app/own", "own")
            }
        }
        let out = directory.path("out")
        let result = try Program.run("extract", try write(image, as: "links.tar"), "app", "-o", out)
        #expect(result.errorText == "strata: 5 files and 1 directory, 11 B, in \(out)\n")
        let attributes = try ["a", "b", "c", "d"].map {
            try FileManager.default.attributesOfItem(atPath: "\(out)/app/\($0)")
        }
        #expect(Set(attributes.map { $0[.systemFileNumber] as? Int }).count == 1)
        #expect(attributes.allSatisfy { $0[.referenceCount] as? Int == 4 })
        #expect(try String(contentsOfFile: out + "/app/d", encoding: .utf8) == "contents")
        #expect(try String(contentsOfFile: out + "/app/own", encoding: .utf8) == "own")
        #expect(!FileManager.default.fileExists(atPath: out + "/store"))
    }

    /// What stands in the way of the first name is no reason to lose the others.
    @Test func aHardLinkIsMadeWhereTheFileItselfCannotBe() throws {
        let image = Image {
            Layer {
                File("a", "x"); HardLink("b", to: "a"); HardLink("c", to: "a")
            }
        }
        let out = directory.path("out")
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: out + "/a"))
        let result = try Program.run("extract", try write(image, as: "taken.tar"), "/", "-o", out)
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("not made: a: exists already"))
        #expect(try String(contentsOfFile: out + "/a", encoding: .utf8) == "mine")
        #expect(try String(contentsOfFile: out + "/b", encoding: .utf8) == "x")
        #expect(try String(contentsOfFile: out + "/c", encoding: .utf8) == "x")
    }

    @Test func aHardLinkToNothingIsSaidAndTheRestIsExtracted() throws {
        let image = Image {
            Layer {
                HardLink("a", to: "nowhere"); File("b", "x")
            }
        }
        let out = directory.path("out")
        let result = try Program.run("extract", try write(image, as: "dangling.tar"), "/", "-o", out)
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("not made: a: is a hard link to what is not in the image"))
        #expect(try String(contentsOfFile: out + "/b", encoding: .utf8) == "x")
    }

    @Test func whatADamagedLayerLacksIsSaidAndAllElseIsAsItShouldBe() throws {
        var random = SeededRandom(seed: 7)
        let noise = (0..<5_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let image = Image {
            Layer {
                Directory("private", mode: 0o700)
                File("private/first", "whole")
                File("zlast", bytes: noise)
            }
            Layer { Symlink("link", to: "private/first") }
        }
        try image.write(as: .ociLayout, layerCompression: .gzip, to: directory.path("image"))
        try damageLargestBlob(of: directory.path("image"))
        let output = directory.path("out")
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
        try Data("precious".utf8).write(to: URL(fileURLWithPath: output + "/zlast"))
        let result = try Program.run("extract", directory.path("image"), "/", "-o", output, "--overwrite")
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("not made: zlast: lies where layer 1 cannot be read"))
        #expect(try String(contentsOfFile: output + "/zlast", encoding: .utf8) == "precious")
        #expect(try String(contentsOfFile: output + "/link", encoding: .utf8) == "whole")
        var status = stat()
        #expect(stat(output + "/private", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: output).sorted() == ["link", "private", "zlast"])
    }

    /// Overwrites the middle of the largest blob, where only `zlast` lies.
    private func damageLargestBlob(of layout: String) throws {
        let blobs = layout + "/blobs/sha256"
        let files = try FileManager.default.contentsOfDirectory(atPath: blobs).map { blobs + "/" + $0 }
        let sized = try files.map { ($0, try Data(contentsOf: URL(fileURLWithPath: $0))) }
        let (path, bytes) = try #require(sized.max { $0.1.count < $1.1.count })
        var damaged = bytes
        damaged.replaceSubrange(3_000_000..<3_000_040, with: [UInt8](repeating: 0xff, count: 40))
        try damaged.write(to: URL(fileURLWithPath: path))
    }

    @Test func aDirectoryThatWasThereKeepsItsPermissions() throws {
        let output = directory.path("out")
        try FileManager.default.createDirectory(
            atPath: output + "/app", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        #expect(try Program.run("extract", archive, "/", "-o", output).exitCode == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: output + "/app")[.posixPermissions] as? Int
        #expect(mode == 0o750)
    }

    @Test func aFullDiskReportsWhatWasWritten() throws {
        // A limit on the size of a file stands for the full disk: the same error on the same call.
        let image = Image {
            Layer {
                File("big", bytes: [UInt8](repeating: 1, count: 3 << 20)); File("small", "s")
            }
        }
        try image.write(as: .dockerArchive, to: directory.path("big.tar"))
        let command = "trap '' XFSZ; ulimit -f 1024; '\(Program.path)' extract big.tar / -o out"
        let result = try Shell.run("/bin/sh", ["-c", command], directory: directory.path("."))
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("not made: big: cannot be written: File too large"))
        #expect(result.errorText.contains("1 file and 0 directories, 1 B"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("out")) == ["small"])
    }
}
