import TerminalUI
import TestSupport
import Testing

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
}
