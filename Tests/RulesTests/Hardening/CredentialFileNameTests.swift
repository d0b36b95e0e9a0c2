import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct CredentialFileNameTests {
    @Test(arguments: [
        "root/.ssh/id_rsa", "home/app/.ssh/id_ed25519", "app/.env", "app/.env.production", "srv/store.P12", "a/b.jks",
        "root/.aws/credentials", "root/.docker/config.json", "root/.kube/config", "root/.netrc", "etc/vpn.ovpn",
        "app/terraform.tfstate", "root/.git-credentials", "app/credentials.json", "opt/.htpasswd", "root/.pgpass",
        "root/CREDENTIALS", "ID_RSA", ".ENV.local", "auth/.composer/auth.json", "app/x.tfvars", "etc/_netrc",
    ])
    func namesThatTell(path: String) throws {
        let findings = try AnalyzedFixture { File(path, "x") }.findings("credential-files")
        #expect(findings.count == 1)
        #expect(findings.first?.confidence == .low)
        #expect(findings.first?.severity == .medium)
    }

    @Test(arguments: [
        "root/.ssh/id_rsa.pub", "app/.env.example", "app/.env.sample.local", "app/env", "app/credentials.py",
        "etc/ssl/certs/ca.pem", "app/config.json", "app/config", "usr/lib/environment", "app/.envoy", "p12", ".p12",
        "root/.ssh/known_hosts", "etc/ssl/openssl.cnf", ".kube/config.bak", "kube/config", "x.p12.txt", "id_rsa_old",
        "mycredentials", "app/.env.d.md", "jks", "docker/config.json", "settings.xml",
    ])
    func namesThatDoNot(path: String) throws {
        #expect(try AnalyzedFixture { File(path, "x") }.findings("credential-files").isEmpty)
    }

    @Test func emptyFilesDirectoriesAndLinksHoldNothing() throws {
        let fixture = try AnalyzedFixture {
            File("app/.env", "")
            Directory("credentials")
            Symlink("root/.netrc", to: "/run/secrets/netrc")
        }
        #expect(fixture.findings("credential-files").isEmpty)
    }

    @Test func examplesOfPackagesAreOnlyWorthKnowing() throws {
        let fixture = try AnalyzedFixture { File("usr/lib/python3/test/certdata/key.p12", "x") }
        #expect(fixture.findings("credential-files").map(\.severity) == [.info])
    }

    @Test func whereTheyStand() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer {
                File("app/.env", "A=1")
                File("app/keep.p12", "x")
                File("app/.netrc", "old")
            }
            HardeningFixture.layer {
                Whiteout("app/.env")
                File("app/.netrc", "")
            }
        }
        let findings = try AnalyzedFixture(image).findings("credential-files")
        let states = Dictionary(
            uniqueKeysWithValues: findings.map { (String(decoding: $0.path ?? [], as: UTF8.self), $0.state) })
        #expect(
            states == [
                "app/.env": .deleted(inLayer: 2), "app/keep.p12": .live, "app/.netrc": .overwritten(inLayer: 2),
            ])
        #expect(findings.allSatisfy { $0.layer == 1 })
    }

    @Test func theSameContentsInTwoLayersAreOneFinding() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer { File("app/.env", "A=1") }
            HardeningFixture.layer { File("app/.env", "A=1", mode: 0o600) }
        }
        let findings = try AnalyzedFixture(image).findings("credential-files")
        #expect(findings.map(\.layer) == [2])
        #expect(findings.first?.state == .live)
    }

    @Test func whatCameFromTheAuthorsMachine() throws {
        let fixture = try AnalyzedFixture {
            File("app/.git/HEAD", "ref")
            File("app/lib/.git/HEAD", "ref")
            File("root/.aws/config", "x")
            Directory("root/.cache")
            File("app/Dockerfile", "FROM x")
            File("app/node_modules/x/.vscode/settings.json", "{}")
            File("app/Dockerfile.md", "x")
            File("app/.gitignore", "x")
            File("app/.github/x", "x")
        }
        let findings = fixture.findings("development-files")
        #expect(
            findings.map(\.title)
                == [".aws is in the image", ".git is in the image in 2 places", "Dockerfile is in the image"])
        #expect(findings.map(\.severity) == [.medium, .low, .info])
    }
}
