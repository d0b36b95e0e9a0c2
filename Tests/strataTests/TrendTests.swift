import Foundation
import TestSupport
import Testing

/// `strata trend`, as a repository keeps its history.
@Suite struct TrendTests {
    private let directory: TemporaryDirectory
    private let file: String

    init() throws {
        directory = try TemporaryDirectory()
        file = directory.path("trend.jsonl")
    }

    private func image(_ size: Int) throws -> String {
        let path = directory.path("\(size).tar")
        try Image(reference: "app:1") {
            Layer { File("bin/sh", size: 1_000_000) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Layer { File("app/data", size: size) }
                .createdBy("RUN /bin/sh -c make PASSWORD=hunter2 # buildkit", comment: "buildkit.dockerfile.v0")
        }.write(as: .dockerArchive, to: path)
        return path
    }

    private func add(_ size: Int, _ options: String...) throws -> Shell.Result {
        try Program.run(["trend", "add", try image(size), "--file", file] + options)
    }

    private func show(_ options: String...) throws -> Shell.Result {
        try Program.run(["trend", "show", "--file", file] + options)
    }

    @Test func linesAreOnlyAdded() throws {
        #expect(try add(100_000, "--label", "1", "--date", "2026-11-29").text == "1: 1.1 MB\n")
        let first = try String(contentsOfFile: file, encoding: .utf8)
        #expect(try add(300_000, "--label", "2").text == "2: 1.3 MB, +200.0 kB\n")
        let both = try String(contentsOfFile: file, encoding: .utf8)
        #expect(both.hasPrefix(first) && both.split(separator: "\n").count == 2)
        #expect(!both.contains("hunter2"))
        // The same build again is no second line; another of the same label is refused.
        #expect(try add(300_000, "--label", "2").text == "2: 1.3 MB, 0 B, there already\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == both)
        let other = try add(400_000, "--label", "2")
        #expect(other.exitCode == 2)
        #expect(other.errorText.contains("has another build 2: --label says what this one is called"))
    }

    @Test func aLineWithoutItsEndIsEnded() throws {
        _ = try add(100_000, "--label", "1")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        _ = try directory.write(String(text.dropLast()), to: "trend.jsonl")
        _ = try add(200_000, "--label", "2")
        #expect(try show("--format", "json").exitCode == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(text))
    }

    @Test func showTellsWhatGrew() throws {
        for (label, size) in [("1", 100_000), ("2", 5_100_000), ("3", 5_000_000)] {
            _ = try add(size, "--label", label)
        }
        let text = try show().text
        #expect(text.contains("2      6.1 MB    +5.0 MB"), "\(text)")
        #expect(text.contains("2 over 1  1.1 MB → 6.1 MB, +5.0 MB\n"))
        #expect(text.contains("+5.0 MB        RUN make PASSWORD=…\n"))
        #expect(try show("--build", "3").text.contains("3 over 2  6.1 MB → 6.0 MB, -100.0 kB\n"))
        #expect(try show("--build", "4").exitCode == 2)
    }

    @Test func growthIsAGate() throws {
        _ = try add(100_000, "--label", "1")
        #expect(try show("--max-growth", "0").exitCode == 0, "there is nothing to compare yet")
        _ = try add(210_000, "--label", "2")
        #expect(try show("--max-growth", "10%").exitCode == 0)
        let bytes = try show("--max-growth", "100kB")
        #expect(bytes.exitCode == 1)
        #expect(bytes.errorText == "strata: 2 does not pass: at most 100.0 kB more than 1.1 MB before, but +110.0 kB\n")
        #expect(try show("--max-growth", "9%").exitCode == 1)
    }

    @Test func wrongFilesAreSaid() throws {
        #expect(try show().errorText == "strata: \(file) is not there: strata trend add makes it\n")
        _ = try directory.write("{\n", to: "trend.jsonl")
        let result = try add(100_000)
        #expect(result.exitCode == 2)
        #expect(result.errorText == "strata: \(file), line 1: it is not valid JSON\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "{\n")
        #expect(try Program.run("trend", "add", try image(1), "--file", "/nowhere/x").exitCode == 3)
        #expect(try Program.run("trend", "add", try image(1), "--file", directory.path).exitCode == 2)
        #expect(try add(100_000, "--date", "today").exitCode == 2)
    }
}
