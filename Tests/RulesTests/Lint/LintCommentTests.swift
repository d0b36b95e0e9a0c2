import Dockerfile
import ImageAnalysis
import Testing

@testable import Rules

/// Comments that ignore rules.
struct LintCommentTests {
    /// What is found, but for what the image lacks as a whole: no comment in these tests is about that.
    private func rules(_ text: String) -> [String] {
        DockerfileLint(DockerfileDocument(parsing: text)).findings
            .filter { !["root-user", "no-healthcheck"].contains($0.rule.id) }.map { "\($0.line ?? 0) \($0.rule)" }
    }

    private func lint(_ text: String) -> DockerfileLint { DockerfileLint(DockerfileDocument(parsing: text)) }

    @Test func aCommentIgnoresRulesOfTheNextInstruction() {
        let text = "FROM a:1\n# hadolint ignore=DL3003,DL3004\nRUN sudo x && cd y\nRUN cd z"
        #expect(rules(text) == ["4 changed-directory"])
        #expect(lint(text).ignoredCount == 2)
    }

    @Test(arguments: [
        "#hadolint ignore = dl3003", "# strata ignore=changed-directory",
        "# hadolint ignore=DL4000, DL3003 for a reason",
        "# hadolint ignore=DL3003\n# another\n", "  # strata ignore=DL3003",
    ])
    func formsOfTheComment(comment: String) {
        #expect(rules("FROM a:1\n\(comment)\nRUN cd x\n") == [])
    }

    @Test(arguments: ["# hadolint DL3003", "# ignore=DL3003", "# hadolint ignored=DL3003", "# hadolint ignore=DL30030"])
    func otherCommentsDoNothing(comment: String) {
        #expect(rules("FROM a:1\n\(comment)\nRUN cd x\n") == ["3 changed-directory"])
    }

    @Test func aCommentWithinAnInstructionIsForIt() {
        #expect(rules("FROM a:1\nRUN a && \\\n  # strata ignore=changed-directory\n  cd x\n") == [])
    }

    @Test func aHereDocumentsLinesAreNoComments() {
        #expect(rules("FROM a:1\nRUN <<E\n# hadolint ignore=DL3003\ncd x\nE\n") == ["4 changed-directory"])
    }

    @Test(arguments: ["# hadolint global ignore=DL3003", "# strata global ignore=changed-directory"])
    func globalCommentsCountAnywhere(comment: String) {
        #expect(rules("FROM a:1\nRUN cd x\n\(comment)") == [])
        #expect(rules("\(comment)\nFROM a:1\nRUN cd x && a\nRUN cd y && b\n") == [])
    }

    @Test func checkDirectiveSkipsBuildKitsNames() {
        let text = "FROM debian as x\nMAINTAINER me\n"
        #expect(rules(text) == ["1 untagged-base", "1 from-as-case", "2 maintainer"])
        #expect(rules("# check=skip=FromAsCasing,MaintainerDeprecated\n" + text) == ["2 untagged-base"])
        #expect(rules("# check=skip=all\n" + text) == ["2 untagged-base"])
    }

    @Test func checkCommentsSkipInOneInstruction() {
        let text = "FROM debian:12\n# check=skip=MaintainerDeprecated // as of old\nMAINTAINER me\nMAINTAINER you\n"
        #expect(rules(text) == ["4 maintainer"])
        #expect(rules("FROM a:1\n# check=skip=all // only here\nCMD x\nENTRYPOINT y") == ["4 shell-form"])
        #expect(rules("FROM a:1\n# check=skip=all\nRUN cd x\n") == ["3 changed-directory"])
        #expect(rules("FROM a:1\n# check=error=true\n# check=skip\nCMD x\n") == ["4 shell-form"])
    }

    @Test func aCommentNamesTheShellThatReadsRuns() {
        let text = "FROM a:1\n# hadolint shell=powershell\nRUN cd x | y\nSHELL [\"/bin/sh\", \"-c\"]\nRUN cd y\n"
        #expect(rules(text) == ["5 changed-directory"])
        #expect(rules("FROM a:1\n# hadolint shell = bash\nRUN cd y\n") == ["3 changed-directory"])
        #expect(rules("FROM a:1\nRUN cd x\nENV A=1\n# hadolint shell=pwsh\nRUN cd y\n") == ["2 changed-directory"])
    }

    @Test func checkDirectiveMakesBuildKitsFindingsFail() {
        let text = "# check=skip=FromAsCasing;error=true\nFROM debian:12 as x\n"
        #expect(!lint(text + "RUN cd x").failsBuild)
        #expect(lint(text + "MAINTAINER me").failsBuild)
        #expect(!lint("FROM debian:12\nMAINTAINER me").failsBuild)
        let report = LintReport(lint(text + "MAINTAINER me"), path: "Dockerfile", failOn: nil)
        #expect(!report.hasPassed)
    }

    @Test func ruleOfAnotherInstructionStays() {
        #expect(rules("FROM a:1\n# hadolint ignore=DL3003\nENV a=1\nRUN cd x\n") == ["4 changed-directory"])
    }
}
