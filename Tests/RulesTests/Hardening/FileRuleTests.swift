import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct FileRuleTests {
    @Test func setIDFilesOfBaseAndOwnLayersApart() throws {
        let fixture = try HardeningFixture.based {
            File("usr/bin/su", "su", mode: 0o4755)
            File("usr/bin/wall", "wall", mode: 0o2755).owned(by: 0, 5)
            File("usr/bin/env", "env", mode: 0o755)
            Directory("var/mail", mode: 0o2775)
        } own: {
            File("opt/tool", "tool", mode: 0o6755)
        }
        let findings = fixture.findings("set-id-files")
        #expect(findings.map(\.severity) == [.medium, .low])
        #expect(findings[0].title == "1 program has the set-uid or set-gid bit in the image's own layers")
        #expect(findings[0].evidence == "/opt/tool (set-uid 0, set-gid 0)")
        #expect(findings[0].path == Array("opt/tool".utf8))
        #expect(findings[1].evidence == "/usr/bin/su (set-uid 0), /usr/bin/wall (set-gid 5)")
        #expect(findings[1].items.count == 2)
        #expect(findings[1].layer == 1)
        #expect(fixture.image.reclaimableBytes(findings) == 0, "nothing of it is about bytes")
    }

    @Test func withoutTheBitsThereIsNothing() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer { File("bin/su", "su", mode: 0o4755) }
            HardeningFixture.layer { File("bin/su", "su", mode: 0o755) }
        }
        #expect(try AnalyzedFixture(image).findings("set-id-files").isEmpty)
    }

    @Test func capabilitiesByTheirNames() throws {
        func attribute(_ permitted: UInt32) -> [UInt8] {
            [1, 0, 0, 2] + (0..<4).map { UInt8(permitted >> ($0 * 8) & 0xFF) } + [UInt8](repeating: 0, count: 12)
        }
        let fixture = try AnalyzedFixture {
            File("bin/ping", "p", mode: 0o755).attribute("security.capability", attribute(1 << 13))
            File("bin/root", "r", mode: 0o755).attribute("security.capability", attribute(1 << 7 | 1 << 21))
            File("bin/none", "n", mode: 0o755).attribute("security.capability", attribute(0))
            File("bin/other", "o", mode: 0o755).attribute("user.comment", [1])
            File("bin/odd", "o", mode: 0o755).attribute("security.capability", [9])
        }
        let findings = fixture.findings("file-capabilities")
        #expect(
            findings.map(\.title) == [
                "/bin/root gives cap_setuid, cap_sys_admin", "/bin/odd gives capabilities",
                "/bin/ping gives cap_net_raw",
            ])
        #expect(findings.map(\.severity) == [.high, .medium, .low])
        #expect(findings[2].evidence == "cap_net_raw=ep, from layer 1")
    }

    @Test func theAttributesOfThreeRevisions() {
        let one = FileCapabilities([0, 0, 0, 1, 0, 4, 0, 0, 0, 0, 0, 0])
        #expect(one?.text == "cap_net_bind_service=p")
        let three: [UInt8] = [1, 0, 0, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0xE8, 3, 0, 0]
        #expect(FileCapabilities(three)?.capabilityNames == ["cap_chown", "cap_bpf"])
        #expect(FileCapabilities(three)?.text == "cap_chown,cap_bpf=eip")
        #expect(FileCapabilities([0, 0, 0, 2] + [UInt8](repeating: 0xFF, count: 16))?.capabilityNames.last == "cap_63")
        for broken in [[], [0, 0, 0, 2], [0, 0, 0, 9] + [UInt8](repeating: 0, count: 20)] as [[UInt8]] {
            #expect(FileCapabilities(broken) == nil)
        }
    }

    @Test func anyoneMayChangeThePrograms() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer {
                Directory("usr/local/bin", mode: 0o777)
                Directory("usr/bin")
                File("usr/bin/tool", "t", mode: 0o777)
                File("opt/tool", "t", mode: 0o777)
                Symlink("bin", to: "usr/bin")
            }
        }.configured { $0.environment = ["PATH=/usr/local/bin:/bin"] }
        let fixture = try AnalyzedFixture(image)
        #expect(
            fixture.findings("world-writable-program").map(\.title).sorted()
                == ["Anyone may change a program of PATH", "Anyone may put programs into /usr/local/bin"])
        #expect(fixture.findings("world-writable-program").allSatisfy { $0.severity == .high })
        #expect(fixture.paths("world-writable-files") == ["opt/tool"], "programs of PATH are told of once")
        #expect(fixture.findings("world-writable-directories").isEmpty)
    }

    @Test func aStickyDirectoryOfPathIsOpenAllTheSame() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer { Directory("opt/bin", mode: 0o1777) }
        }.configured { $0.environment = ["PATH=/opt/bin"] }
        #expect(try AnalyzedFixture(image).findings("world-writable-program").count == 1)
    }

    @Test func filesAndDirectoriesThatAnyoneMayWrite() throws {
        let fixture = try AnalyzedFixture {
            Directory("tmp", mode: 0o1777)
            Directory("srv/data", mode: 0o777)
            File("srv/data/a", "a", mode: 0o666)
            File("srv/data/b", "b", mode: 0o664)
            Symlink("srv/link", to: "data/a")
            Device("dev/null", .character, major: 1, minor: 3, mode: 0o666)
            File("dev/x", "x", mode: 0o666)
        }
        #expect(fixture.paths("world-writable-files") == ["srv/data/a"])
        #expect(fixture.findings("world-writable-files").first?.evidence == "/srv/data/a (0666)")
        #expect(fixture.paths("world-writable-directories") == ["srv/data"])
    }

    @Test func devicesOfDisksAndMemory() throws {
        let fixture = try AnalyzedFixture {
            Device("dev/sda", .block, major: 8, minor: 0)
            Device("dev/mem", .character, major: 1, minor: 1)
            Device("dev/null", .character, major: 1, minor: 3)
            Device("dev/log", .pipe)
        }
        #expect(fixture.findings("device-files").map(\.evidence) == ["/dev/sda (block 8:0), /dev/mem (character 1:1)"])
    }

    @Test func packageManagersAndShells() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/apt-get", "a", mode: 0o755)
            File("usr/bin/dash", "d", mode: 0o755)
            Symlink("usr/bin/sh", to: "dash")
            Symlink("bin", to: "usr/bin")
            File("opt/npm", "not in PATH", mode: 0o755)
        }
        #expect(fixture.paths("package-manager") == ["usr/bin/apt-get"])
        #expect(fixture.paths("shell") == ["usr/bin/dash"], "one file, whatever it is called")
        let bare = try AnalyzedFixture { File("app", "a", mode: 0o755) }
        #expect(bare.findings("package-manager").isEmpty)
        #expect(bare.findings("shell").isEmpty)
    }

    @Test func linksThatLeadInACircle() throws {
        let fixture = try AnalyzedFixture {
            Symlink("bin", to: "sbin")
            Symlink("sbin", to: "bin")
            Symlink("lib", to: "../../etc")
            File("etc/x", "x")
        }
        #expect(fixture.image.resolved("/bin/sh") == nil)
        #expect(fixture.image.resolved("/lib/x").map { fixture.image.text(of: $0) } == "etc/x")
        #expect(fixture.image.file(at: "/lib/../lib/./x") != nil)
        #expect(fixture.image.file(at: "/nothing") == nil)
    }
}
