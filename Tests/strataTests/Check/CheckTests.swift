import Foundation
import TestSupport
import Testing

/// `strata check` as a pipeline runs it: options, files that count unnamed, exit codes.
@Suite struct CheckTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    private func check(_ options: String...) throws -> Shell.Result {
        try Program.run(["check", archive] + options)
    }

    /// The sample stores 44 bytes, 19 of them hidden, 27 above the base: efficiency 0.568.
    @Test(arguments: [
        ["--min-efficiency", "0.56"], ["--max-wasted", "19"], ["--max-user-wasted", "0.71"],
        ["--min-efficiency", "off", "--max-wasted", "off"],
    ])
    func whatKeepsItsLimitsPasses(options: [String]) throws {
        let result = try Program.run("check", archive, "--fail-on", "none", options[0], options[1])
        #expect(result.exitCode == 0)
        #expect(result.errorText == "")
        #expect(!result.text.contains("FAIL"))
    }

    @Test(arguments: [
        ["--min-efficiency", "0.57"], ["--max-wasted", "18"], ["--max-user-wasted", "0.70"],
    ])
    func whatDoesNotExitsWith1AndSaysWhy(options: [String]) throws {
        let result = try Program.run("check", archive, "--fail-on", "none", options[0], options[1])
        #expect(result.exitCode == 1)
        #expect(result.text.contains("FAIL"))
        #expect(result.text.contains(options[0]))
        #expect(result.errorText.hasPrefix("strata: the image does not pass: "))
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test func aWrongValueIsSaidInOneLine() throws {
        let result = try check("--fail-on", "grave")
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("critical, high, medium, low, info, none"))
        #expect(!result.errorText.contains("\\n"))
    }

    @Test func aDiveFileBesideTheImageCounts() throws {
        let file = try directory.write(
            "rules:\n  lowestEfficiency: 0.5\n  highestUserWastedPercent: off\n", to: ".dive-ci")
        let good = try check("--fail-on", "none")
        #expect(good.exitCode == 0)
        #expect(good.text.contains("pass  efficiency of at least 50.0 %  56.8 %  \(file)\n"))
        _ = try directory.write("rules: {highestWastedBytes: 18B}", to: ".dive-ci")
        let bad = try check("--fail-on", "none", "--format", "json")
        #expect(bad.exitCode == 1)
        #expect(bad.text.contains("\"gate\": \"wastedBytes\",\n      \"limit\": 18,\n      \"actual\": 19,\n"))
        #expect(bad.text.contains("\"gate\": \"efficiency\",\n      \"limit\": 0.9,"))
        #expect(try check("--fail-on", "none", "--ci-config", "off").exitCode == 0)
    }

    @Test func optionsBeatTheFile() throws {
        let file = try directory.write(
            "rules: {lowestEfficiency: 0.99, highestWastedBytes: 1, highestUserWastedPercent: 0.01}", to: "limits")
        let options = ["--fail-on", "none", "--ci-config", file]
        #expect(try Shell.run(Program.path, ["check", archive] + options).exitCode == 1)
        let beaten = ["--min-efficiency", "0.1", "--max-wasted", "1kB", "--max-user-wasted", "off"]
        let result = try Shell.run(Program.path, ["check", archive] + options + beaten)
        #expect(result.exitCode == 0)
        #expect(!result.text.contains(file))
    }

    @Test(arguments: [
        ["--min-efficiency", "2"], ["--min-efficiency", "a lot"], ["--max-wasted", "-1"], ["--max-user-wasted", "20%"],
        ["--fail-on", "always"], ["--category", "taste"], ["--min-severity", "none"], ["--format", "xml"],
        ["--ignore", "no-such-rule"], ["--ignore-file", "/nowhere"], ["--ci-config", "/nowhere"],
    ])
    func wrongValuesExitWith2(options: [String]) throws {
        let result = try check(options[0], options[1])
        #expect(result.exitCode == 2)
        #expect(result.text == "")
        #expect(result.errorText.hasPrefix("strata: "))
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test func wrongFilesExitWith2() throws {
        _ = try directory.write("rules: [", to: ".dive-ci")
        #expect(try check().errorText.hasSuffix(".dive-ci is no YAML: line 2: did not find expected node content\n"))
        _ = try directory.write("rules: {}", to: ".dive-ci")
        _ = try directory.write("no-such-rule", to: ".strata-ignore")
        let result = try check()
        #expect(result.exitCode == 2)
        #expect(
            result.errorText.hasSuffix(
                ".strata-ignore, line 1: there is no rule no-such-rule; strata rules lists them\n"))
    }

    @Test func whatCannotBeReadExitsWith3() throws {
        #expect(try Program.run("check", directory.path("none.tar")).exitCode == 3)
        let half = directory.path("half.tar")
        let image = Image(reference: "half:1") {
            Layer { File("good", "good") }
            Layer(tar: Array("this is no tar at all".utf8))
        }
        try image.write(as: .dockerArchive, to: half)
        let result = try Program.run("check", half, "--max-wasted", "0")
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("layer 2 is not readable, so this is not the whole image"))
        // The table must not read as if the image had passed.
        let gates = result.text.split(separator: "\n").filter { $0.contains("FAIL") }
        #expect(gates.map { $0.contains("every layer can be read") && $0.contains("1 cannot") } == [true])
        let json = try Program.run("check", half, "--format", "json")
        #expect(json.text.contains(#""gate": "unreadableLayers""#))
    }

    @Test func theReportGoesWhereTheUserWants() throws {
        let file = directory.path("report.json")
        let result = try check("--format", "json", "--fail-on", "none", "-o", file)
        #expect(result.text == "")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix("{\n  \"schemaVersion\": 1,"))
        #expect(text.contains("\n  \"findings\": ["))
    }

    @Test func anImageWithoutLayersIsJudgedToo() throws {
        let empty = directory.path("empty.tar")
        try Image(reference: "empty:1") {}.write(as: .dockerArchive, to: empty)
        let result = try Program.run("check", empty, "--min-efficiency", "1", "--fail-on", "none")
        #expect(result.exitCode == 0)
        #expect(result.text.hasPrefix("empty:1  0 layers, 0 B\n"))
    }
}
