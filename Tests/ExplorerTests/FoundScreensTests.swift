import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Screens of findings, whole")
struct FoundScreensTests {
    static let sizes = [Size(width: 80, height: 24), Size(width: 200, height: 50)]

    @Test("marks on layers and files, figures in the header", arguments: sizes)
    func marks(size: Size) {
        var journey = FoundImage.journey(size.width, size.height)
        journey.press("k Tab =")
        assertSnapshot(journey.screen, named: "finding-marks-\(size.width)x\(size.height)")
    }

    @Test("the waste, a finding unfolded", arguments: sizes)
    func waste(size: Size) {
        var journey = FoundImage.journey(size.width, size.height)
        journey.press("w Space j")
        assertSnapshot(journey.screen, named: "waste-\(size.width)x\(size.height)")
    }

    @Test("the other findings, a secret selected", arguments: sizes)
    func others(size: Size) {
        var journey = FoundImage.journey(size.width, size.height)
        journey.press("F")
        assertSnapshot(journey.screen, named: "findings-\(size.width)x\(size.height)")
    }

    @Test("nothing leaves ASCII where only ASCII is wanted, and no size is too small to draw")
    func extremes() {
        for size in [Size(width: 40, height: 10), Size(width: 41, height: 12), Size(width: 300, height: 90)] {
            var journey = Journey(size.width, size.height, options: Options(themeName: "mono", isASCII: true))
            journey.send(.analyzed(FoundImage.found))
            for keys in ["w", "Space j", "F", "c", "Esc", "w G"] {
                journey.press(keys)
                let isPlain = journey.screen.unicodeScalars.allSatisfy { $0.isASCII }
                #expect(isPlain, "\(keys)")
            }
        }
    }
}
