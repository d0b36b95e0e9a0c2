extension SecretFamily {
    /// Tokens of source hosting and build services.
    static let sourceHosting: [SecretFamily] = [
        token(
            "github-token", "GitHub token", .sourceHosting, .critical,
            prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], body: .alphanumeric, count: 36...36,
            proof: .base62Checksum),
        token(
            "github-refresh-token", "GitHub refresh token", .sourceHosting, .critical, prefixes: ["ghr_"],
            body: .alphanumeric, count: 76...76),
        SecretFamily(
            id: "github-fine-grained-token", name: "GitHub fine-grained token", group: .sourceHosting,
            severity: .critical, anchors: ["github_pat_"]
        ) { text, anchor in
            let shape = TokenShape(body: .alphanumeric.with("_"), count: 82...82)
            guard text[anchor.upperBound + 22] == 0x5f else { return nil }
            return shape.check(text, anchor)
        },
        token(
            "gitlab-token", "GitLab token", .sourceHosting, .critical,
            prefixes: [
                "glpat-", "gldt-", "glft-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glagent-", "glimt-", "glffct-",
            ],
            body: .dotted, count: 20...300),
        token(
            "gitlab-oauth-secret", "GitLab OAuth secret", .sourceHosting, prefixes: ["gloas-"], body: .base64URL,
            count: 64...64),
        token(
            "gitlab-runner-token", "GitLab runner registration token", .sourceHosting, prefixes: ["GR1348941"],
            body: .base64URL, count: 20...20),
        token(
            "bitbucket-password", "Bitbucket app password", .sourceHosting, prefixes: ["ATBB"], body: .base64URL,
            count: 24...36, entropy: 3.2, classes: 2, isDistinctive: false),
        token(
            "atlassian-token", "Atlassian API token", .sourceHosting, .critical, prefixes: ["ATATT3x", "ATCTT3x"],
            body: .base64URL.with("="), count: 100...400),
        token(
            "sourcegraph-token", "Sourcegraph token", .sourceHosting, prefixes: ["sgp_", "sgp_local_"],
            body: .hex.with("_"),
            count: 40...80),
        token(
            "circleci-token", "CircleCI token", .sourceHosting, prefixes: ["CCIPAT_", "CCIPRJ_"],
            body: .alphanumeric.with("_"), count: 40...70),
        token(
            "buildkite-token", "Buildkite token", .sourceHosting, prefixes: ["bkua_", "bkct_", "bkaj_"],
            body: .lowerHex,
            count: 40...40),
        token(
            "sonar-token", "SonarQube token", .sourceHosting, prefixes: ["squ_", "sqp_", "sqa_"], body: .hex,
            count: 40...40),
        SecretFamily(
            id: "sonar-login", name: "SonarQube login token", group: .sourceHosting, severity: .high,
            anchors: ["sonar.login", "sonar.token", "sonarlogin", "sonar_login"], ignoresCase: true
        ) { text, anchor in
            let start = text.end(of: .spaceOrQuote.with("=:,"), from: anchor.upperBound, limit: 16)
            let end = text.end(of: .hex, from: start, limit: 41)
            guard end - start == 40, text.endsWord(start..<end), ByteStatistics.entropy(text.bytes[start..<end]) >= 3
            else {
                return nil
            }
            return SecretCandidate(range: start..<end, confidence: .high)
        },
        token(
            "octopus-key", "Octopus Deploy key", .sourceHosting, prefixes: ["API-"], body: .upperAlphanumeric,
            count: 25...28, entropy: 3.2, isDistinctive: false),
        token("prefect-key", "Prefect key", .sourceHosting, prefixes: ["pnu_"], body: .alphanumeric, count: 36...36),
        token(
            "readme-key", "ReadMe key", .sourceHosting, .medium, prefixes: ["rdme_"], body: .lowerAlphanumeric,
            count: 70...70),
        token("postman-key", "Postman key", .sourceHosting, prefixes: ["PMAK-"], body: .hex.with("-"), count: 59...59),
    ]
}
