import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct AccountTests {
    private static let hash = "$6$saltsalt$" + String(repeating: "a", count: 86)

    @Test func emptyPasswords() throws {
        let shadow = "root::19000:0:99999:7:::\ndaemon:*:19000::::::\napp:!:19000::::::\n"
        let findings = try HardeningFixture.findings("empty-password", shadow: shadow)
        #expect(findings.map(\.title) == ["root has an empty password"])
        #expect(findings.first?.severity == .high)
        #expect(findings.first?.path == Array("etc/shadow".utf8))
        #expect(findings.first?.layer == 1)
        let passwd = "root:x:0:0::/:/bin/sh\nguest::1001:1001::/:/bin/sh\n"
        #expect(
            try HardeningFixture.findings("empty-password", passwd: passwd).map(\.evidence)
                == ["guest: in /etc/passwd"])
    }

    @Test func lockedAccountsAreFine() throws {
        let shadow = "root:*:1::::::\na:!:1::::::\nb:!!:1::::::\nc:!*:1::::::\nd:x:1::::::\n"
        #expect(try HardeningFixture.findings("empty-password", shadow: shadow).isEmpty)
        #expect(try HardeningFixture.findings("password-hash", shadow: shadow).isEmpty)
    }

    @Test func aBakedHashIsFoundAndNotShown() throws {
        let findings = try HardeningFixture.findings("password-hash", shadow: "app:\(Self.hash):19000::::::\n")
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding.evidence == "SHA-512 hash of app")
        #expect(finding.state == .live)
        #expect(!"\(finding)".contains("saltsalt"))
    }

    @Test func aHashThatALaterLayerTakesAway() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer { File("etc/shadow", "app:\(Self.hash):1::::::\n") }
            HardeningFixture.layer { File("etc/shadow", "app:*:1::::::\n") }
        }
        let finding = try #require(try AnalyzedFixture(image).findings("password-hash").first)
        #expect(finding.layer == 1)
        #expect(finding.state == .overwritten(inLayer: 2))
    }

    @Test(arguments: [
        ("$1$salt$qJH7.N4xYta3aEG/dfqo/0", "MD5", true), ("$2b$12$abcdefghijklmnopqrstuv", "bcrypt", false),
        ("$y$j9T$abc$defghijkl", "yescrypt", false), ("ab01FAX.bQRSU", "DES", true),
        ("$5$rounds=1000$x$yyyyyyyyyyyy", "SHA-256", false),
    ])
    func schemesOfHashes(field: String, scheme: String, isWeak: Bool) {
        #expect(PasswordField(field) == .hash(scheme: scheme, isWeak: isWeak, isLocked: false))
        #expect(PasswordField("!" + field) == .hash(scheme: scheme, isWeak: isWeak, isLocked: true))
    }

    @Test(arguments: ["*", "!", "!!", "x", "*LK*", "NP", "$6$", "$6$short", "thirteen-char", "locked"])
    func whatIsNoHash(field: String) {
        #expect(PasswordField(field) == .locked)
    }

    @Test func numbersThatAreShared() throws {
        let passwd = "root:x:0:0::/:/bin/sh\na:x:5:5::/:/bin/sh\nb:x:5:6::/:/bin/sh\na:x:7:7::/:/bin/sh\n"
        let findings = try HardeningFixture.findings("duplicate-account", passwd: passwd, group: "x:x:5:\ny:x:5:a,b\n")
        #expect(findings.map(\.title).sorted() == ["GID 5 is shared", "UID 5 is shared", "a is there 2 times"])
        #expect(findings.first { $0.title == "UID 5 is shared" }?.evidence == "a, b")
        #expect(try HardeningFixture.findings("duplicate-account").isEmpty)
    }

    @Test func aSecondRoot() throws {
        let passwd = HardeningFixture.passwd + "helper:x:0:1000::/:\n+::0:0:::\n# old:x:0:0::/:\n"
        let findings = try HardeningFixture.findings("second-root", passwd: passwd)
        #expect(findings.map(\.evidence) == ["helper: UID 0, shell /bin/sh"])
        #expect(try HardeningFixture.findings("second-root").isEmpty)
    }

    @Test func linesThatAreNoAccounts() {
        let users = AccountDatabase.users(in: Array("\n:::\nbroken\nx:y\nok:x:4294967296:1\r\n\u{FF}:x:3:3".utf8))
        #expect(users.map(\.name) == ["ok", "\u{FF}"])
        #expect(users.first?.userID == nil, "the number is too large")
    }
}
