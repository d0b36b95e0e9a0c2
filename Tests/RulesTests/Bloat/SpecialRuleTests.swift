import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct TaggedCacheTests {
    private static let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# This file is a cache directory tag.\n"

    @Test func allBelowTheTag() throws {
        let fixture = try AnalyzedFixture {
            File("app/target/CACHEDIR.TAG", Self.tag)
            File("app/target/release/a", size: 5000)
            File("app/target/inner/CACHEDIR.TAG", Self.tag)
            File("app/src/main.rs", size: 5001)
        }
        #expect(
            fixture.paths("tagged-cache")
                == ["app/target/CACHEDIR.TAG", "app/target/inner/CACHEDIR.TAG", "app/target/release/a"])
    }

    @Test(arguments: [
        "signature: 8a477f597d28d172789f06886806bc55", "Signature: 8a477f597d28d172789f06886806bc54", "x",
    ])
    func anotherSignatureIsNoTag(_ text: String) throws {
        let fixture = try AnalyzedFixture {
            File("app/target/CACHEDIR.TAG", text)
            File("app/target/release/a", size: 5000)
        }
        #expect(fixture.findings("tagged-cache").isEmpty)
    }

    @Test func whatAToolsOwnRuleListsIsNotListedTwice() throws {
        let fixture = try AnalyzedFixture {
            File("root/.cache/uv/CACHEDIR.TAG", Self.tag)
            File("root/.cache/uv/archive-v0/a", size: 5000)
        }
        #expect(fixture.findings("tagged-cache").isEmpty)
        #expect(fixture.paths("uv-cache").count == 2)
    }

    @Test("uv tags the virtual environments that it makes: they run, and are no cache")
    func virtualEnvironmentsAreNoCaches() throws {
        let fixture = try AnalyzedFixture {
            File("app/.venv/CACHEDIR.TAG", Self.tag)
            File("app/.venv/pyvenv.cfg", "home = /usr/bin\n")
            File("app/.venv/lib/python3.12/site-packages/a.py", size: 5000)
            File("app/target/CACHEDIR.TAG", Self.tag)
            File("app/target/release/a", size: 5001)
        }
        #expect(fixture.paths("tagged-cache") == ["app/target/CACHEDIR.TAG", "app/target/release/a"])
    }

    @Test func contentsThatAreAlsoElsewhereAreKept() throws {
        let fixture = try AnalyzedFixture {
            File("c/CACHEDIR.TAG", Self.tag)
            File("c/linked", size: 5000)
            HardLink("app/linked", to: "c/linked")
            File("c/alone", size: 5001)
        }
        #expect(fixture.paths("tagged-cache") == ["c/CACHEDIR.TAG", "c/alone"])
    }
}

@Suite struct LoginLogTests {
    @Test func aHighUserNumberMakesALargeLog() throws {
        let fixture = try AnalyzedFixture { File("var/log/lastlog", size: 292 * 10_000, filledWith: 0) }
        let finding = try #require(fixture.findings("sparse-login-logs").first)
        #expect(finding.items.map(\.note) == ["room for users up to number 9999"])
        #expect(finding.bytes == 2_920_000)
        #expect(fixture.findings("logs").isEmpty)
    }

    @Test func holesThatTheTarLeavesOutCountToo() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer(format: .gnu) {
                    SparseFile(
                        "var/log/faillog", size: 32 * 100_000, [.init(at: 0, [UInt8](repeating: 1, count: 512))],
                        form: .gnu)
                }
            })
        #expect(fixture.findings("sparse-login-logs").first?.items.map(\.note) == ["room for users up to number 99999"])
    }

    @Test func aSmallOneIsNormal() throws {
        let fixture = try AnalyzedFixture { File("var/log/lastlog", size: 292 * 1000) }
        #expect(fixture.findings("sparse-login-logs").isEmpty)
    }

    @Test("Each log has records of its own size", arguments: [("lastlog", 292), ("faillog", 32), ("tallylog", 64)])
    func theNumberThatALogHasRoomFor(_ name: String, _ record: Int) throws {
        let users = 1_000_000 / record + 2
        let fixture = try AnalyzedFixture { File("var/log/\(name)", size: record * users, filledWith: 0) }
        let notes = fixture.findings("sparse-login-logs").flatMap(\.items).map(\.note)
        #expect(notes == ["room for users up to number \(users - 1)"])
    }

    @Test("useradd -u 2000000000: 584 GB that nobody stores are told, and read in no time")
    func aHugeClaim() throws {
        let end = 292 * 2_000_000_000
        let record = SparseFile.Region(at: end, [UInt8](repeating: 1, count: 292))
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer(format: .gnu) { SparseFile("var/log/lastlog", size: end + 292, [record], form: .gnu) }
            })
        let finding = try #require(fixture.findings("sparse-login-logs").first)
        #expect(finding.bytes == 584_000_000_292)
        #expect(finding.items.map(\.note) == ["room for users up to number 2000000000"])
        #expect(finding.severity == .medium)
    }

    @Test func logsElsewhereAreOfAnotherKind() throws {
        let fixture = try AnalyzedFixture {
            File("srv/var/log/lastlog", size: 1_000_001)
            File("var/log/lastlog.1", size: 1_000_002)
        }
        #expect(fixture.findings("sparse-login-logs").isEmpty)
        #expect(fixture.paths("logs") == ["var/log/lastlog.1"])
    }
}
