extension SecretFamily {
    /// Keys of cloud providers.
    static let cloud: [SecretFamily] = [
        SecretFamily(
            id: "aws-access-key", name: "AWS access key id", group: .cloud, severity: .high,
            anchors: ["AKIA", "ASIA", "ABIA", "ACCA"]
        ) { text, anchor in
            let end = text.end(of: .upperAlphanumeric, from: anchor.upperBound, limit: 17)
            let range = anchor.lowerBound..<end
            guard range.count == 20, text.startsWord(range), text.endsWord(range) else { return nil }
            let value = text.bytes[anchor.upperBound..<end]
            if Placeholder.isPlaceholder(value) { return .placeholder(range) }
            guard value.allSatisfy(ByteSet.base32.contains), ByteStatistics.entropy(value) >= 2.7 else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        SecretFamily(
            id: "aws-secret-key", name: "AWS secret access key", group: .cloud, severity: .critical,
            anchors: [
                "secret_access_key", "secretaccesskey", "aws_secret", "aws-secret", "awssecret", "secret_key",
                "secretkey", "akia", "asia",
            ], ignoresCase: true
        ) { text, anchor in AWSSecretKey.find(in: text, near: anchor) },
        token(
            "aws-bedrock-key", "AWS Bedrock key", .cloud, .critical, prefixes: ["ABSK"], body: .base64Padded,
            count: 109...269, isDistinctive: false),
        token("google-api-key", "Google API key", .cloud, prefixes: ["AIza"], body: .base64URL, count: 35...35),
        token(
            "google-oauth-secret", "Google OAuth client secret", .cloud, prefixes: ["GOCSPX-"], body: .base64URL,
            count: 28...28),
        token(
            "google-access-token", "Google OAuth access token", .cloud, prefixes: ["ya29."], body: .base64URL,
            count: 60...1024),
        token(
            "google-refresh-token", "Google OAuth refresh token", .cloud, prefixes: ["1//0"], body: .base64URL,
            count: 40...120, entropy: 4, isDistinctive: false),
        token(
            "azure-storage-key", "Azure storage account key", .cloud, .critical,
            prefixes: ["AccountKey=", "SharedAccessKey="], body: .base64Padded, count: 40...90),
        SecretFamily(
            id: "azure-client-secret", name: "Azure client secret", group: .cloud, severity: .critical,
            anchors: ["Q~"]
        ) { text, anchor in
            let body = ByteSet.azureSecret
            let range = anchor.lowerBound - 4..<text.end(of: body, from: anchor.upperBound, limit: 35)
            guard range.lowerBound >= 0, (37...40).contains(range.count), text.startsWord(range), text.endsWord(range),
                ByteSet.digits.contains(text[anchor.lowerBound - 1]),
                text.bytes[range].allSatisfy(body.contains), ByteStatistics.entropy(text.bytes[range]) >= 3.5
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        SecretFamily(
            id: "azure-shared-access-signature", name: "Azure shared access signature", group: .cloud, severity: .high,
            anchors: ["&sig=", "?sig="], findsBase64: false,
            check: { text, anchor in AzureSignature.signature(in: text, at: anchor) }),
        SecretFamily(
            id: "azure-service-key", name: "Key of an Azure service", group: .cloud, severity: .critical,
            anchors: ["JQQJ9"], findsBase64: false
        ) { text, anchor in
            // 52 characters, the mark, and 27 more of which some name the service.
            let start = text.start(of: .alphanumeric, before: anchor.lowerBound, limit: 53)
            let range = start..<text.end(of: .alphanumeric, from: anchor.upperBound, limit: 33)
            guard anchor.lowerBound - start == 52, range.count == 84,
                ByteStatistics.entropy(text.bytes[range]) >= 4
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "adafruit-key", "Adafruit IO key", .cloud, .medium, prefixes: ["aio_"], body: .alphanumeric, count: 28...28),
        token(
            "openshift-token", "OpenShift token", .cloud, .critical, prefixes: ["sha256~"], body: .base64URL,
            count: 43...43),
        token(
            "vercel-token", "Vercel token", .cloud, .critical, prefixes: ["vcp_", "vci_", "vca_", "vcr_", "vck_"],
            body: .alphanumeric, count: 24...64, entropy: 3.5, classes: 3, isDistinctive: false),
        token(
            "alibaba-access-key", "Alibaba Cloud access key id", .cloud, prefixes: ["LTAI"], body: .alphanumeric,
            count: 12...20, isDistinctive: false),
        token(
            "tencent-secret-id", "Tencent Cloud secret id", .cloud, prefixes: ["AKID"], body: .alphanumeric,
            count: 32...32, isDistinctive: false),
        token(
            "digitalocean-token", "DigitalOcean token", .cloud, .critical, prefixes: ["dop_v1_", "doo_v1_", "dor_v1_"],
            body: .lowerHex, count: 64...64),
        token(
            "scaleway-key", "Scaleway access key", .cloud, prefixes: ["SCW"], body: .upperAlphanumeric,
            count: 17...17, isDistinctive: false),
        token(
            "cloudflare-origin-key", "Cloudflare origin CA key", .cloud, prefixes: ["v1.0-"], body: .hex.with("-"),
            count: 165...175),
        token("fly-token", "Fly.io token", .cloud, prefixes: ["fo1_"], body: .base64URL, count: 43...43),
        token(
            "fly-macaroon", "Fly.io macaroon", .cloud, prefixes: ["fm1r_", "fm1a_", "fm2_"], body: .base64Padded,
            count: 100...2000),
        token("heroku-key", "Heroku API key", .cloud, prefixes: ["HRKU-AA"], body: .base64URL, count: 58...58),
        token(
            "databricks-token", "Databricks token", .cloud, .critical, prefixes: ["dapi"], body: .lowerHex.with("-"),
            count: 32...34, isDistinctive: false),
        token(
            "planetscale-token", "PlanetScale token", .cloud,
            prefixes: ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"], body: .dotted, count: 32...64),
        token(
            "supabase-token", "Supabase token", .cloud, .critical, prefixes: ["sbp_"], body: .lowerHex,
            count: 40...40),
        token(
            "supabase-secret-key", "Supabase secret key", .cloud, .critical, prefixes: ["sb_secret_"],
            body: .base64URL, count: 31...36),
        token("neon-key", "Neon API key", .cloud, prefixes: ["napi_"], body: .lowerAlphanumeric, count: 64...64),
        token(
            "render-key", "Render API key", .cloud, prefixes: ["rnd_"], body: .alphanumeric, count: 32...32,
            isDistinctive: false),
        token(
            "vercel-blob-token", "Vercel Blob token", .cloud, prefixes: ["vercel_blob_rw_"],
            body: .alphanumeric.with("_"),
            count: 30...80),
        token("netlify-token", "Netlify token", .cloud, prefixes: ["nfp_"], body: .alphanumeric, count: 36...36),
        token(
            "yandex-key", "Yandex Cloud key", .cloud, prefixes: ["AQVN"], body: .base64URL, count: 35...38,
            isDistinctive: false),
    ]
}
