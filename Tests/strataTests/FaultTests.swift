import Foundation
import TestSupport
import Testing

/// Wrong arguments and wrong files: one sentence on standard error and the documented exit code, never a crash.
@Suite struct FaultTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    private func expectSentence(_ result: Shell.Result, code: Int32, sourceLocation: SourceLocation = #_sourceLocation)
    {
        #expect(result.exitCode == code, sourceLocation: sourceLocation)
        #expect(result.text == "", sourceLocation: sourceLocation)
        #expect(result.errorText.hasPrefix("strata: "), sourceLocation: sourceLocation)
        #expect(result.errorText.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ["ls"], ["inspect", "x", "--format", "xml"], ["ls", "x", "--layer", "1", "--layers", "1..2"],
        ["ls", "x", "--layers", "2..1"], ["ls", "x", "--layers", "0..1"], ["ls", "x", "--depth", "0"],
        ["cat", "x"], ["extract", "x", "y"], ["inspect", "x", "--platform", "linux"], ["inspect", "x", "--nonsense"],
    ])
    func wrongArgumentsExitWith2(arguments: [String]) throws {
        expectSentence(try Shell.run(Program.path, arguments), code: 2)
    }

    @Test func aLayerThatIsNotThereExitsWith2() throws {
        let result = try Program.run("ls", archive, "--layer", "9")
        expectSentence(result, code: 2)
        #expect(result.errorText == "strata: the image has layers 1 to 3, not 9\n")
    }

    @Test func aFileThatIsNotThereExitsWith3() throws {
        let result = try Program.run("inspect", directory.path("none.tar"))
        expectSentence(result, code: 3)
        #expect(result.errorText.contains("none.tar"))
    }

    @Test(arguments: ["hello, world\n", "", "\u{7f}ELF", "{\"a\": 1}"])
    func aFileThatIsNoImageExitsWith3(text: String) throws {
        expectSentence(try Program.run("inspect", directory.write(text, to: "no-image")), code: 3)
    }

    @Test(arguments: [1, 511, 512, 1000, 3000, 5000])
    func aTruncatedArchiveExitsWith3(length: Int) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
        let result = try Program.run("inspect", directory.write(Array(bytes.prefix(length)), to: "cut.tar"))
        #expect(result.exitCode == 3)
        #expect(result.signal == nil)
        #expect(result.errorText.hasPrefix("strata: "))
    }

    @Test func whatCanBeReadIsShownAndTheRestIsSaid() throws {
        let image = Image(reference: "half:1") {
            Layer { File("good", "good") }
            Layer(tar: Array("this is no tar at all".utf8))
        }
        let path = directory.path("half.tar")
        try image.write(as: .dockerArchive, to: path)
        let result = try Program.run("ls", path)
        #expect(result.exitCode == 3)
        #expect(result.text.contains("good\n"))
        #expect(result.errorText.contains("layer 2 is not readable, so this is not the whole image"))
    }

    @Test func versionAndHelpAreNoFaults() throws {
        #expect(try Program.run("--version").exitCode == 0)
        let help = try Program.run("--help")
        #expect(help.exitCode == 0)
        #expect(help.text.contains("SUBCOMMANDS:"))
        #expect(help.errorText == "")
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let command = "'\(Program.path)' ls -R '\(archive)' --format json | true"
        let result = try Shell.run("/bin/sh", ["-c", command])
        #expect(result.errorText == "")
    }

    @Test func aFullDeviceIsAFault() throws {
        let result = try Program.run("inspect", archive, "-o", "/dev/full")
        expectSentence(result, code: 3)
    }

    @Test func completionsAreWrittenForEachShell() throws {
        for shell in ["bash", "zsh", "fish"] {
            let result = try Program.run("--generate-completion-script", shell)
            #expect(result.exitCode == 0)
            #expect(result.text.contains("inspect"))
        }
    }
}
