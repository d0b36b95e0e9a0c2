import Foundation
import TestSupport
import Testing

@testable import strata

/// `.strata.yaml`, variables and options, in rising precedence.
@Suite struct ProjectSettingsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try Sample.image.write(as: .dockerArchive, to: directory.path("app.tar"))
    }

    private func run(
        _ arguments: String..., in folder: String? = nil, variables: [String: String] = [:]
    ) throws -> Shell.Result {
        try Shell.run(
            Program.path, arguments, environment: variables.merging(["NO_COLOR": "1"]) { $1 },
            directory: folder ?? directory.path)
    }

    private func read(_ text: String) throws -> ProjectSettings {
        try ProjectSettings(text: Array(text.utf8), path: "dir/.strata.yaml")
    }

    @Test func everySettingIsRead() throws {
        let settings = try read(
            """
            fail-on: none
            min-efficiency: 0.9
            max-wasted: 5%
            max-user-wasted: off
            max-size: 500MB
            max-layers: 12
            max-growth: 2%
            against: old.json
            new-only: true
            baseline: accepted.yaml
            category: [waste, bloat]
            rule: apt-lists
            skip-rule: [root-user, DL3008]
            skip-path: ['usr/share/**']
            base: exclude
            min-severity: low
            ignore-file: ignore
            ci-config: off
            format: sarif
            no-cache: true
            """)
        #expect(Set(settings.values.keys) == Set(ProjectSetting.allCases))
        #expect(settings.values[.skipRule]?.texts == ["root-user", "DL3008"])
        #expect(settings.values[.skipRule]?.origin == "dir/.strata.yaml, line 13")
        #expect(settings.path(.baseline, or: nil) == "dir/accepted.yaml")
        #expect(settings.path(.baseline, or: "mine") == "mine")
        #expect(settings.path(.ciConfig, or: nil) == "off")
        #expect(settings.list(.rule, or: []) == ["apt-lists"])
        #expect(settings.list(.rule, or: ["x"]) == ["x"], "options replace")
    }

    @Test(arguments: [
        ("# a\nfail-onn: high", ", line 2: there is no setting “fail-onn”: did you mean fail-on?"),
        ("theme: dark", ", line 1: there is no setting “theme”; there are fail-on, min-efficiency"),
        ("fail-on: grave", ", line 1: “grave” is none of critical, high, medium, low, info, none"),
        ("max-size: big", ", line 1: “big”: a size such as 20MB, or off, is expected"),
        ("max-layers: 1.5", ", line 1: “1.5”: a whole number from 0, or off, is expected"),
        ("rule: [apt-lists,\n  taste]", ", line 2: “taste” is no rule; strata rules lists them"),
        ("new-only: yes", ", line 1: “yes” is none of true, false"),
        ("format: sarif=/etc/passwd", ", line 1: “sarif=/etc/passwd” is none of table, json"),
        ("base: [include]", ", line 1: one value is expected, no list of them"),
        ("max-size: [100MB]", ", line 1: one value is expected, no list of them"),
        ("max-size: {a: 100MB}", ", line 1: one value is expected, no list of them"),
        ("max-size:", ", line 1: “”: a size such as 20MB, or off, is expected"),
        ("skip-rule: [[root-user]]", ", line 1: one value is expected, no list of them"),
        ("fail-on: low\nfail-on: high", ", line 2: fail-on is settled twice"),
        ("- fail-on", ", line 1: settings are lines of the form"), ("fail-on: [", " is no YAML: "),
    ])
    func whatIsWrongIsToldWithTheLine(text: String, words: String) {
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.hasPrefix("dir/.strata.yaml" + words) == true, "\(failure?.message ?? "")")
    }

    @Test func optionsBeatVariablesWhichBeatTheFileWhichBeatsDives() throws {
        _ = try directory.write("rules: {highestWastedBytes: 1}", to: ".dive-ci")
        let fail = ["check", "app.tar", "--fail-on", "none"]
        #expect(try run(fail[0], fail[1], fail[2], fail[3]).errorText.contains("at most 1 B wasted"))
        _ = try directory.write(
            "fail-on: none\nmax-wasted: 2\nmax-user-wasted: off\nmin-efficiency: off\n", to: ".strata.yaml")
        let file = try run("check", "app.tar")
        #expect(file.errorText == "strata: the image does not pass: at most 2 B wasted, but 19 B\n")
        #expect(file.text.contains("FAIL  at most 2 B wasted  19 B   .strata.yaml, line 2\n"))
        let variable = try run("check", "app.tar", variables: ["STRATA_MAX_WASTED": "3"])
        #expect(variable.text.contains("FAIL  at most 3 B wasted  19 B   STRATA_MAX_WASTED\n"))
        let option = try run("check", "app.tar", "--max-wasted", "4", variables: ["STRATA_MAX_WASTED": "3"])
        #expect(option.text.contains("FAIL  at most 4 B wasted  19 B   --max-wasted\n"))
        #expect(try run("check", "app.tar", "--max-wasted", "19").exitCode == 0)
    }

    @Test func theFileIsFoundUpwardsToTheRootOfARepository() throws {
        _ = try directory.write("max-layers: 1\nfail-on: none\nbaseline: no-such-file\n", to: ".strata.yaml")
        _ = try directory.write("", to: "a/b/file")
        let inner = directory.path("a/b")
        #expect(try run("check", "../../app.tar", in: inner).errorText.contains("\(directory.path)/no-such-file"))
        #expect(try run("check", "../../app.tar", "--config", "off", "--fail-on", "none", in: inner).exitCode == 0)
        _ = try directory.write("", to: "a/.git/HEAD")
        #expect(try run("check", "../../app.tar", "--fail-on", "none", in: inner).exitCode == 0, "another repository")
        _ = try directory.write("max-layers: 2\nfail-on: none\n", to: "a/.strata.yaml")
        let near = try run("check", "../../app.tar", in: inner)
        #expect(near.text.contains("\(directory.path)/a/.strata.yaml, line 1"), "\(near.text)\(near.errorText)")
    }

    @Test func wrongVariablesAreSaid() throws {
        let result = try run("check", "app.tar", variables: ["STRATA_SKIP_RULE": "root-user,taste"])
        #expect(result.exitCode == 2)
        #expect(result.errorText == "strata: STRATA_SKIP_RULE: “taste” is no rule; strata rules lists them\n")
        let empty = try run("check", "app.tar", "--fail-on", "none", variables: ["STRATA_MAX_SIZE": ""])
        #expect(empty.exitCode == 0)
        let misspelled = try run("check", "app.tar", variables: ["STRATA_MAX_SISE": "1MB"])
        #expect(misspelled.exitCode == 2)
        #expect(misspelled.errorText == "strata: STRATA_MAX_SISE is no setting: did you mean STRATA_MAX_SIZE?\n")
        let others = ["STRATA_LESSONS": "x", "STRATA_VERSION": "1", "STRATA_TOOLS": "x", "STRATA_DOCUMENTS": ""]
        #expect(try run("check", "app.tar", "--fail-on", "none", variables: others).exitCode == 0)
    }

    @Test func lintTakesWhatFitsIt() throws {
        _ = try directory.write("FROM debian\nRUN cd /x\n", to: "Dockerfile")
        _ = try directory.write("fail-on: low\nskip-rule: [DL3003]\nformat: jsonl\nmax-size: 1\n", to: ".strata.yaml")
        let result = try run("lint", "Dockerfile")
        #expect(result.exitCode == 1)
        #expect(result.text.contains(#"{"dockerfile":"Dockerfile","rule":"untagged-base""#), "\(result.text)")
        #expect(!result.text.contains("changed-directory"))
        #expect(
            try run("lint", "Dockerfile", "--rule", "DL3003", "--skip-rule", "DL3006", "--format", "table").text
                .contains("changed-directory"))
    }

    @Test func showTellsWhatHoldsAndWhy() throws {
        _ = try directory.write("skip-rule: [root-user, DL3008]\nmax-size: 500MB\n", to: ".strata.yaml")
        let result = try run("config", "show", variables: ["STRATA_FAIL_ON": "low", "HOME": directory.path])
        let parts = result.text.components(separatedBy: "---\n")
        #expect(parts.count == 2)
        #expect(parts[0].contains("theme: auto  # default\n"))
        #expect(parts[1].contains("# .strata.yaml\nfail-on: \"low\"  # STRATA_FAIL_ON\n"))
        #expect(parts[1].contains("skip-rule: [\"root-user\", \"DL3008\"]  # .strata.yaml, line 1\n"))
        #expect(parts[1].contains("max-size: \"500MB\"  # .strata.yaml, line 2\n"))
        #expect(parts[1].contains("base: include  # default\n"))
        #expect(parts[1].contains("# max-layers: not settled (The most layers)\n"))
        // What it prints can be read again.
        let again = try read(parts[1])
        #expect(again.values[.skipRule]?.texts == ["root-user", "DL3008"])
    }

    /// An editor that goes by the schema accepts and refuses what strata does.
    @Test(arguments: [
        ("fail-on: low\nmax-wasted: 5%\nmax-layers: 3\nskip-rule: [root-user]\nrule: DL3008\nnew-only: true\n", true),
        ("min-efficiency: 0.95\nmax-user-wasted: \"off\"\nmax-size: 500000\n", true), ("fail-onn: low", false),
        ("fail-on: grave", false), ("min-efficiency: 2", false), ("max-layers: -1", false), ("base: [only]", false),
    ])
    func theSchemaSaysWhatIsRead(text: String, isRight: Bool) throws {
        let schema = try directory.write(try run("config", "schema").output, to: "schema.json")
        let program = """
            import json, sys, yaml, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            print(not list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(sys.stdin))))
            """
        let result = try Shell.run(
            "/usr/bin/python3", ["-W", "ignore", "-c", program, schema], input: Array(text.utf8))
        guard !result.errorText.contains("No module named") else { return }
        #expect(result.text == (isRight ? "True\n" : "False\n"), "\(result.errorText)")
        #expect(((try? read(text)) != nil) == isRight)
    }

    @Test func theExplorersSchemaIsThere() throws {
        let text = try run("config", "schema", "--explorer").text
        #expect(text.contains("\"theme\": {") && text.contains("\"zoom\": {"))
    }
}
