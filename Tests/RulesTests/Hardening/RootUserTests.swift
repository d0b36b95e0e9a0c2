import AnalysisSupport
import ImageAnalysis
import Testing

@testable import Rules

@Suite struct RootUserTests {
    @Test(arguments: ["", "root", "0", "0:0", "root:app", "00", "toor"])
    func rootByWhateverName(user: String) throws {
        let passwd = HardeningFixture.passwd + "toor:x:0:0::/:/bin/sh\n"
        let findings = try HardeningFixture.findings("root-user", passwd: passwd) { $0.user = user }
        #expect(findings.count == 1)
        #expect(findings.first?.severity == .medium)
        #expect(findings.first?.evidence == (user.isEmpty ? "the image sets no user" : "USER \(user)"))
    }

    @Test(arguments: ["app", "1000", "10001:10001", "app:root", "rooty"])
    func anyoneElse(user: String) throws {
        #expect(try HardeningFixture.findings("root-user") { $0.user = user }.isEmpty)
    }

    @Test func aUserNamedRootWithoutItsNumberIsNotRoot() throws {
        let passwd = "root:x:1000:1000::/:/bin/sh\n"
        #expect(try HardeningFixture.findings("root-user", passwd: passwd) { $0.user = "root" }.isEmpty)
    }

    @Test func theGroupOfRoot() throws {
        func evidence(_ user: String) throws -> String? {
            try HardeningFixture.findings("root-group") { $0.user = user }.first?.evidence
        }
        #expect(try evidence("app:root") == "USER app:root")
        #expect(try evidence("1000:0") == "USER 1000:0")
        #expect(try evidence("10001") == "USER 10001 is not in /etc/passwd, so its group is 0")
        #expect(try evidence("app") == nil)
        #expect(try evidence("10001:10001") == nil)
        #expect(try evidence("root:root") == nil, "root has a rule of its own")
    }

    @Test func aUserThatDoesNotExist() throws {
        func findings(_ user: String) throws -> [Finding] {
            try HardeningFixture.findings("unknown-user") { $0.user = user }
        }
        #expect(try findings("web").map(\.evidence) == ["USER web: /etc/passwd has no such name"])
        #expect(try findings("web:app").count == 1)
        for known in ["app", "10001", "", "root", "1000:1000"] { #expect(try findings(known).isEmpty, "\(known)") }
    }
}
