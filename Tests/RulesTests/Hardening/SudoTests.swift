import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct SudoTests {
    @Test func sudoItself() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/sudo", "elf", mode: 0o4755)
            Symlink("bin", to: "usr/bin")
        }
        #expect(fixture.findings("sudo-installed").map(\.title) == ["/usr/bin/sudo is in the image"])
        #expect(try AnalyzedFixture { File("usr/bin/sudoedit-notes", "x") }.findings("sudo-installed").isEmpty)
        #expect(try AnalyzedFixture { Directory("usr/bin/sudo") }.findings("sudo-installed").isEmpty)
    }

    @Test func aGrantWithoutAPassword() throws {
        let fixture = try AnalyzedFixture {
            File("etc/sudoers", "Defaults env_reset\n# %wheel ALL=(ALL) NOPASSWD: ALL\nroot ALL=(ALL:ALL) ALL\n")
            File("etc/sudoers.d/app", "app ALL=(ALL) NOPASSWD:ALL\n", mode: 0o440)
            File("etc/sudoers.d/app.bak", "app ALL=(ALL) NOPASSWD:ALL\n")
            File("etc/doas.conf", "permit nopass :wheel\n")
        }
        let findings = fixture.findings("passwordless-sudo")
        #expect(findings.map(\.evidence).sorted() == ["app ALL=(ALL) NOPASSWD:ALL", "permit nopass :wheel"])
        #expect(findings.allSatisfy { $0.severity == .high && $0.layer == 1 })
    }

    @Test(arguments: [
        ("%sudo ALL=(ALL:ALL) ALL", false), ("app ALL=(root) NOPASSWD: /bin/ls", true),
        ("Defaults:app !authenticate", true), ("Defaults !lecture", false), ("#app ALL=NOPASSWD: ALL", false),
        ("app ALL=(ALL) PASSWD: ALL", false),
    ])
    func linesOfSudoers(line: String, isGrant: Bool) {
        #expect(PasswordlessSudoRule.grants(in: Array(line.utf8), isDoas: false).isEmpty != isGrant)
    }

    @Test(arguments: [("permit nopass app", true), ("permit persist :wheel", false), ("deny nopass app", false)])
    func linesOfDoas(line: String, isGrant: Bool) {
        #expect(PasswordlessSudoRule.grants(in: Array(line.utf8), isDoas: true).isEmpty != isGrant)
    }
}
