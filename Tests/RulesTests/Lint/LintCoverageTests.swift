import Dockerfile
import ImageAnalysis
import Testing

@testable import Rules

/// Which rules of hadolint and BuildKit ours cover by meaning.
struct LintCoverageTests {
    private static let ids = Set(RuleCatalog.dockerfileRules.flatMap(\.rule.knownAs))

    /// All of hadolint's, but those that need a schema of labels (DL3049 to DL3056 and DL3058), and that are off and
    /// about something else (DL1001, ignoring comments).
    @Test(arguments: [
        1000, 3000, 3001, 3002, 3003, 3004, 3006, 3007, 3008, 3009, 3010, 3011, 3012, 3013, 3014, 3015, 3016, 3018,
        3019,
        3020, 3021, 3022, 3023, 3024, 3025, 3026, 3027, 3028, 3029, 3030, 3032, 3033, 3034, 3035, 3036, 3037, 3038,
        3040,
        3041,
        3042, 3043, 3044, 3045, 3046, 3047, 3048, 3057, 3059, 3060, 3061, 3062, 3063, 3064, 3065, 3066, 3067, 4000,
        4001,
        4003,
        4004, 4005, 4006,
    ])
    func hadolint(number: Int) {
        #expect(LintCoverageTests.ids.contains("DL\(number)"))
    }

    /// All of BuildKit's. InvalidBaseImagePlatform is covered as far as the file tells: the base image itself is not asked.
    @Test(arguments: [
        "StageNameCasing", "FromAsCasing", "NoEmptyContinuation", "ConsistentInstructionCasing", "DuplicateStageName",
        "ReservedStageName", "JSONArgsRecommended", "MaintainerDeprecated", "UndefinedArgInFrom", "WorkdirRelativePath",
        "UndefinedVar", "MultipleInstructionsDisallowed", "LegacyKeyValueFormat", "InvalidBaseImagePlatform",
        "RedundantTargetPlatform", "SecretsUsedInArgOrEnv", "InvalidDefaultArgInFrom",
        "FromPlatformFlagConstDisallowed",
        "CopyIgnoredFile", "ExposeProtoCasing", "ExposeInvalidFormat", "InvalidDefinitionDescription",
    ])
    func buildKit(name: String) {
        #expect(LintCoverageTests.ids.contains(name))
    }

    @Test func idsAreOneRulesOwn() {
        let ids = RuleCatalog.rules.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func anIdOfAnotherToolNamesAllRulesThatItMeans() {
        #expect(RuleCatalog.rules(named: "dl3004").map(\.id).contains("sudo-in-run"))
        #expect(RuleCatalog.rules(named: "MultipleInstructionsDisallowed").count == 3)
        #expect(RuleCatalog.rules(named: "sudo").map(\.id) == ["sudo-in-run"])
        #expect(RuleCatalog.rules(named: "none").isEmpty)
    }

    @Test func aCleanDockerfileHasNoFindings() {
        let text = """
            # syntax=docker/dockerfile:1
            FROM golang:1.22 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            COPY . .
            RUN --mount=type=cache,target=/go/pkg/mod go build -o /app ./cmd/app
            FROM debian:12-slim
            COPY --from=build /app /usr/local/bin/app
            USER 10001
            HEALTHCHECK CMD ["/usr/local/bin/app", "health"]
            ENTRYPOINT ["/usr/local/bin/app"]
            """
        #expect(DockerfileLint(.init(parsing: text)).findings.map(\.title) == [])
    }

    @Test func findingsStandInOrderOfLines() {
        let text = "FROM debian\nRUN cd x; sudo y\nCMD z\nMAINTAINER me\n"
        let lines = DockerfileLint(.init(parsing: text)).findings.map(\.position)
        #expect(lines == lines.sorted())
        #expect(lines.count >= 5)
    }

    @Test(arguments: [
        "FROM", "FROM a AS", "COPY", "RUN", "RUN \\", "ONBUILD", "ONBUILD ONBUILD", "USER", "EXPOSE /", "ENV =",
        "LABEL \"",
        "HEALTHCHECK", "SHELL []", "ARG", "WORKDIR", "CMD []", "RUN <<E", "ADD --from=", "FROM --platform=",
        "# check=;=;",
        "COPY --from=99999999999999999999 / /", "RUN --mount=", "FROM $", "RUN $(", "ENV a=${", "VOLUME", "RUN []",
    ])
    func nothingBreaksTheRules(line: String) {
        for count in [1, 3, 200] {
            let text = String(repeating: line + "\n", count: count)
            for prefix in ["", "FROM a\n", "FROM a AS b\nFROM b\n"] {
                let document = DockerfileDocument(parsing: prefix + text)
                let findings = DockerfileLint(document).findings
                #expect(findings.allSatisfy { ($0.line ?? 0) >= 1 && ($0.line ?? 0) <= max(1, document.lines.count) })
            }
        }
    }

    @Test func hugeFilesAreCutAndThatIsSaid() {
        let lint = DockerfileLint(.init(parsing: String(repeating: "FROM a AS b\nCOPY --from=b / /\n", count: 20_000)))
        #expect(lint.warnings.count == 1)
        #expect(DockerfileLint(.init(parsing: "FROM a:1")).warnings.isEmpty)
    }
}
