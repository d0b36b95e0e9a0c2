import DisplayText
import FileTree
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Reporting

/// Advice as text and as JSON.
@Suite struct AdviceReportTests {
    private func report(bandwidth: Int64 = 1_000_000) throws -> AdviceReport {
        let directory = try TemporaryDirectory()
        let path = directory.path("app.tar")
        try Image(reference: "app:1") {
            Layer {
                File("opt/large.bin", size: 3_000_000)
                File("app/main", "#!/bin/sh\n", mode: 0o755)
            }.createdBy("RUN /bin/sh -c make a program with a name that is long enough to be cut # buildkit")
            Layer { Whiteout("opt/large.bin") }.createdBy("RUN /bin/sh -c rm /opt/large.bin # buildkit")
        }.configured { $0.command = ["/app/main"] }.write(as: .dockerArchive, to: path)
        let image = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        let inspection = ContentInspection()
        let stack = ImageLoader.load(image, hashContents: true, observer: inspection).stack
        let analyzed = AnalyzedImage(
            image: image, stack: stack, stages: ImageStages(of: image), contents: inspection.results)
        let transfer = try #require(TransferTime(bytesPerSecond: bandwidth))
        return AdviceReport(
            Advice(on: analyzed, findings: analyzed.findings()), imageName: "app:1\u{1b}[31m", transfer: transfer)
    }

    @Test func textFitsEightyColumnsButForTheDockerfile() throws {
        let text = try report().text(width: 80)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let end = try #require(lines.firstIndex(of: "A Dockerfile to start from"))
        for line in lines[..<end] { #expect(TextWidth.of(line) <= 80, "\(line)") }
        #expect(text.contains("Size    3.0 MB → 10 B  saves 3.0 MB, 100 %\n"))
        #expect(text.contains("1. 3.0 MB  Layers store what later layers hide"))
        #expect(text.contains("[high\n") || text.contains("[high confidence"))
        #expect(text.contains("What stays, and why\n"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test func secondsFollowTheBandwidth() throws {
        // Three megabytes of one byte are 3 kB with gzip.
        #expect(try report().text(width: 80).contains("Push    0.0 s → 0.0 s at 1.0 MB/s"))
        #expect(try report(bandwidth: 10).text(width: 80).contains("Push    5 min → 0.0 s at 10 B/s"))
    }

    @Test func jsonHasItsVersionAndSumsAgree() throws {
        let report = try report()
        guard case .object(let members) = report.json else {
            Issue.record("no object")
            return
        }
        #expect(
            members.map(\.key) == [
                "schemaVersion", "image", "before", "after", "savedBytes", "codeChange", "compressedEvidence",
                "bandwidth",
                "remedies",
                "options", "lessons", "kept", "notes", "dockerignore", "dockerfile",
            ])
        let text = report.json.compact
        #expect(text.contains(#""schemaVersion":1,"#))
        #expect(text.contains(#""savedBytes":3000000"#))
        #expect(text.contains(#""id":"hidden-bytes""#))
        #expect(text.contains(#""confidence":"high""#))
    }

    @Test(arguments: [
        (0.0, "0.0 s"), (0.04, "0.0 s"), (0.05, "0.1 s"), (9.94, "9.9 s"), (9.95, "10 s"), (119.4, "119 s"),
        (119.5, "2 min"),
        (3600, "60 min"), (1e12, "for ever"), (.infinity, "for ever"),
    ])
    func secondsAreReadable(seconds: Double, text: String) {
        #expect(AdviceReport.duration(seconds) == text)
    }

    @Test func percentOfNothingIsNothing() {
        #expect(AdviceReport.percent(saved: 5, of: 0) == 0)
        #expect(AdviceReport.percent(saved: 1, of: 3) == 33)
        #expect(AdviceReport.percent(saved: 2, of: 3) == 67)
    }

    @Test func nothingButTheHeadingsHasColors() throws {
        let plain = try report().text(width: 80)
        let colored = try report().text(width: 80, palette: .colors)
        #expect(colored.contains("\u{1b}[1mWhat to do, and what it saves\u{1b}[0m"))
        let stripped = colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")
        #expect(stripped == plain)
    }
}
