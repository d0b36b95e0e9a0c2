extension SecretFamily {
    /// Tokens of infrastructure, secret stores and monitoring.
    static let infrastructure: [SecretFamily] = [
        token(
            "vault-token", "Vault token", .infrastructure, .critical, prefixes: ["hvs.", "hvb.", "hvr."],
            body: .base64URL, count: 24...300),
        SecretFamily(
            id: "vault-unseal-key", name: "Vault unseal key", group: .infrastructure, severity: .critical,
            anchors: ["Unseal Key ", "operator unseal "], findsBase64: false
        ) { text, anchor in
            let number = text.end(of: .digits, from: anchor.upperBound, limit: 3)
            let start = text[number] == 0x3a ? text.end(of: .colonSpace, from: number, limit: 8) : anchor.upperBound
            let end = text.end(of: .base64Padded, from: start, limit: 90)
            guard [44, 64, 66].contains(end - start), ByteStatistics.entropy(text.bytes[start..<end]) >= 3.2 else {
                return nil
            }
            return SecretCandidate(range: start..<end, confidence: .high)
        },
        token(
            "dependency-track-key", "Dependency-Track key", .infrastructure, prefixes: ["odt_"], body: .alphanumeric,
            count: 32...72, isDistinctive: false),
        SecretFamily(
            id: "terraform-token", name: "HCP Terraform token", group: .infrastructure, severity: .critical,
            anchors: [".atlasv1."]
        ) { text, anchor in
            let start = text.start(of: .alphanumeric, before: anchor.lowerBound, limit: 15)
            let end = text.end(of: .base64URLPadded, from: anchor.upperBound, limit: 80)
            guard anchor.lowerBound - start >= 14, (60...72).contains(end - anchor.upperBound) else { return nil }
            let range = anchor.lowerBound - 14..<end
            return Placeholder.isPlaceholder(text.bytes[anchor.upperBound..<end])
                ? .placeholder(range) : SecretCandidate(range: range, confidence: .high)
        },
        token(
            "pulumi-token", "Pulumi token", .infrastructure, .critical, prefixes: ["pul-"], body: .lowerHex,
            count: 40...40),
        token(
            "doppler-token", "Doppler token", .infrastructure, .critical,
            prefixes: ["dp.pt.", "dp.st.", "dp.sa.", "dp.ct.", "dp.scim.", "dp.audit."], body: .dotted, count: 40...64),
        token(
            "onepassword-token", "1Password service account token", .infrastructure, .critical, prefixes: ["ops_eyJ"],
            body: .base64Padded.with("-_"), count: 200...2000),
        token(
            "onepassword-secret-key", "1Password secret key", .infrastructure, .critical, prefixes: ["A3-"],
            body: .upperAlphanumeric.with("-"), count: 31...40, entropy: 3.5, isDistinctive: false),
        token(
            "tailscale-key", "Tailscale key", .infrastructure, .critical,
            prefixes: ["tskey-auth-", "tskey-api-", "tskey-client-", "tskey-scim-", "tskey-webhook-"],
            body: .alphanumeric.with("-"), count: 25...80),
        token(
            "dynatrace-token", "Dynatrace token", .infrastructure, prefixes: ["dt0c01.", "dt0s01.", "dt0s16."],
            body: .dotted, count: 60...100),
        token(
            "new-relic-key", "New Relic key", .infrastructure, prefixes: ["NRAK-", "NRRA-", "NRAL-"],
            body: .alphanumeric, count: 27...42),
        SecretFamily(
            id: "new-relic-license-key", name: "New Relic license key", group: .infrastructure, severity: .high,
            anchors: ["NRAL"], findsBase64: false
        ) { text, anchor in
            let start = text.start(of: .lowerAlphanumeric, before: anchor.lowerBound, limit: 37)
            let range = start..<anchor.upperBound
            // All hexadecimal but for the region that some begin with.
            let body = ["eu01xx", "gov01xx"].first { text.has($0, at: start) }.map { start + $0.utf8.count } ?? start
            guard range.count == 40, text.startsWord(range), text.endsWord(range),
                text.bytes[body..<anchor.lowerBound].allSatisfy(ByteSet.lowerHex.contains),
                ByteStatistics.entropy(text.bytes[range]) >= 3
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "new-relic-admin-key", "New Relic admin key", .infrastructure, prefixes: ["NRAA-"], body: .lowerHex,
            count: 27...27),
        token(
            "new-relic-insert-key", "New Relic insert key", .infrastructure, prefixes: ["NRII-", "NRIQ-"],
            body: .base64URL, count: 32...32),
        SecretFamily(
            id: "grafana-token", name: "Grafana service account token", group: .infrastructure, severity: .critical,
            anchors: ["glsa_"]
        ) { text, anchor in
            let shape = TokenShape(body: .alphanumeric.with("_"), count: 41...41)
            guard text[anchor.upperBound + 32] == 0x5f else { return nil }
            return shape.check(text, anchor)
        },
        token(
            "grafana-api-key", "Grafana API key", .infrastructure, .critical, prefixes: ["eyJrIjoi"],
            body: .base64Padded,
            count: 60...400, isDistinctive: false),
        token(
            "grafana-cloud-token", "Grafana Cloud token", .infrastructure, .critical, prefixes: ["glc_"],
            body: .base64Padded, count: 32...400),
        token(
            "sentry-token", "Sentry token", .infrastructure, prefixes: ["sntrys_", "sntryu_"],
            body: .base64Padded.with("_-"), count: 60...250),
        token(
            "honeycomb-key", "Honeycomb key", .infrastructure, prefixes: ["hcaik_", "hcbik_", "hcxik_", "hcamk_"],
            body: .lowerAlphanumeric, count: 58...58),
        token(
            "posthog-key", "PostHog personal key", .infrastructure, prefixes: ["phx_"], body: .alphanumeric,
            count: 43...50),
        token(
            "launchdarkly-key", "LaunchDarkly key", .infrastructure, prefixes: ["sdk-", "api-"],
            body: .lowerHex.with("-"),
            count: 36...36, entropy: 3.2, confidence: .medium, isDistinctive: false),
        token(
            "ngrok-key", "ngrok key", .infrastructure, prefixes: ["ak_2", "cr_2"], body: .alphanumeric, count: 45...48,
            isDistinctive: false),
        token(
            "infracost-key", "Infracost key", .infrastructure, .medium, prefixes: ["ico-"], body: .alphanumeric,
            count: 32...32, classes: 3, isDistinctive: false),
        token(
            "defined-key", "Defined Networking key", .infrastructure, prefixes: ["dnkey-"],
            body: .upperAlphanumeric.with("-"), count: 60...100),
        token(
            "infisical-token", "Infisical token", .infrastructure, .critical, prefixes: ["st."],
            body: .lowerHex.with("."), count: 90...130, isDistinctive: false),
    ]
}
