import TerminalUI
import Testing

@testable import NcursesTerminal

@Suite("Reports of the mouse")
struct MouseReportTests {
    @Test(
        "buttons, wheel and releases are told apart, whatever modifiers are held down",
        arguments: [
            ("0;1;1M", Mouse.Action.press(.left)), ("1;1;1M", .press(.middle)), ("2;1;1M", .press(.right)),
            ("4;1;1M", .press(.left)), ("24;1;1M", .press(.left)), ("0;1;1m", .release), ("2;1;1m", .release),
            ("64;1;1M", .wheelUp), ("65;1;1M", .wheelDown), ("69;1;1M", .wheelDown),
            ("32;1;1M", .drag(.left)), ("38;1;1M", .drag(.right)),
        ])
    func actions(text: String, action: Mouse.Action) {
        #expect(MouseReport(text)?.action == action)
    }

    @Test(
        "movements, a sideways wheel and further buttons are nothing",
        arguments: ["35;1;1M", "66;1;1M", "128;1;1M", "64;1;1m"])
    func nothing(text: String) {
        #expect(MouseReport(text) != nil)
        #expect(MouseReport(text)?.action == nil)
    }

    @Test("cells are counted from 0")
    func position() {
        #expect(MouseReport("0;301;90M")?.position == Point(x: 300, y: 89))
        #expect(MouseReport("0;0;0M")?.position == .zero)
    }

    @Test(
        "what is no report is none",
        arguments: ["", "M", "0;1M", "0;1;1", "0;1;1;1M", "a;1;1M", "-1;1;1M", "0;;1M", "0;99999999999999999999;1M"])
    func none(text: String) {
        #expect(MouseReport(text) == nil)
    }
}
