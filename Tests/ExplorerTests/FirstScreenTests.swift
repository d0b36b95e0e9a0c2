import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The first screen")
struct FirstScreenTests {
    @Test("80x24: layers above, files below")
    func first80() {
        let journey = Journey(80, 24)
        assertSnapshot(journey.screen, named: "first-first80")
    }

    @Test("120x40: side by side, with the facts of the layer")
    func first120() {
        let journey = Journey(120, 40)
        assertSnapshot(journey.screen, named: "first-first120")
    }

    @Test("40x10: one pane at a time")
    func first40() {
        let journey = Journey(40, 10)
        assertSnapshot(journey.screen, named: "first-first40")
    }

    @Test("ASCII only")
    func ascii80() {
        let journey = Journey(80, 24, options: Options(themeName: "mono", isASCII: true))
        assertSnapshot(journey.screen, named: "first-ascii80")
    }
}
