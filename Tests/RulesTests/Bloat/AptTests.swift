import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct AptTests {
    @Test func listsThatAreKept() throws {
        let fixture = try AnalyzedFixture {
            File("var/lib/apt/lists/deb.debian.org_dists_trixie_main_binary-amd64_Packages.lz4", size: 30_000)
            File("var/lib/apt/lists/lock")
            File("var/lib/apt/extended_states", size: 5000)
        }
        let finding = try #require(fixture.findings("apt-lists").first)
        #expect(finding.bytes == 30_000)
        #expect(finding.layer == 1)
        #expect(finding.title == "30.0 kB of apt package lists")
        #expect(finding.severity == .info)
        #expect(fixture.paths("apt-lists").count == 1)
    }

    @Test func aDirectoryWithItsLockAloneIsClean() throws {
        let fixture = try AnalyzedFixture {
            File("var/lib/apt/lists/lock")
            Directory("var/lib/apt/lists/partial")
        }
        #expect(fixture.findings("apt-lists").isEmpty)
    }
}
