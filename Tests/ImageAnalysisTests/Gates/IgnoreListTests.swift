import Testing

@testable import ImageAnalysis

@Suite struct IgnoreListTests {
    static let rule = Rule(
        id: "env-file", category: .secret, severity: .high, title: "A file of secrets", why: "Why.", remedy: "Do.",
        knownAs: ["CIS-DI-0010"])

    private func read(_ text: String) throws -> IgnoreList {
        try IgnoreList(parsing: text, name: "list") { id in
            id == Self.rule.id || Self.rule.knownAs.contains(id) ? [Self.rule] : []
        }
    }

    private func finding(_ path: String?) -> Finding {
        Finding(Self.rule, title: "found", path: path.map { Array($0.utf8) }, evidence: "it is there")
    }

    @Test func aLineHasARuleAPatternADayAndAComment() throws {
        let list = try read(
            """
            # accepted by the team

            env-file
            CIS-DI-0010 app/*.env exp:2026-12-31   # until the vault is there
            env-file exp:2027-01-01 /srv

            """)
        #expect(
            list.entries == [
                .init(rule: "env-file", origin: "list, line 3"),
                .init(
                    rule: "env-file", path: IgnoredPath("app/*.env"), lastDay: "2026-12-31", origin: "list, line 4",
                    reason: "until the vault is there"),
                .init(rule: "env-file", path: IgnoredPath("srv"), lastDay: "2027-01-01", origin: "list, line 5"),
            ])
    }

    @Test(arguments: [
        ("no-such-rule", "list, line 1: there is no rule no-such-rule; strata rules lists them"),
        ("\nenv-file exp:tomorrow", "list, line 2: one day such as exp:2026-12-31 is expected, not exp:tomorrow"),
        ("env-file exp:2026-13-01", "list, line 1: one day such as exp:2026-12-31 is expected, not exp:2026-13-01"),
        ("env-file exp:2026-12-+1", "list, line 1: one day such as exp:2026-12-31 is expected, not exp:2026-12-+1"),
        (
            "env-file exp:2026-12-01 exp:2026-12-02",
            "list, line 1: one day such as exp:2026-12-31 is expected, not exp:2026-12-02"
        ),
        ("env-file a b", "list, line 1: one pattern of paths is expected, not also b"),
        ("CVE-1 pkg:deb", "list, line 1: a package URL is expected, not pkg:deb"),
        ("env-file pkg:npm/a", "list, line 1: a package URL tells vulnerabilities, env-file is a rule"),
    ])
    func whatCannotBeFollowedIsSaidWithItsLine(text: String, message: String) {
        #expect(throws: IgnoreList.Fault.self) { try read(text) }
        do throws(IgnoreList.Fault) {
            _ = try IgnoreList(parsing: text, name: "list") { $0 == Self.rule.id ? [Self.rule] : [] }
        } catch {
            #expect(error.message == message)
        }
    }

    @Test func anotherToolsIdMeansAllRulesThatItKnows() throws {
        let other = Rule(
            id: "other-file", category: .hardening, severity: .low, title: "Another", why: "Why.", remedy: "Do.",
            knownAs: ["CIS-DI-0010"])
        let list = try IgnoreList(parsing: "CIS-DI-0010 app", name: "list") { _ in [Self.rule, other] }
        #expect(list.entries.map(\.rule) == ["env-file", "other-file"])
        #expect(list.entries.allSatisfy { $0.path == IgnoredPath("app") && $0.origin == "list, line 1" })
    }

    @Test func acceptedFindingsAreTakenOutAndKept() throws {
        let findings = [finding("app/x.env"), finding("app/y"), finding(nil)]
        let (kept, ignored) = try read("env-file app/*.env").split(findings)
        #expect(kept == [findings[1], findings[2]])
        #expect(ignored.map(\.path) == [findings[0].path])
        #expect(ignored.first?.acceptances == [Acceptance(source: "list, line 1")], "who accepts it is told")
        #expect(try read("env-file").split(findings).kept.isEmpty)
        #expect(IgnoreList().split(findings).kept == findings)
    }

    @Test func theLastDayStillCounts() throws {
        let list = try read("env-file exp:2026-11-21")
        #expect(list.current(on: "2026-11-21").expired.isEmpty)
        let later = list.current(on: "2026-11-22")
        #expect(later.list.entries.isEmpty)
        #expect(later.expired == ["list, line 1: env-file was accepted until 2026-11-21"])
    }

    @Test func vulnerabilitiesByTheirNames() throws {
        let list = try read("CVE-2024-1 exp:2026-11-21 pkg:deb/debian/openssl usr/** # not reachable\nghsa-1\n")
        #expect(list.entries.isEmpty)
        #expect(list.vulnerabilities.map(\.id) == ["CVE-2024-1", "ghsa-1"])
        let first = try #require(list.vulnerabilities.first)
        #expect((first.packages.map(\.name), first.paths) == (["openssl"], [IgnoredPath("usr/**")]))
        #expect(first.acceptance == Acceptance(source: "list", place: "line 1", reason: "not reachable"))
        let later = list.current(on: "2026-11-22")
        #expect(later.list.vulnerabilities.map(\.id) == ["ghsa-1"])
        #expect(later.expired == ["list, line 1: CVE-2024-1 was accepted until 2026-11-21"])
    }

    @Test func endingsOfLinesOfAnySystemCount() throws {
        #expect(try read("env-file\r\nenv-file a\r\n").entries.map(\.origin) == ["list, line 1", "list, line 2"])
    }
}
