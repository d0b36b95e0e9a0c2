import Foundation
import TestSupport
import Testing

/// Limits of `strata check`, several images, another image beside, and what was accepted.
@Suite struct HeldAgainstTests {
    private let directory: TemporaryDirectory
    private let old: String
    private let new: String

    init() throws {
        directory = try TemporaryDirectory()
        (old, new) = (directory.path("old.tar"), directory.path("new.tar"))
        try Self.image("1", size: 1_000_000).write(as: .dockerArchive, to: old)
        try Self.image("2", size: 1_100_000, more: true).write(as: .dockerArchive, to: new)
    }

    /// The later one has 100,000 bytes more, a file with the set-uid bit, and no sudo.
    private static func image(_ tag: String, size: Int, more: Bool = false) -> Image {
        Image(reference: "app:\(tag)") {
            Layer { File("bin/sh", size: size, mode: 0o755) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Layer {
                if more { File("usr/bin/su", "x", mode: 0o4755) } else { File("usr/bin/sudo", "x", mode: 0o755) }
                File("root/.netrc", "machine example.org login me password Vq83hs0LmZ2kTd\n")
            }.createdBy("COPY . / # buildkit", comment: "buildkit.dockerfile.v0")
        }
    }

    private func check(_ options: String...) throws -> Shell.Result { try Program.run(["check"] + options) }

    // MARK: - Limits

    @Test(arguments: [
        ["--max-size", "1.2MB"], ["--max-layers", "2"], ["--max-wasted", "0%"], ["--max-wasted", "0"],
        ["--max-size", "off"], ["--max-layers", "off"],
    ])
    func limitsThatAreKept(options: [String]) throws {
        #expect(try check(new, "--fail-on", "none", options[0], options[1]).exitCode == 0)
    }

    @Test(arguments: [
        (["--max-size", "1MB"], "at most 1.0 MB in all layers, but 1.1 MB"),
        (["--max-layers", "1"], "at most 1 layer, but 2"),
        (["--max-growth", "99kB", "--against"], "at most 99.0 kB more than 1.0 MB before, but +100.0 kB"),
        (["--max-growth", "9%", "--against"], "at most 9.0 % more than 1.0 MB before, but +10.0 %"),
    ])
    func limitsThatAreNot(options: [String], words: String) throws {
        let options = options.last == "--against" ? options + [old] : options
        let result = try Program.run(["check", new, "--fail-on", "none"] + options)
        #expect(result.exitCode == 1)
        #expect(result.errorText == "strata: the image does not pass: \(words)\n")
    }

    @Test(arguments: [
        (["--max-wasted", "x%"], "a size such as 20MB, a share such as 5%, or off, is expected"),
        (["--max-layers", "1.5"], "a whole number from 0, or off, is expected"),
        (["--max-growth", "5MB"], "--max-growth needs --against"), (["--new-only"], "--new-only needs --against"),
        (["--rule", "root-usr"], "--rule: there is no rule root-usr: did you mean root-user?"),
        (["--skip-rule", "taste"], "--skip-rule: there is no rule taste; strata rules lists them"),
        (["--format", "sarif", "--format", "json"], "only one --format goes to one place"),
        (["--format", "sarif=a", "--format", "json=a"], "two formats cannot go to one file"),
        (["--format", "sarif="], "invalid"), (["--format", "sarif=a", "-o", "b"], "all have one"),
    ])
    func wrongWishesExitWith2(options: [String], words: String) throws {
        let result = try Program.run(["check", new] + options)
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains(words), "\(result.errorText)")
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test func rulesAreChosen() throws {
        func rules(_ options: String...) throws -> Set<String> {
            let text = try Program.run(["check", new, "-v", "--fail-on", "none", "--format", "jsonl"] + options).text
            return Set(
                text.split(separator: "\n").compactMap { $0.split(separator: "\"").dropFirst(7).first.map(String.init) }
            )
        }
        let all = try rules()
        #expect(all.isSuperset(of: ["root-user", "set-id-files", "secret-credential-file"]), "\(all)")
        #expect(try rules("--rule", "CIS-DI-0001", "--rule", "set-id-files") == ["root-user", "set-id-files"])
        #expect(try rules("--skip-rule", "root-user") == all.subtracting(["root-user"]))
        let skipped = try check(new, "--skip-path", "root/**", "--rule", "secret-credential-file")
        #expect(skipped.exitCode == 0)
        #expect(skipped.text.contains("no findings; 1 on skipped paths\n"))
    }

    // MARK: - Several images

    @Test func eachImageHasItsVerdict() throws {
        let result = try check(old, new, "--fail-on", "none", "--max-size", "1.05MB")
        #expect(result.exitCode == 1)
        #expect(result.text.hasSuffix("VERDICT  IMAGE\npass     app:1\nFAIL     app:2\n"))
        #expect(
            result.errorText
                == "strata: 1 of 2 images do not pass: app:2 (at most 1.1 MB in all layers, but 1.1 MB)\n")
        #expect(try check(old, new, "--fail-on", "none", "--max-size", "2MB").exitCode == 0)
        #expect(try check(old, directory.path("none.tar")).exitCode == 3)
    }

    @Test func oneDocumentHasAllImages() throws {
        struct Reports: Decodable {
            struct Report: Decodable {
                struct Image: Decodable { let references: [String] }
                let image: Image
            }
            let schemaVersion: Int
            let passed: Bool
            let reports: [Report]
        }
        let result = try check(old, new, "--format", "json", "--fail-on", "none", "--max-size", "1.05MB")
        let reports = try JSONDecoder().decode(Reports.self, from: Data(result.output))
        #expect(reports.schemaVersion == 1 && !reports.passed)
        #expect(reports.reports.map(\.image.references) == [["app:1"], ["app:2"]])
    }

    @Test func anImageThatCannotBeReadLeavesTheOthersTheirVerdicts() throws {
        let (text, gone) = (try directory.write(Array("no image".utf8), to: "text.tar"), directory.path("gone.tar"))
        let result = try check(text, old, gone, "--format", "json", "--fail-on", "none")
        #expect(result.exitCode == 3)
        #expect(result.text.contains("\"app:1\"") && result.text.contains("\"passed\": false"))
        #expect(result.errorText.contains("strata: 2 of 3 images: "))
        #expect(result.errorText.contains(text) && result.errorText.contains(gone))
        let none = try check(text, gone, "--format", "json")
        #expect(none.exitCode == 3 && none.text.isEmpty)
    }

    // MARK: - Another image beside

    @Test func anImageAndItsReportAreHeldAgainstAlike() throws {
        let report = directory.path("old.json")
        _ = try check(old, "--format", "json=" + report, "--fail-on", "none")
        let byImage = try check(new, "--against", old, "--new-only", "--fail-on", "none", "--max-growth", "10%")
        let byReport = try check(new, "--against", report, "--new-only", "--fail-on", "none", "--max-growth", "10%")
        #expect(byImage.exitCode == 0)
        #expect(byImage.text.contains("against \(old): 1.0 MB → 1.1 MB (+100.0 kB); 1 new finding, 1 gone\n"))
        #expect(byImage.text.replacing(old, with: report) == byReport.text)
        #expect(byImage.text.contains("set-id-files") && !byImage.text.contains("root-user"))
    }

    @Test func onlyNewFindingsFail() throws {
        #expect(try check(new).exitCode == 1)
        #expect(try check(new, "--against", old, "--new-only").exitCode == 0)
        #expect(try check(new, "--against", old, "--new-only", "--fail-on", "low").exitCode == 1)
    }

    @Test func aReportOfSeveralImagesKnowsWhichIsMeant() throws {
        let report = directory.path("both.json")
        _ = try check(old, new, "--format", "json=" + report, "--fail-on", "none")
        let result = try check(new, "--against", report, "--new-only")
        #expect(result.text.contains("1.1 MB → 1.1 MB (0 B); no new findings, 0 gone\n"))
        let stranger = directory.path("stranger.tar")
        try Image(reference: "other:1") {}.write(as: .dockerArchive, to: stranger)
        #expect(try check(stranger, "--against", report).errorText.hasSuffix("both.json has no report on other:1\n"))
    }

    @Test(arguments: [
        ("{}", "is no report of strata check --format json: it lacks “source”"), ("{", "it is not valid JSON"),
        (#"{"reports":[]}"#, "has no report in it"), (#"{"reports":{}}"#, "unexpected value"),
    ])
    func whatIsNoReportIsSaid(text: String, words: String) throws {
        let path = try directory.write(text, to: "x.json")
        let result = try check(new, "--against", path)
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains(words), "\(result.errorText)")
    }

    // MARK: - What was accepted

    @Test func aBaselineAcceptsWhatThereWas() throws {
        let file = directory.path("baseline.yaml")
        #expect(try Program.run("baseline", old, "-o", file).exitCode == 0)
        #expect(try check(old, "--baseline", file).exitCode == 0)
        let later = try check(new, "--baseline", file, "--fail-on", "low")
        #expect(later.exitCode == 1)
        #expect(later.text.contains("1 finding: "), "\(later.text)")
        #expect(later.errorText.contains("sudo-installed at /usr/bin/sudo is accepted and not found any more\n"))
        let json = try check(old, "--baseline", file, "--format", "json").text
        #expect(json.contains("\"source\": \"\(file), line "))
    }

    @Test func whatPeopleWroteIntoABaselineStays() throws {
        let file = directory.path("baseline.yaml")
        _ = try Program.run("baseline", old, "-o", file)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let said = text.replacing(
            "  - rule: root-user\n", with: "  - rule: root-user\n    reason: \"it must\"\n    until: 2020-01-01\n")
        #expect(said != text)
        _ = try directory.write(said, to: "baseline.yaml")
        #expect(try check(old, "--baseline", file).errorText.contains("root-user was accepted until 2020-01-01\n"))
        _ = try Program.run("baseline", new, "-o", file)
        let again = try String(contentsOfFile: file, encoding: .utf8)
        #expect(again.contains("reason: \"it must\"\n    until: 2020-01-01\n"))
        #expect(again.contains("rule: set-id-files") && !again.contains("sudo"))
        _ = try directory.write("no: baseline", to: "baseline.yaml")
        #expect(try Program.run("baseline", new, "-o", file).exitCode == 2, "what is no baseline is not written over")
    }

    // MARK: - Several formats

    @Test func eachFormatGoesToItsFile() throws {
        let (sarif, junit) = (directory.path("a.sarif"), directory.path("b.xml"))
        let result = try check(
            new, "--format", "sarif=" + sarif, "--format", "junit=" + junit, "--format", "table", "--fail-on", "none")
        #expect(result.text.hasPrefix("app:2  2 layers, 1.1 MB\n"))
        #expect(try String(contentsOfFile: sarif, encoding: .utf8).contains("\"version\": \"2.1.0\""))
        #expect(try String(contentsOfFile: junit, encoding: .utf8).hasPrefix("<?xml"))
        let quiet = try check(new, "--format", "gitlab=" + directory.path("c.json"), "--fail-on", "none")
        #expect(quiet.text == "")
        #expect(try String(contentsOfFile: directory.path("c.json"), encoding: .utf8).hasPrefix("[\n"))
    }

    @Test func aFileThatCannotBeWrittenCostsNoOther() throws {
        let first = directory.path("first.json")
        let result = try check(new, "--format", "json=" + first, "--format", "sarif=/nowhere/x")
        #expect(result.exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: first))
        #expect(try check(new, "--format", "json=" + new).exitCode == 2, "what is read is not written over")
        #expect(try check(new, "--fail-on", "none").exitCode == 0)
    }
}
