extension SecretFamily {
    /// Tokens of other services.
    static let service: [SecretFamily] = [
        SecretFamily(id: "airtable-token", name: "Airtable token", group: .service, severity: .high, anchors: ["pat"]) {
            text, anchor in
            guard text[anchor.upperBound + 14] == 0x2e else { return nil }
            return TokenShape(body: .alphanumeric.with("."), count: 79...79, isDistinctive: false).check(text, anchor)
        },
        token("notion-token", "Notion token", .service, prefixes: ["ntn_"], body: .alphanumeric, count: 43...46),
        token(
            "notion-secret", "Notion token", .service, prefixes: ["secret_"], body: .alphanumeric, count: 43...43,
            entropy: 4, isDistinctive: false),
        token(
            "linear-key", "Linear key", .service, prefixes: ["lin_api_", "lin_oauth_"], body: .alphanumeric,
            count: 40...64),
        token(
            "figma-token", "Figma token", .service, prefixes: ["figd_", "figu_", "figo_"], body: .base64URL,
            count: 38...60),
        token(
            "dropbox-token", "Dropbox token", .service, prefixes: ["sl.u.", "sl.B"], body: .base64URL,
            count: 100...1600, entropy: 4, isDistinctive: false),
        token("mapbox-token", "Mapbox secret token", .service, prefixes: ["sk.eyJ"], body: .dotted, count: 60...200),
        token(
            "hubspot-token", "HubSpot token", .service, prefixes: ["pat-na1-", "pat-eu1-", "pat-na2-"],
            body: .lowerHex.with("-"), count: 36...36),
        token(
            "typeform-token", "Typeform token", .service, prefixes: ["tfp_"], body: .base64URL.with("."), count: 59...60
        ),
        token("contentful-token", "Contentful token", .service, prefixes: ["CFPAT-"], body: .base64URL, count: 43...43),
        token(
            "okta-token", "Okta token", .service, .critical, prefixes: ["SSWS 00"], body: .base64URL, count: 40...40,
            isDistinctive: false),
        token("trello-token", "Trello token", .service, prefixes: ["ATTA"], body: .hex, count: 72...72),
        token(
            "adobe-secret", "Adobe client secret", .service, prefixes: ["p8e-"], body: .base64URL, count: 32...32,
            isDistinctive: false),
        token("frameio-token", "Frame.io token", .service, prefixes: ["fio-u-"], body: .base64URL, count: 64...64),
        token(
            "lichess-token", "Lichess token", .service, .medium, prefixes: ["lip_"], body: .alphanumeric,
            count: 20...20,
            isDistinctive: false),
        token(
            "snyk-token", "Snyk token", .service, prefixes: ["snyk_uat.", "snyk_sat."], body: .dotted, count: 60...600),
        SecretFamily(
            id: "salesforce-token", name: "Salesforce session token", group: .service, severity: .high,
            anchors: ["00D"],
            findsBase64: false
        ) { text, anchor in
            let id = text.end(of: .alphanumeric, from: anchor.lowerBound, limit: 19)
            let range = anchor.lowerBound..<text.end(of: .dotted, from: id + 1, limit: 281)
            guard [15, 18].contains(id - anchor.lowerBound), text[id] == 0x21,
                (80...280).contains(range.upperBound - id),
                text.startsWord(range), ByteStatistics.entropy(text.bytes[range]) >= 4
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "settlemint-token", "SettleMint token", .service, prefixes: ["sm_aat_", "sm_pat_", "sm_sat_"],
            body: .alphanumeric, count: 16...16, isDistinctive: false),
        token("apify-token", "Apify token", .service, prefixes: ["apify_api_"], body: .alphanumeric, count: 36...36),
        token(
            "intra-secret", "42 API secret", .service, .medium, prefixes: ["s-s4t2ud-", "s-s4t2af-"], body: .lowerHex,
            count: 64...64),
    ]
}
