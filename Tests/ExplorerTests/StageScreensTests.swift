import ImageAnalysis
import TerminalUI
import TestSupport
import Testing

@testable import Dockerfile
@testable import Explorer

@Suite("Screens of stages, whole")
struct StageScreensTests {
    static let sizes = [Size(width: 80, height: 24), Size(width: 200, height: 50)]

    @Test("stages in the list of layers", arguments: sizes)
    func list(size: Size) throws {
        let journey = try StagedImage.journey(size.width, size.height)
        assertSnapshot(journey.screen, named: "stage-rows-\(size.width)x\(size.height)")
    }

    @Test("D, the Dockerfile with its layers", arguments: sizes)
    func dockerfile(size: Size) throws {
        var journey = try StagedImage.journey(size.width, size.height)
        journey.press("D")
        assertSnapshot(journey.screen, named: "dockerfile-\(size.width)x\(size.height)")
    }

    @Test("t, the stages drawn", arguments: sizes)
    func drawing(size: Size) throws {
        var journey = try StagedImage.journey(size.width, size.height)
        journey.press("t")
        assertSnapshot(journey.screen, named: "stage-view-\(size.width)x\(size.height)")
    }

    @Test("the line of a finding stands beside any stage, also one whose name has “line” in it")
    func pipeline() throws {
        let dockerfile = StagedImage.dockerfile.replacing("runner", with: "pipeline")
        var state = try StagedImage.journey(200, 50, text: dockerfile).state
        let count = state.image?.stages?.layers.count ?? 0
        for place in 0..<count { state.image?.stages?.layers[place].lines = nil }
        let finding = Finding(FoundImage.cache, title: "caches", layer: 2, line: 5, bytes: 7, evidence: "some")
        let findings = ImageFindings([finding], in: state.derived.stack)
        let lines = FindingText(state).lines(of: .finding(0), in: findings, width: 120).map(\.text)
        #expect(lines.contains { $0.hasPrefix("Where") && $0.contains("layer 2, stage pipeline, line 5: COPY") })
    }
}
