import Dockerfile
import TestSupport
import Testing

@testable import ImageAnalysis

@Suite struct FindingsReportTests {
    private let sample: AnalyzedSample

    init() throws { sample = try AnalyzedSample(AnalyzedSample.wasteful) }

    private func report(
        _ change: (inout FindingsReport.Request) -> Void = { _ in }, imageRules: [any ImageRule] = [Deleted(), User()]
    ) -> FindingsReport {
        var request = FindingsReport.Request()
        change(&request)
        return FindingsReport(
            on: sample.image, report: sample.report, request: request, imageRules: imageRules, dockerfileRules: [])
    }

    @Test func theWorstComeFirstThenTheLargest() {
        #expect(report().findings.map(\.rule.id) == ["test-user", "test-deleted"])
        #expect(report().rules.map(\.id) == ["test-deleted", "test-user"])
    }

    @Test func noRuleIsAskedOnceTheUserWantsAnotherImage() {
        var questions = 0
        let findings = sample.image.findings(of: [User(), Deleted(), User()], [EveryFrom()]) {
            questions += 1
            return questions > 1
        }
        #expect(findings.map(\.rule.id) == ["test-user"])
    }

    @Test func lighterFindingsAreCountedAndSeenByGates() {
        let report = report {
            $0.minimumSeverity = .high
            $0.gates = [Gate(.findings(below: .low), origin: "x")]
        }
        #expect(report.findings.map(\.rule.id) == ["test-user"])
        #expect(report.omittedCount == 1)
        #expect(report.gates.map(\.actual) == [.count(2)])
        #expect(!report.hasPassed)
    }

    @Test func otherCategoriesAreNotAsked() {
        let report = report {
            $0.categories = [.waste]
            $0.gates = [Gate(.findings(below: .high), origin: "x")]
        }
        #expect(report.findings.map(\.rule.id) == ["test-deleted"])
        #expect(report.hasPassed)
    }

    @Test func rulesAreAskedByTheirIds() {
        #expect(report { $0.rules = ["test-user"] }.findings.map(\.rule.id) == ["test-user"])
        #expect(report { $0.skippedRules = ["test-user"] }.findings.map(\.rule.id) == ["test-deleted"])
        let none = report {
            $0.rules = ["test-user"]
            $0.categories = [.waste]
        }
        #expect(none.findings.isEmpty)
    }

    @Test func findingsOnSkippedPathsAreCountedAndPass() {
        let report = report {
            $0.skippedPaths = [IgnoredPath("app")]
            $0.gates = [Gate(.findings(below: .low), origin: "x")]
        }
        #expect(report.findings.map(\.rule.id) == ["test-user"])
        #expect(report.skippedCount == 1)
        #expect(report.gates.map(\.actual) == [.count(1)])
        let other = self.report { $0.skippedPaths = [IgnoredPath("app/c"), IgnoredPath("ap")] }
        #expect(other.skippedCount == 0)
    }

    @Test func acceptedFindingsAreListedApartAndPass() {
        let report = report {
            $0.ignored = IgnoreList([.init(rule: "test-user", origin: "x")])
            $0.gates = [Gate(.findings(below: .high), origin: "x")]
        }
        #expect(report.ignored.map(\.rule.id) == ["test-user"])
        #expect(report.findings.map(\.rule.id) == ["test-deleted"])
        #expect(report.rules.map(\.id) == ["test-deleted", "test-user"])
        #expect(report.hasPassed)
    }

    @Test func bytesThatTwoFindingsNameCountOnce() {
        #expect(report(imageRules: [Deleted(), Deleted()]).reclaimableBytes == 10)
    }

    /// The descriptors of SARIF's `rules` are unique (SARIF 2.1.0, 3.19.23), and some rules answer images and Dockerfiles.
    @Test func aRuleThatIsAskedTwiceIsListedOnce() {
        #expect(report(imageRules: [Deleted(), User(), Deleted()]).rules.map(\.id) == ["test-deleted", "test-user"])
    }

    @Test func aFindingInALayerGetsTheLineThatMadeTheLayer() throws {
        let source = DockerfileSource(
            path: "Dockerfile",
            document: DockerfileDocument(parsing: "FROM base\n\nCOPY . /app\nRUN rm /app/b\nCMD [\"/app/a\"]\n"))
        let placed = try AnalyzedSample(AnalyzedSample.wasteful, dockerfile: source)
        let report = FindingsReport(
            on: placed.image, report: placed.report, imageRules: [Deleted()], dockerfileRules: [EveryFrom()])
        #expect(report.findings.map(\.line) == [3, 1])
        // Without the image's own Dockerfile, no line is made up and no rule on Dockerfiles is asked.
        let unknown = FindingsReport(
            on: sample.image, report: sample.report, imageRules: [Deleted()], dockerfileRules: [EveryFrom()])
        #expect(unknown.findings.map(\.line) == [nil])
    }
}

/// Finds each wasted copy.
private struct Deleted: ImageRule {
    let rule = Rule(
        id: "test-deleted", category: .waste, severity: .low, title: "A deleted file", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.waste.copies.map { copy in
            Finding(
                rule, title: "deleted", path: image.stack.path(of: copy.path), layer: copy.layer, bytes: copy.bytes,
                evidence: "layer \(copy.hiddenBy) deletes it",
                items: [.init(path: copy.path, entry: copy.entry, bytes: copy.bytes)])
        }
    }
}

/// Finds something in every image.
private struct User: ImageRule {
    let rule = Rule(
        id: "test-user", category: .hardening, severity: .high, title: "A user", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] { [Finding(rule, title: "a user", evidence: "none is set")] }
}

/// Finds the first instruction of every Dockerfile.
private struct EveryFrom: DockerfileRule {
    let worksOnHistory = false
    let rule = Rule(id: "test-from", category: .dockerfile, severity: .info, title: "FROM", why: "Why.", remedy: "Do.")

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.document.instructions.prefix(1).map { first in
            Finding(rule, title: "it", line: first.lines.lowerBound, evidence: "")
        }
    }
}
