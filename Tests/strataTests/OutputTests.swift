import Foundation
import TestSupport
import Testing

@testable import strata

/// What `-o` names, standard output and standard error: nothing is lost, nothing lands where it does not belong.
@Suite struct OutputTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: directory.path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theImageIsNoPlaceForItsReport() throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: archive))
        try FileManager.default.createSymbolicLink(atPath: directory.path("link"), withDestinationPath: archive)
        for output in [archive, directory.path("link"), directory.path("./app.tar")] {
            let result = try Program.run("inspect", archive, "-o", output)
            #expect(result.exitCode == 2)
            #expect(result.errorText == "strata: \(output) is what the command reads: -o must name another file\n")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: archive)) == before)
    }

    @Test func aResultReplacesTheOneBefore() throws {
        try Data(String(repeating: "old ", count: 100_000).utf8).write(to: URL(fileURLWithPath: directory.path("o")))
        #expect(try Program.run("cat", archive, "app/main", "-o", directory.path("o")).exitCode == 0)
        #expect(text("o") == "first")
    }

    @Test func aCommandThatFailsLeavesWhatWasThere() throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: directory.path("o")))
        let damaged = directory.path("damaged.tar")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
        bytes.removeLast(bytes.count / 2)
        try bytes.write(to: URL(fileURLWithPath: damaged))
        #expect(try Program.run("cat", damaged, "app/main", "-o", directory.path("o")).exitCode == 3)
        #expect(text("o") == "old")
        #expect(try Program.run("cat", damaged, "app/main", "-o", directory.path("new")).exitCode == 3)
        #expect(text("new") == nil)
    }

    @Test func whatIsMeantForPeopleNeverLandsInAFile() throws {
        let output = directory.path("o")
        let command = "'\(Program.path)' extract '\(archive)' / -o '\(directory.path("out"))' 2>&- ; "
        let inspect = "'\(Program.path)' inspect '\(archive)' --format json -o '\(output)' 2>&- >&-"
        #expect(try Shell.run("/bin/sh", ["-c", command + inspect]).exitCode == 0)
        #expect(text("o")?.hasPrefix("{") == true)
        #expect(text("o")?.contains("strata:") == false)
    }

    @Test func aClosedStandardOutputIsAFault() throws {
        let result = try Shell.run("/bin/sh", ["-c", "'\(Program.path)' inspect '\(archive)' >&-"])
        #expect(result.exitCode == 3)
        #expect(result.errorText == "strata: standard output cannot be written: Bad file descriptor\n")
    }

    // GNU tar manual, "Storing Sparse Files": the size is a claim, only the regions are stored.
    @Test(arguments: [SparseFile.Form.gnu, .pax01, .pax10])
    func holesCostNothingWhateverTheyClaim(form: SparseFile.Form) throws {
        let size = form == .gnu ? 1 << 33 : 1 << 42
        let image = Image {
            Layer(format: form == .gnu ? .gnu : .pax) {
                SparseFile("big", size: size, [.init(at: 512, [1, 2, 3])], form: form)
            }
        }
        try image.write(as: .dockerArchive, to: directory.path("sparse.tar"))
        let toPipe = try Program.run("cat", directory.path("sparse.tar"), "big")
        #expect(toPipe.exitCode == 3)
        #expect(toPipe.errorText.contains("holes of more than 1 GiB"))
        let output = directory.path("o")
        #expect(try Program.run("cat", directory.path("sparse.tar"), "big", "-o", output).exitCode == 0)
        #expect(try Program.run("extract", directory.path("sparse.tar"), "/", "-o", directory.path("x")).exitCode == 0)
        for file in [output, directory.path("x/big")] {
            var status = stat()
            #expect(stat(file, &status) == 0)
            #expect(status.st_size == size)
            #expect(status.st_blocks * 512 < 1 << 20)
        }
    }

    @Test func aSmallHoleIsZerosInAPipe() throws {
        let image = Image { Layer { SparseFile("s", size: 100_000, [.init(at: 512, [7])], form: .pax10) } }
        try image.write(as: .dockerArchive, to: directory.path("sparse.tar"))
        var expected = [UInt8](repeating: 0, count: 100_000)
        expected[512] = 7
        #expect(try Program.run("cat", directory.path("sparse.tar"), "s").output == expected)
    }

    @Test func controlsAreFoundWhereverTheyStand() {
        func finds(_ pieces: String...) -> Bool {
            var search = ControlSearch()
            return pieces.map { Array($0.utf8) }.contains { $0.withUnsafeBytes { search.finds(in: $0) } }
        }
        let plain = String(repeating: "plain ä 日本 → \t\n", count: 5000)
        #expect(!finds(plain, plain))
        #expect(finds(plain + "\u{1b}[31m"))
        #expect(finds(plain, plain + "\u{9b}2J"))
        #expect(finds(plain + "\u{202e}gnp.exe"))
        #expect(finds("\u{2066}"))
        #expect(!finds("\u{2065}\u{2029}"))
        var search = ControlSearch()
        let halves: [[UInt8]] = [[0xe2, 0x80], [0xae]]
        #expect(halves.map { half in half.withUnsafeBytes { search.finds(in: $0) } } == [false, true])
    }
}
