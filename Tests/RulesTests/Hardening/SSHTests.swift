import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct SSHTests {
    private static let keys = """
        # mine
        ssh-ed25519 AAAAC3Nza me@home
        from="10.0.0.*",no-pty ssh-rsa AAAAB3Nza you

        """

    @Test func keysThatMayLogIn() throws {
        let fixture = try AnalyzedFixture { File("root/.ssh/authorized_keys", Self.keys, mode: 0o600) }
        let finding = try #require(fixture.findings("authorized-keys").first)
        #expect(finding.title == "/root/.ssh/authorized_keys lets 2 keys in")
        #expect(finding.evidence == "ssh-ed25519, ssh-rsa; no SSH server is in the image")
        #expect(finding.severity == .medium)
    }

    @Test func withAServerKeysAreGraver() throws {
        let fixture = try AnalyzedFixture {
            File("home/app/.ssh/authorized_keys", Self.keys)
            File("usr/sbin/sshd", "elf", mode: 0o755)
        }
        #expect(fixture.findings("authorized-keys").map(\.severity) == [.high])
        #expect(fixture.findings("ssh-server").map(\.severity) == [.low])
    }

    @Test func filesWithoutKeysLetNobodyIn() throws {
        let fixture = try AnalyzedFixture {
            File("root/.ssh/authorized_keys", "# none yet\n")
            File("root/.ssh/known_hosts", Self.keys)
            File("usr/share/doc/authorized_keys", Self.keys)
        }
        #expect(fixture.findings("authorized-keys").isEmpty)
        #expect(fixture.findings("ssh-server").isEmpty)
    }

    @Test func hostKeysInTheFinalTreeAndBelow() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer {
                File("etc/ssh/ssh_host_rsa_key", "PRIVATE", mode: 0o600)
                File("etc/ssh/ssh_host_rsa_key.pub", "ssh-rsa AAAA")
                File("etc/ssh/ssh_host_ed25519_key", "PRIVATE", mode: 0o600)
                File("etc/ssh/ssh_host_dsa_key", "")
            }
            HardeningFixture.layer { Whiteout("etc/ssh/ssh_host_rsa_key") }
        }
        let findings = try AnalyzedFixture(image).findings("ssh-host-key")
        #expect(findings.count == 2)
        #expect(findings.first { $0.path == Array("etc/ssh/ssh_host_rsa_key".utf8) }?.state == .deleted(inLayer: 2))
        #expect(findings.first { $0.path == Array("etc/ssh/ssh_host_ed25519_key".utf8) }?.state == .live)
    }

    @Test func settingsThatOpenTheServer() throws {
        let fixture = try AnalyzedFixture {
            File("usr/sbin/sshd", "elf", mode: 0o755)
            File("etc/ssh/sshd_config", "PermitRootLogin yes\nPermitRootLogin no\n#PasswordAuthentication yes\n")
            File("etc/ssh/sshd_config.d/a.conf", "passwordauthentication=yes\n")
            File("etc/ssh/sshd_config.d/a.conf.old", "PermitEmptyPasswords yes\n")
        }
        let settings = fixture.findings("ssh-server").filter { $0.severity == .medium }.map(\.evidence)
        #expect(settings.sorted() == ["PermitRootLogin yes", "passwordauthentication=yes"])
    }

    @Test func theFirstValueCounts() {
        let lines = "PermitRootLogin prohibit-password\nPermitRootLogin yes\nStrictModes no"
        #expect(SSHServerRule.openSettings(in: Array(lines.utf8)) == ["StrictModes no"])
    }
}
