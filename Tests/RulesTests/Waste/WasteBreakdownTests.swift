import AnalysisSupport
import FileTree
import Foundation
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// However waste is taken apart, the parts make up the whole, to the byte.
@Suite struct WasteBreakdownTests {
    private let image: AnalyzedImage

    init() throws {
        image = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer {
                    File("bin/sh", size: 5000)
                    File("etc/conf", size: 100)
                }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Layer { File("app/a", size: 70) }.createdBy(
                    "COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
                Layer {
                    File("app/a", size: 7)
                    File("etc/conf", size: 9)
                }.createdBy("RUN /bin/sh -c one # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { Whiteout("app/a") }.createdBy(
                    "RUN /bin/sh -c two # buildkit", comment: "buildkit.dockerfile.v0")
            }, dockerfile: "FROM busybox AS run\nCOPY . /app\nRUN one\nRUN two\n"
        ).image
    }

    private var breakdown: WasteBreakdown { image.wasteBreakdown }

    @Test func byPair() {
        #expect(
            breakdown.pairs.map { "\($0.storedBy) \($0.hiddenBy) \($0.kind.rawValue) \($0.bytes)" }
                == ["1 3 overwritten 100", "2 3 overwritten 70", "3 4 deleted 7"])
    }

    @Test func byLayer() {
        #expect(breakdown.byLayer.map(\.wastedBytes) == [100, 70, 7, 0])
        #expect(breakdown.byLayer.map(\.hiddenBytes) == [0, 0, 170, 7])
    }

    @Test func byInstruction() {
        #expect(breakdown.byInstruction.map(\.bytes) == [100, 70, 7])
        #expect(breakdown.byInstruction.map(\.lines) == [nil, 2...2, 3...3])
        #expect(breakdown.byInstruction.last?.name == "RUN one")
    }

    @Test func byStage() {
        #expect(breakdown.byStage.map(\.name) == ["the base image", "run"])
        #expect(breakdown.byStage.map(\.bytes) == [100, 77])
        #expect(breakdown.byStage.map(\.layers) == [[1], [2, 3]])
    }

    @Test func byPath() {
        #expect(breakdown.byPath.map(\.name) == ["etc/conf", "app/a"])
        #expect(breakdown.byPath.map(\.bytes) == [100, 77])
        #expect(breakdown.byPath.map(\.copies) == [1, 2])
    }

    @Test(.enabled(if: SharedImages.isPresent), arguments: WasteBreakdownTests.samples)
    func theSumsOfRealImagesAreExact(_ name: String) throws {
        let image = try AnalyzedImage(opening: SharedImages.path(name), scansSecrets: false)
        let wasted = image.waste.wastedBytes
        let findings = image.findings(of: RuleTable.image.filter { $0.rule.category == .waste })
        #expect(findings.reduce(0) { $0 + ($1.bytes ?? 0) } == wasted)
        #expect(findings.flatMap(\.items).reduce(0) { $0 + $1.bytes } == wasted)
        #expect(findings.flatMap(\.items).count == image.waste.copies.count)
        #expect(image.wasteBreakdown.byLayer.map(\.wastedBytes) == image.waste.wastedBytesByLayer)
        #expect(image.wasteBreakdown.byLayer.reduce(0) { $0 + $1.hiddenBytes } == wasted)
        #expect(image.wasteBreakdown.byInstruction.reduce(0) { $0 + $1.bytes } == wasted)
        #expect(image.wasteBreakdown.byStage.reduce(0) { $0 + $1.bytes } == wasted)
        #expect(image.wasteBreakdown.byPath.reduce(0) { $0 + $1.bytes } == wasted)
    }

    static let samples: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: SharedImages.path("lessons"))) ?? []
        return names.filter { $0.hasSuffix(".tar.zst") }.sorted().map { "lessons/" + $0 }
            + ["formats/tiny-naive-bk.docker-save.tar.zst", "formats/weird-bk.docker-save.tar.zst"]
    }()
}
