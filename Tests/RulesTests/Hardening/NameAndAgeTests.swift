import AnalysisSupport
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Rules

@Suite struct NameAndAgeTests {
    private func findings(_ rule: String, _ change: (inout Image) -> Void) throws -> [Finding] {
        let image = Image { HardeningFixture.layer { File("x", "x") } }.changed(change)
        return try AnalyzedFixture(image).findings(rule)
    }

    @Test(arguments: [
        ("app:latest", 1), ("registry:5000/app:edge", 1), ("app:1.2.3", 0), ("app:latest-1.2", 0),
        ("registry:5000/team/app:2026-01-02", 0),
    ])
    func tagsThatMove(reference: String, expected: Int) throws {
        #expect(try findings("moving-tag") { $0.references = [reference] }.count == expected)
    }

    @Test(
        arguments: [
            ("python", nil, false), ("python:3", "3", false), ("host:5000/python", nil, false),
            ("python:3@sha256:aa", "3", true), ("python@sha256:aa", nil, true),
        ] as [(String, String?, Bool)])
    func references(text: String, tag: String?, hasDigest: Bool) {
        let parsed = ImageTag(text, allowsBareTag: false)
        #expect(parsed.tag == tag)
        #expect(parsed.hasDigest == hasDigest)
    }

    @Test func anOCILayoutsBareTag() {
        #expect(ImageTag("v1", allowsBareTag: true).tag == "v1")
        #expect(ImageTag("latest", allowsBareTag: true).isMoving)
        #expect(ImageTag("host/app", allowsBareTag: true).tag == nil)
    }

    @Test func aBaseWithoutATagOrDigest() throws {
        func titles(_ base: String, digest: String? = nil) throws -> [String] {
            try ["untagged-base", "latest-base", "unpinned-base"].flatMap { rule in
                try findings(rule) {
                    $0.config.labels["org.opencontainers.image.base.name"] = base
                    $0.config.labels["org.opencontainers.image.base.digest"] = digest
                }
            }.map(\.title)
        }
        #expect(try titles("debian") == ["The base image has no tag, which means latest"])
        #expect(try titles("debian:latest") == ["The base image's tag latest moves"])
        #expect(try titles("debian:13") == ["The base image is not pinned by digest"])
        #expect(try titles("debian:13", digest: "sha256:aa").isEmpty)
        #expect(try titles("debian:13@sha256:aa").isEmpty)
        #expect(try titles("scratch").isEmpty)
    }

    /// A base of one day and an image of another.
    private func image(base: String, built: String) -> Image {
        Image(reference: "app:1") {
            Layer { File("bin/sh", "x") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            HardeningFixture.layer { File("y", "y") }
        }.changed { image in
            image.created = built
            var history = image.document.history
            for index in 0..<2 { history[index].created = base }
            image.history = history
        }
    }

    @Test func aBaseThatWasOld() throws {
        let findings = try AnalyzedFixture(image(base: "2025-01-01T00:00:00Z", built: "2026-01-02T00:00:00Z"))
            .findings("old-base")
        #expect(findings.map(\.title) == ["The base image was 366 days old when the image was built"])
        #expect(findings.first?.evidence == "base of 2025-01-01, image of 2026-01-02")
    }

    @Test(arguments: [
        ("2025-12-01T00:00:00Z", "2026-01-02T00:00:00Z"), ("1970-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
        ("2025-01-01T00:00:00Z", "1980-01-01T00:00:01Z"), ("soon", "2026-01-02T00:00:00Z"),
    ])
    func basesThatWereNew(base: String, built: String) throws {
        #expect(try AnalyzedFixture(image(base: base, built: built)).findings("old-base").isEmpty)
    }

    @Test func anImageThatIsOldToday() throws {
        let fixture = try AnalyzedFixture(image(base: "2026-01-01T00:00:00Z", built: "2026-01-02T03:04:05Z"))
        let day: Int64 = 86_400
        let built: Int64 = 1_767_323_045
        #expect(ImageAgeRule(now: { built + 180 * day }).findings(in: fixture.image).isEmpty)
        #expect(
            ImageAgeRule(now: { built + 181 * day }).findings(in: fixture.image).map(\.evidence)
                == ["created 2026-01-02"])
    }

    @Test func packagesOlderThanTheImage() throws {
        func findings(_ seconds: Int64) throws -> [Finding] {
            let image = Image(reference: "app:1") {
                HardeningFixture.layer { File("var/lib/dpkg/status", "Package: x\n").modified(seconds) }
            }
            return try AnalyzedFixture(image).findings("old-packages")
        }
        let built: Int64 = 1_767_323_045
        #expect(
            try findings(built - 100 * 86_400).map(\.title)
                == ["Packages were last changed 100 days before the image was built"])
        #expect(try findings(built - 80 * 86_400).isEmpty)
        #expect(try findings(0).isEmpty, "a time set on purpose")
    }

    @Test func days() {
        #expect(CalendarDay(created: "2013-01-01T00:00:00Z")?.number == 15_706)
        #expect(CalendarDay(created: "2024-02-29")?.number == 19_782)
        #expect(CalendarDay(created: "2024-03-01")?.number == 19_783)
        #expect(CalendarDay(seconds: 1_767_323_045) == CalendarDay(created: "2026-01-02T03:04:05.123+02:00"))
        #expect(CalendarDay(seconds: -1).number == -1)
        for text in ["", "2024", "2024-13-01", "2024-00-10", "x-y-z", "2012-12-31", "99999-01-01"] {
            #expect(CalendarDay(created: text) == nil, "\(text)")
        }
    }
}
