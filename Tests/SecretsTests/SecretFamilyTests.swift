import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Tokens are found by their shape, in a text among other words, and what only looks like them is not.
@Suite struct SecretFamilyTests {
    private let search: SecretSearch

    init() throws { search = try SecretSearch() }

    private func find(_ text: String, path: String = "app/notes.txt") -> [SecretSearch.Found] {
        search.secrets(in: SecretText(Array(text.utf8), traits: FileTraits(FilePath(Array(path.utf8)))))
    }

    /// What is sure enough to be told of as more than a hint.
    private func families(_ text: String) -> [String] {
        find(text).filter { !$0.candidate.isPlaceholder && $0.candidate.confidence != .low }.map(\.family.id)
    }

    static let tokens: [(family: String, prefix: String, count: Int, set: String)] = [
        ("aws-access-key", "AK" + "IA", 16, FakeSecret.base32),
        ("google-api-key", "AI" + "za", 35, FakeSecret.base64URL),
        ("google-oauth-secret", "GOC" + "SPX-", 28, FakeSecret.base64URL),
        ("google-refresh-token", "1//" + "0", 60, FakeSecret.alphanumeric),
        ("okta-token", "SSWS " + "00", 40, FakeSecret.alphanumeric),
        ("digitalocean-token", "dop" + "_v1_", 64, FakeSecret.hex),
        ("alibaba-access-key", "LT" + "AI", 20, FakeSecret.alphanumeric),
        ("databricks-token", "da" + "pi", 32, FakeSecret.hex),
        ("gitlab-token", "gl" + "pat-", 20, FakeSecret.alphanumeric),
        ("gitlab-runner-token", "GR1" + "348941", 20, FakeSecret.alphanumeric),
        ("pypi-token", "py" + "pi-AgEIcHlwaS5vcmc", 80, FakeSecret.alphanumeric),
        ("rubygems-key", "ruby" + "gems_", 48, FakeSecret.hex),
        ("docker-token", "dckr" + "_pat_", 27, FakeSecret.alphanumeric),
        ("hugging-face-token", "h" + "f_", 34, FakeSecret.letters),
        ("anthropic-key", "sk-" + "ant-api03-", 95, FakeSecret.alphanumeric),
        ("groq-key", "gs" + "k_", 52, FakeSecret.alphanumeric),
        ("stripe-key", "sk" + "_live_", 24, FakeSecret.alphanumeric),
        ("stripe-test-key", "sk" + "_test_", 24, FakeSecret.alphanumeric),
        ("shopify-token", "shp" + "at_", 32, FakeSecret.hex),
        ("slack-token", "xo" + "xb-", 51, FakeSecret.alphanumeric),
        ("mailgun-key", "ke" + "y-", 32, FakeSecret.hex),
        ("twilio-key", "S" + "K", 32, FakeSecret.hex),
        ("vault-token", "hv" + "s.", 95, FakeSecret.alphanumeric),
        ("pulumi-token", "pu" + "l-", 40, FakeSecret.hex),
        ("doppler-token", "dp" + ".pt.", 43, FakeSecret.alphanumeric),
        ("grafana-cloud-token", "gl" + "c_", 60, FakeSecret.alphanumeric),
        ("new-relic-key", "NR" + "AK-", 27, FakeSecret.base32),
        ("linear-key", "lin" + "_api_", 40, FakeSecret.alphanumeric),
        ("age-key", "AGE-SECRET" + "-KEY-1", 58, FakeSecret.base32),
        ("figma-token", "fi" + "gd_", 40, FakeSecret.alphanumeric),
    ]

    @Test(arguments: tokens)
    func aTokenIsFoundAndNothingLikeIt(family: String, prefix: String, count: Int, set: String) {
        var fake = FakeSecret(UInt64(count) * 31 + UInt64(prefix.count))
        let token = prefix + fake.characters(count, of: set)
        for text in [token, "export TOK='\(token)'\n", "a \(token), b", "{\"a\":\"\(token)\"}", "x=\(token)\\n"] {
            let found = find(text).filter { $0.family.id == family }
            #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == [token], "in \(text)")
            #expect(found.allSatisfy { $0.candidate.confidence != .low && !$0.candidate.isPlaceholder })
        }
        // Too short, in the middle of a word, written to be replaced, all of one character.
        for text in [
            prefix + fake.characters(9, of: set), "abc" + token, prefix + String(repeating: "x", count: count),
            prefix + "${TOKEN}", prefix,
        ] {
            #expect(families(text).filter { $0 == family }.isEmpty, "in \(text)")
        }
    }

    @Test func aGitHubTokenIsSureByItsChecksumOnly() throws {
        var fake = FakeSecret(7)
        let good = fake.checked("gh" + "p_")
        let found = try #require(find("t \(good)\n").first)
        #expect(found.candidate.confidence == .high)
        #expect(found.candidate.note == "its checksum fits")
        let bad = try #require(find("t " + "gh" + "p_" + fake.characters(36)).first)
        #expect(bad.candidate.confidence == .low)
        #expect(Checksum.crc32("123456789".utf8) == 0xcbf4_3926)
    }

    @Test func theChecksumIsTheOneThatGitHubPublished() {
        // From GitHub's own description of the format.
        #expect(Checksum.endsInBase62("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17".utf8))
        #expect(!Checksum.endsInBase62("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18".utf8))
    }

    @Test func theSecretHalfOfAnAWSKeyIsFoundByItsNameOrItsID() {
        var fake = FakeSecret(11)
        let secret = fake.characters(40, of: FakeSecret.base64)
        let id = "AK" + "IA" + fake.characters(16, of: FakeSecret.base32)
        #expect(families("aws_secret_access_key = \(secret)\n") == ["aws-secret-key"])
        #expect(families("\"\(id)\", \"\(secret)\"") == ["aws-access-key", "aws-secret-key"])
        #expect(families("commit \(fake.characters(40, of: FakeSecret.hex))") == [])
        #expect(
            families("aws_secret_access_key = \(fake.characters(40, of: FakeSecret.hex))").contains("aws-secret-key")
                == false)
        #expect(families("AK" + "IAIOSFODNN7EXAMPLE") == [])
    }

    @Test func privateKeysNeedABody() {
        var fake = FakeSecret(3)
        for label in ["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
            #expect(families(fake.pem(label)) == ["private-key"])
        }
        #expect(families(fake.pem("PGP PRIVATE KEY BLOCK", header: "Version: X\n\n")) == ["private-key"])
        let joined = fake.pem("PRIVATE KEY").replacing("\n", with: "\\n")
        #expect(families("{\"private_key\": \"\(joined)\"}") == ["private-key"])
        #expect(families(fake.pem("PUBLIC KEY")) == [])
        #expect(families(fake.pem("CERTIFICATE")) == [])
        #expect(families("-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----") == [])
        #expect(families("if line == '-----BEGIN PRIVATE KEY-----':\n    return parse(line)") == [])
    }

    @Test func anEncryptedKeyMattersLess() throws {
        var fake = FakeSecret(4)
        let classic = fake.pem("RSA PRIVATE KEY", header: "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n")
        for text in [classic, fake.pem("ENCRYPTED PRIVATE KEY")] {
            let found = try #require(find(text).first)
            #expect(found.candidate.severity == .medium)
            #expect(found.candidate.note == "encrypted")
        }
    }

    @Test func passwordsInAddresses() {
        var fake = FakeSecret(5)
        let password = fake.characters(14)
        #expect(families("postgres://app:\(password)@db:5432/x") == ["address-with-password"])
        #expect(families("https://me:\(password)@pypi.corp.net/simple") == ["address-with-password"])
        for text in [
            "postgres://user:password@localhost/db", "http://localhost:8080/@scope", "https://host/a:b@c",
            "redis://:${PASS}@redis", "mailto:a@b", "https://u:\(password)@example.com/",
        ] { #expect(families(text) == [], "in \(text)") }
    }

    @Test func webTokensHaveAHeaderAndClaims() {
        var fake = FakeSecret(6)
        func part(_ json: String) -> String {
            String(decoding: Base64.encode(Array(json.utf8)), as: UTF8.self).replacing("+", with: "-").replacing(
                "/", with: "_")
        }
        let header = part(#"{"alg":"HS256","typ":"JWT"}"#)
        let claims = part(#"{"sub":"svc","iat":1700000000}"#)
        #expect(families("\(header).\(claims).\(fake.characters(43))") == ["json-web-token"])
        #expect(families("\(header).\(part(#"{"sub":"1234567890","name":"John Doe"}"#)).\(fake.characters(43))") == [])
        #expect(families("\(header).\(claims)") == [])
    }

    @Test func namesTellSecretsThatHaveNoShape() {
        #expect(families("DB_PASSWORD=h4Kx92mmQz!7\n") == ["assigned-secret"])
        #expect(families("apiKey: 'q8Zr4Tn2Lw0Vb6Yc3'") == ["assigned-secret"])
        for text in [
            "password = getpass()", "PASSWORD=", "password: string", "TOKEN=$CI_TOKEN", "secret = os.environ['X']",
            "token_type = 'Bearer-Type-1'", "PASSWORD=changeme123", "PUBLIC_KEY_TOKEN_FILE=/run/secrets/a1B2c3d4",
            "if password == 'h4Kx92mmQz!7x':", "password_file=/etc/A1b2c3d4e5", "secretName: my-tls-secret",
        ] { #expect(families(text) == [], "in \(text)") }
    }

    @Test func base64AndUTF16AreReadToo() throws {
        var fake = FakeSecret(8)
        let token = fake.checked("gh" + "p_")
        for lead in ["", "a", "ab"] {
            let encoded = String(decoding: Base64.encode(Array("\(lead)\n\(token)\n".utf8)), as: UTF8.self)
            let found = try #require(find("data: \(encoded)\n").first { $0.family.id == "github-token" })
            #expect(found.encoding == "base64")
            #expect(String(decoding: found.value, as: UTF8.self) == token)
        }
        for isBigEndian in [true, false] {
            let text = Array("[x]\r\ntoken=\(token)\r\n".utf8)
            let wide: [UInt8] = text.flatMap { (byte: UInt8) -> [UInt8] in isBigEndian ? [0, byte] : [byte, 0] }
            let found = search.secrets(in: SecretText([0xff, 0xfe] + wide, isBinary: true))
            #expect(found.map(\.encoding) == ["UTF-16"])
            #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == [token])
        }
    }

    @Test func inBinaryFilesStringsMayTouch() {
        var fake = FakeSecret(9)
        let token = fake.checked("gh" + "p_")
        let packed = [0, 1] + Array("prod\(token)2024-01-01".utf8) + [0]
        #expect(search.secrets(in: SecretText(packed, isBinary: true)).map(\.family.id) == ["github-token"])
    }
}
