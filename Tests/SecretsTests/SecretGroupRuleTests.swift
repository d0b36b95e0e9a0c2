import FileTree
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Secrets

/// Each rule on an image that has such a secret three times, live, deleted and overwritten, and near misses beside it.
@Suite struct SecretGroupRuleTests {
    /// A secret in a file, and what is none though it looks like one.
    struct Sample: Sendable, CustomTestStringConvertible {
        var rule: String
        var title: String
        /// The severity while it is live.
        var severity: Severity
        var confidence = Confidence.high
        var secret: String
        /// The file's name and text; `@@` stands for the secret.
        var name = "settings.txt"
        var text = "the value is @@\n"
        var misses: [String]

        var testDescription: String { rule }
    }

    static let samples: [Sample] = {
        var fake = FakeSecret(81)
        let pem = String(fake.pem("RSA PRIVATE" + " KEY").dropLast())
        let google = "AI" + "za" + fake.characters(35)
        let gitlab = "gl" + "pat-" + fake.characters(20)
        let npm = fake.checked("np" + "m_")
        let anthropic = "sk-" + "ant-api03-" + fake.characters(95)
        let stripe = "sk" + "_live_" + fake.characters(24)
        let slack = "xo" + "xb-" + fake.characters(12, of: "0123456789") + "-" + fake.characters(24)
        let vault = "hv" + "s." + fake.characters(95)
        let figma = "fi" + "gd_" + fake.characters(40)
        let (word, key) = (fake.characters(13) + "7", fake.characters(40))
        return [
            Sample(
                rule: "secret-private-key", title: "Private key", severity: .critical, secret: pem, text: "@@\n",
                misses: [
                    pem.replacing("PRIVATE", with: "PUBLIC"), pem.replacing("RSA PRIVATE KEY", with: "CERTIFICATE"),
                ]),
            Sample(
                rule: "secret-cloud-key", title: "Google API key", severity: .high, secret: google,
                misses: [String(google.dropLast()), google.lowercased()]),
            Sample(
                rule: "secret-source-hosting-token", title: "GitLab token", severity: .critical, secret: gitlab,
                misses: [String(gitlab.dropLast()), "gl" + "pat-" + String(repeating: "x", count: 20)]),
            Sample(
                rule: "secret-registry-token", title: "npm token", severity: .critical, secret: npm,
                misses: [String(npm.dropLast()), "np" + "m_config_registry_and_other_long_names_of_it"]),
            Sample(
                rule: "secret-model-service-key", title: "Anthropic key", severity: .critical, secret: anthropic,
                misses: [String(anthropic.prefix(60)), "sk-" + "ant-api03-<your-key>"]),
            Sample(
                rule: "secret-payment-key", title: "Stripe live key", severity: .critical, secret: stripe,
                misses: [String(stripe.prefix(20)), "pk" + "_live_" + key]),
            Sample(
                rule: "secret-messaging-token", title: "Slack token", severity: .critical, secret: slack,
                misses: [String(slack.prefix(20)), "xo" + "xb-" + "000000000000-000000000000"]),
            Sample(
                rule: "secret-infrastructure-token", title: "Vault token", severity: .critical, secret: vault,
                misses: [String(vault.prefix(20)), "hv" + "s.${TOKEN}"]),
            Sample(
                rule: "secret-service-token", title: "Figma token", severity: .high, secret: figma,
                misses: [String(figma.prefix(30)), "x" + figma]),
            Sample(
                rule: "secret-web-token", title: "Authorization header", severity: .medium, confidence: .medium,
                secret: key, text: "Authorization: Bearer @@\n",
                misses: ["Authorization: Bearer $TOKEN", "Authorization: Bearer \(key.prefix(8))"]),
            Sample(
                rule: "secret-database-password", title: "Address with a password", severity: .high, secret: word,
                text: "postgres://app:@@@db.corp.net/a\n",
                misses: ["postgres://app@db.corp.net/a", "postgres://app:${PW}@db.corp.net/a"]),
            Sample(
                rule: "secret-assigned-password", title: "Secret assigned to a name", severity: .medium,
                confidence: .medium, secret: word, text: "db_password = '@@'\n",
                misses: ["db_password_file = '\(word)'", "db_password = '$PASSWORD'"]),
            Sample(
                rule: "secret-credential-file", title: "Password in .netrc", severity: .high, secret: word,
                name: ".netrc", text: "machine git.corp.net login ci password @@\n",
                misses: ["machine git.corp.net login \(word)", "# no password yet"]),
            Sample(
                rule: "secret-key-store", title: "Key store", severity: .medium, secret: "kych\(key)",
                name: "login.keychain", text: "@@", misses: ["see \(key)", ""]),
        ]
    }()

    private func findings(_ image: Image) throws -> [Finding] {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: .ociArchive, to: path)
        let stored = try #require(try ImageStore.open(.path(path)).images.first)
        let inspection = ContentInspection()
        let stack = ImageLoader.load(stored, hashContents: true, observer: inspection).stack
        let analyzed = AnalyzedImage(
            image: stored, stack: stack, stages: ImageStages(of: stored), contents: inspection.results)
        return analyzed.findings(of: RuleCatalog.imageRules.filter { $0.rule.category == .secret })
    }

    @Test(arguments: samples)
    func theRuleFindsItsSecretInEveryState(sample: Sample) throws {
        let text = sample.text.replacing("@@", with: sample.secret, maxReplacements: 1)
        let found = try findings(
            Image {
                Layer { File("srv/live/\(sample.name)", text) }
                Layer {
                    File("srv/gone/\(sample.name)", text)
                    File("srv/changed/\(sample.name)", text)
                }
                Layer {
                    Whiteout("srv/gone/\(sample.name)")
                    File("srv/changed/\(sample.name)", "nothing")
                }
            })
        #expect(found.map(\.rule.id) == [sample.rule, sample.rule, sample.rule])
        #expect(found.allSatisfy { $0.confidence == sample.confidence })
        #expect(found.allSatisfy { !$0.evidence.contains(sample.secret) && !$0.title.contains(sample.secret) })
        #expect(
            found.allSatisfy { $0.evidence.contains("characters") && $0.evidence.contains("also in 2 other places") })
        let expected: [(String, Int, SecretState, String)] = [
            ("srv/live/", 1, .live, sample.title),
            ("srv/gone/", 2, .deleted(inLayer: 3), "\(sample.title), deleted in layer 3, still in layer 2"),
            ("srv/changed/", 2, .overwritten(inLayer: 3), "\(sample.title), overwritten in layer 3, still in layer 2"),
        ]
        for (folder, layer, state, title) in expected {
            let finding = try #require(found.first { $0.path == Array((folder + sample.name).utf8) })
            #expect(finding.layer == layer)
            #expect(finding.state == state)
            #expect(finding.title == title)
            let severity = state == .live ? sample.severity : min(sample.severity, Severity.high)
            #expect(finding.severity == severity)
            #expect(finding.items.count == 1)
        }
    }

    @Test(arguments: samples)
    func theRuleSaysNothingOfNearMisses(sample: Sample) throws {
        for miss in sample.misses {
            let found = try findings(Image { Layer { File("srv/\(sample.name)", "\(miss)\n") } })
            #expect(found.filter { $0.severity >= .medium }.map(\.title) == [], "in \(miss)")
        }
    }

    @Test func theRuleOfLimitsSaysWhatWasNotUnpacked() throws {
        var archive = Array("text".utf8)
        for depth in 0...SearchBudget.depth {
            archive = try Compressor.compress(Layer { File("level\(depth)", bytes: archive) }.tar, .gzip)
        }
        let found = try findings(
            Image {
                Layer {
                    File("srv/backup.tgz", bytes: archive)
                    File("var/lib/dpkg/status", "Package: a\n")
                }
            })
        #expect(Set(found.map(\.rule.id)) == ["secret-search-limits"])
        #expect(
            Set(found.map(\.title)) == [
                "1 package list not searched for secrets",
                "1 archive inside of a layer not searched for secrets",
            ])
        #expect(found.allSatisfy { $0.severity == .info && $0.path == nil })
        #expect(try findings(Image { Layer { File("srv/a.txt", "text") } }).isEmpty)
    }

    @Test func whatIsNotToldOfAFileFullOfSecretsIsSaid() throws {
        var fake = FakeSecret(5)
        let tokens = (0..<101).map { _ in "gl" + "pat-" + fake.characters(20) }
        let told = "1 file has more that looks like a secret than is told"
        let full = try findings(Image { Layer { File("srv/a.txt", tokens.joined(separator: "\n")) } })
        #expect(full.filter { $0.severity > .info }.count == 100)
        #expect(full.filter { $0.severity == .info }.map(\.title) == [told])
        // What is told again is nothing more.
        let again = tokens.dropLast() + tokens.prefix(50)
        let hundred = try findings(Image { Layer { File("srv/a.txt", again.joined(separator: "\n")) } })
        #expect(!hundred.contains { $0.title == told })
        // Anchors that are not looked at could have had a secret behind them.
        let noise = String(repeating: "glpat-\n", count: 5000)
        #expect(try findings(Image { Layer { File("srv/a.txt", noise) } }).map(\.title) == [told])
        let quiet = String(repeating: "glpat-\n", count: 4000)
        #expect(try findings(Image { Layer { File("srv/a.txt", quiet) } }).isEmpty)
    }
}
