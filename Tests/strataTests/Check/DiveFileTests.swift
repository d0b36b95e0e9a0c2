import Testing

@testable import strata

@Suite struct DiveFileTests {
    private func read(_ text: String) throws -> DiveFile {
        try DiveFile(parsing: Array(text.utf8), path: "ci")
    }

    private func message(_ text: String) -> String? {
        do throws(Failure) {
            _ = try DiveFile(parsing: Array(text.utf8), path: "ci")
            return nil
        } catch {
            return error.message
        }
    }

    /// As dive's README has it.
    @Test func theFileThatPeopleHave() throws {
        let file = try read(
            """
            rules:
              # If the efficiency is measured below X%, mark as failed.
              lowestEfficiency: 0.95

              # Expressed in B, KB, MB, and GB.
              highestWastedBytes: 20MB
              highestUserWastedPercent: 0.20
            """)
        #expect(file.efficiency?.value == 0.95)
        #expect(file.wastedBytes?.value == .bytes(20_000_000))
        #expect(file.userWasted?.value == 0.2)
        #expect(file.warnings == [])
    }

    @Test(arguments: ["disabled", "off", "false", "", "\"\"", "OFF", "'disabled'"])
    func aSwitchedOffRuleIsSkipped(value: String) throws {
        #expect(try read("rules:\n  lowestEfficiency: \(value)\n").efficiency == FractionLimit("off"))
    }

    @Test(arguments: ["", "# nothing\n", "rules:\n", "other: 1\n", "rules: {}\n"])
    func whatIsNotSaidIsAsInDive(text: String) throws {
        let file = try read(text)
        #expect(file.efficiency?.value == 0.9)
        #expect(file.wastedBytes == AmountLimit("disabled"))
        #expect(file.userWasted?.value == 0.1)
    }

    @Test(arguments: [
        "{rules: {lowestEfficiency: 0.5}}", "rules: {\"lowestEfficiency\": '0.5'}", "RULES:\n  LowestEfficiency: 0.5",
        "rules:\n  lowest-efficiency: 0.5", "---\nlog:\n  level: info\nrules:\n  lowestEfficiency: .5\n...\n",
        "rules:\r\n  lowestEfficiency: 0.5\r\n", "keys: [rules, {a: 1}]\nrules:\n  lowestEfficiency: 0.50",
    ])
    func anyYamlOfTheSameMeaningIsRead(text: String) throws {
        #expect(try read(text).efficiency?.value == 0.5)
    }

    @Test(arguments: [
        (
            "rules:\n  lowestEfficiency: 90\n",
            "ci, line 2: lowestEfficiency takes a number from 0 to 1, or disabled, not 90"
        ),
        (
            "rules:\n  highestWastedBytes: lots\n",
            "ci, line 2: highestWastedBytes takes a size such as 20MB, or disabled, not lots"
        ),
        (
            "rules: {highestUserWastedPercent: 20%}",
            "ci, line 1: highestUserWastedPercent takes a number from 0 to 1, or disabled, not 20%"
        ),
        ("rules: [\n", "ci is no YAML: line 2: did not find expected node content"),
        ("a: b: c", "ci is no YAML: line 1: mapping values are not allowed in this context"),
    ])
    func wrongValuesAreSaidWithTheirLine(text: String, sentence: String) {
        #expect(message(text) == sentence)
    }

    @Test func aRuleThatDiveDoesNotHaveIsSaid() throws {
        #expect(
            try read("rules:\n  lowestEficiency: 0.9\n").warnings == [
                "ci, line 2: lowestEficiency is no rule of dive and does not count"
            ])
    }

    /// dive reads what stands under `rules:` alone and takes its own limits for the rest (`options/ci.go`).
    @Test(arguments: [
        (
            "lowestEfficiency: 0.99\n",
            ["ci, line 1: lowestEfficiency stands outside of “rules:” and gates nothing", none]
        ),
        (
            "rules:\nhighest-wasted-bytes: 1MB\n",
            ["ci, line 2: highest-wasted-bytes stands outside of “rules:” and gates nothing"]
        ),
        ("log: 1\n", [none]), ("[a]", [none]), ("text", [none]), ("", []), ("# nothing\n", []), ("rules:\n", []),
        ("rules: {}\n", []), ("log: 1\nrules: {}\n", []),
        ("rules:\n  - lowestEfficiency: 0.5\n", ["ci, line 2: “rules:” has no keys and limits nothing"]),
        ("rules: 5", ["ci, line 1: “rules:” has no keys and limits nothing"]),
        ("rules:\n  lowestEfficiency: [0.5]\n", ["ci, line 2: lowestEfficiency is no single value and does not count"]),
    ])
    func whatGatesNothingIsSaid(text: String, warnings: [String]) throws {
        let file = try read(text)
        #expect(file.warnings == warnings)
        #expect(file.efficiency?.value == 0.9)
    }

    private static let none =
        "ci has no “rules:” and limits nothing itself, so that dive's own limits hold: efficiency 0.9, user waste 0.1"

    @Test func deepNestingIsRefused() {
        #expect(message(String(repeating: "[", count: 1000)) == "ci is no YAML: it is nested too deep")
    }

    @Test func bytesThatAreNoTextAreNoYaml() {
        #expect(throws: Failure.self) { try DiveFile(parsing: [0xff, 0xfe, 0x00, 0xd8, 0x01], path: "ci") }
    }
}
