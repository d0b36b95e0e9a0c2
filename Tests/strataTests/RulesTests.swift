import ImageAnalysis
import TestSupport
import Testing

@Suite struct RulesTests {
    @Test func allRulesAreListedInTheirOrder() throws {
        let result = try Program.run("rules")
        #expect(result.exitCode == 0)
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("RULE ") == true)
        #expect(lines.dropFirst().map { String($0.prefix { $0 != " " }) } == RuleCatalog.rules.map(\.id))
    }

    @Test func eachFormatHasAllRules() throws {
        let json = try Program.run("rules", "--format", "json").text
        let markdown = try Program.run("rules", "--format", "markdown").text
        for rule in RuleCatalog.rules {
            #expect(json.contains("\"id\": \"\(rule.id)\""))
            #expect(markdown.contains("\n## \(rule.id)\n"))
        }
    }

    @Test func oneRuleIsToldInFull() throws {
        for rule in RuleCatalog.rules.prefix(3) {
            let text = try Program.run("rules", rule.id).text
            #expect(text.contains("\nWhy: \(rule.why)\n"))
            #expect(text.contains("\nRemedy: \(rule.remedy)\n"))
        }
    }

    @Test func aRuleThatIsNotThereIsWrongUsage() throws {
        let result = try Program.run("rules", "no-such-rule")
        #expect(result.exitCode == 2)
        #expect(result.errorText == "strata: there is no rule no-such-rule; strata rules lists them\n")
    }
}
