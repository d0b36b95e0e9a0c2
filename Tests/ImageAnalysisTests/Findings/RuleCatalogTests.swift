import Foundation
import Testing

@testable import ImageAnalysis

/// What every rule promises, whoever writes it.
@Suite struct RuleCatalogTests {
    private let rules = RuleCatalog.rules

    @Test func idsAreUniqueLowerCaseWords() {
        let repeated = Dictionary(grouping: rules, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [])
        let odd = rules.map(\.id).filter { id in
            !id.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }
            }
        }
        #expect(odd == [])
    }

    @Test func noRuleIsKnownByAnotherRulesId() {
        let ids = Set(rules.map(\.id))
        #expect(rules.flatMap(\.knownAs).filter { ids.contains($0.lowercased()) } == [])
        #expect(rules.filter { Set($0.knownAs).count < $0.knownAs.count }.map(\.id) == [])
        #expect(rules.filter { $0.knownAs.contains("") }.map(\.id) == [])
    }

    /// One meaning, one rule: another tool's id is known by two rules only where the tool means both by it.
    @Test func anotherToolsIdIsKnownByOneRule() {
        let several: [String: Set<String>] = [
            // BuildKit's check is about three instructions.
            "MultipleInstructionsDisallowed": ["repeated-cmd", "repeated-entrypoint", "repeated-healthcheck"],
            // hadolint's is about HEALTHCHECK too, which is no process 1.
            "DL3025": ["shell-form", "healthcheck-shell-form"],
            // dockle's are about two things each.
            "CIS-DI-0010": ["secret-in-variable", "credential-files"],
            "DKL-LI-0002": ["duplicate-account", "second-root"],
            // What strata called by one name and tells apart now.
            "moving-base": ["latest-base", "untagged-base"],
        ]
        let known = Dictionary(grouping: rules.flatMap { rule in rule.knownAs.map { ($0, rule.id) } }, by: \.0)
            .mapValues { Set($0.map(\.1)) }.filter { $0.value.count > 1 }
        #expect(known == several)
    }

    @Test func titlesAreOneLineWithoutAFullStop() {
        let odd = rules.filter { $0.title.isEmpty || $0.title.hasSuffix(".") || $0.title.contains(where: \.isNewline) }
        #expect(odd.map(\.id) == [])
    }

    /// They end in a full stop, or in a command to type after a colon.
    @Test func whyAndRemedyAreSentences() {
        let odd = rules.filter { rule in
            [rule.why, rule.remedy].contains { text in
                !(text.hasSuffix(".") || text.contains(": ")) || text.contains(where: \.isNewline)
                    || text.contains("  ") || text.count < 10
            }
        }
        #expect(odd.map(\.id) == [])
    }

    @Test func rulesAreFoundByTheirOwnAndOtherToolsIds() {
        for rule in rules {
            #expect(RuleCatalog.rules(named: rule.id).map(\.id) == [rule.id])
            for other in rule.knownAs {
                #expect(RuleCatalog.rules(named: other.lowercased()).contains(rule))
            }
        }
        #expect(RuleCatalog.rules(named: "no such rule").isEmpty)
    }

    /// A rule is named by its type, its id or another tool's id for it in a file of tests.
    @Test func eachRuleHasTests() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let sources = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        #expect(!sources.isEmpty)
        let text = try sources.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let named: [(rule: Rule, type: String)] =
            RuleCatalog.imageRules.map { ($0.rule, String(describing: type(of: $0))) }
            + RuleCatalog.dockerfileRules.map { ($0.rule, String(describing: type(of: $0))) }
        let untested = named.filter { rule, type in
            !text.contains("\(type)(") && !([rule.id] + rule.knownAs).contains { text.contains("\"\($0)\"") }
        }
        #expect(untested.map(\.rule.id) == [])
    }
}
