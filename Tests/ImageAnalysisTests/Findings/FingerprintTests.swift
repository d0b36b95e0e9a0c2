import TestSupport
import Testing

@testable import ImageAnalysis

/// A finding is known again in another build, and no other finding is taken for it.
@Suite struct FingerprintTests {
    private static let rule = Rule(
        id: "test-rule", category: .bloat, severity: .low, title: "Rule", why: "Why.", remedy: "Do.")

    private func fingerprint(
        _ title: String = "19.9 MB of lists", rule: Rule = rule, path: String? = "var/lists", layer: Int? = 3,
        evidence: String = "x", state: SecretState? = nil, _ change: (inout Finding) -> Void = { _ in }
    ) -> String {
        var finding = Finding(
            rule, title: title, path: path.map { Array($0.utf8) }, layer: layer, evidence: evidence, state: state)
        change(&finding)
        return [finding].fingerprinted.map(\.fingerprint).joined()
    }

    @Test(arguments: [
        ("19.9 MB of lists", "998 kB of lists"), ("19.9 MB of lists", "1 B of lists"),
        ("4 package managers are in the image", "1 package manager is in the image"),
        ("150 libraries", "1 library"),
        ("deleted in layer 13, still in layer 9", "deleted in layer 4, still in layer 2"),
        ("python:3.11-slim would do", "python:3.12-slim would do"),
        ("base layer 1 (ADD file:a9c2d671843a in /) links", "base layer 2 (ADD file:ffe1d67184b2 in /) links"),
    ])
    func figuresDoNotCount(before: String, after: String) {
        #expect(fingerprint(before) == fingerprint(after))
    }

    @Test func layerBytesLineAndSeverityDoNotCount() {
        let other = fingerprint(layer: 7) {
            $0.severity = .critical
            $0.bytes = 12
            $0.line = 9
            $0.evidence = "y"
            $0.remedy = "z"
        }
        #expect(other == fingerprint())
    }

    @Test(arguments: [
        ("apt installs vim without a version", "apt installs nano without a version"),
        ("AWS access key id", "AWS secret access key"), ("libssl3 is there", "libssl1 is there"),
        ("9 MB of headers", "9 MB of headers in the base image"), ("Secret in ENV A", "Secret in ENV B"),
    ])
    func whatWasFoundCounts(one: String, other: String) {
        #expect(fingerprint(one) != fingerprint(other))
    }

    @Test func ruleAndPathAndStateCount() {
        let other = Rule(id: "test-other", category: .bloat, severity: .low, title: "O", why: "W.", remedy: "D.")
        let all = [
            fingerprint(), fingerprint(rule: other), fingerprint(path: "var/list"), fingerprint(path: nil),
            fingerprint(state: .live), fingerprint(state: .deleted(inLayer: 2)),
        ]
        #expect(Set(all).count == all.count)
        #expect(fingerprint(state: .deleted(inLayer: 2)) == fingerprint(state: .deleted(inLayer: 5)))
    }

    /// Of a Dockerfile's findings the evidence is the instruction.
    @Test func theInstructionCountsInADockerfile() {
        let rule = Rule(id: "test-lint", category: .dockerfile, severity: .low, title: "L", why: "W.", remedy: "D.")
        func of(_ evidence: String) -> String { fingerprint("a pipe", rule: rule, path: nil, evidence: evidence) }
        #expect(of("RUN curl a | sh") != of("RUN curl b | sh"))
        #expect(of("RUN curl a/1.2 | sh") == of("RUN curl a/1.3 | sh"))
    }

    /// A package is the same whatever its version; its vulnerabilities are compared apart.
    @Test func thePackageCountsInAVulnerability() {
        func of(_ title: String) -> String {
            fingerprint(title) {
                $0.vulnerabilities = [
                    KnownVulnerability(id: "CVE-1", severity: .low, package: "x", version: "1", source: "t")
                ]
            }
        }
        #expect(of("libssl3 3.0.11: CVE-1") == of("libssl3 3.0.12: 2 vulnerabilities, worst CVE-2"))
        #expect(of("libssl3 3.0.11: CVE-1") != of("libssl1 3.0.11: CVE-1"))
    }

    @Test func equalFindingsAreNumbered() {
        let finding = Finding(Self.rule, title: "1 file", evidence: "x")
        let prints = [finding, finding].fingerprinted.map(\.fingerprint)
        #expect(prints.map { $0.suffix(2) } == [":1", ":2"])
        #expect(prints[0].dropLast() == prints[1].dropLast())
    }

    /// The same image built twice: another base digest and size, a layer more before, other versions and sizes.
    @Test func twoBuildsOfOneDockerfileHaveTheSameFindings() throws {
        func image(_ build: Int) -> Image {
            Image(reference: "app:\(build)") {
                Layer {
                    File("bin/sh", size: 1_000_000 * build, mode: 0o755)
                    File("etc/os-release", "ID=debian\nVERSION_ID=\"\(11 + build)\"\n")
                    File("usr/bin/su", "x\(build)", mode: 0o4755)
                }.createdBy("/bin/sh -c #(nop) ADD file:\(String(repeating: "\(build)a", count: 32)) in / ")
                Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)
                if build > 1 {
                    Layer { File("opt/more", size: 10) }.createdBy("COPY more /opt/ # buildkit")
                }
                Layer {
                    File("var/lib/apt/lists/deb.debian.org_Packages", size: 3_000_000 * build)
                    File("app/model.bin", size: 2_000_000 + build)
                    File("root/.netrc", "machine example.org login me password Vq83hs0LmZ2kTd\n")
                }.createdBy(
                    "RUN /bin/sh -c apt-get install -y vim=\(build) # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { Whiteout("app/model.bin") }
                    .createdBy("RUN /bin/sh -c rm app/model.bin # buildkit", comment: "buildkit.dockerfile.v0")
            }
        }
        func findings(_ build: Int) throws -> [Finding] {
            let sample = try AnalyzedSample(image(build))
            return FindingsReport(on: sample.image, report: sample.report).findings
        }
        let (first, second) = (try findings(1), try findings(2))
        #expect(first.count > 5)
        #expect(first.map(\.title) != second.map(\.title))
        #expect(Set(first.map(\.fingerprint)) == Set(second.map(\.fingerprint)))
        let ids = Set(first.map(\.rule.id))
        #expect(ids.isSuperset(of: ["waste-deleted", "apt-lists", "set-id-files", "root-user"]), "\(ids)")
    }
}
