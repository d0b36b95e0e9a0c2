import TerminalUI
import Testing

@Suite("A terminal's background")
struct BackgroundTests {
    @Test(
        "is dark or light by the colour that the terminal reports",
        arguments: [
            ("rgb:0000/0000/0000", Background.dark), ("rgb:ffff/ffff/ffff", .light), ("rgb:fdfd/f6f6/e3e3", .light),
            ("rgb:00/2b/36", .dark), ("rgb:f/f/f", .light), ("rgba:ffff/ffff/ffff/0000", .light),
            ("rgb:0000/0000/ffff", .dark),
        ])
    func reported(report: String, expected: Background) {
        #expect(Background(report: report) == expected)
    }

    @Test(
        "is unknown by what is no colour",
        arguments: ["", "rgb:", "rgb:1/2", "rgb:1/2/3/4", "rgb:00000/0/0", "rgb:x/y/z", "#ffffff", "rgb:-1/0/0"])
    func noReport(report: String) {
        #expect(Background(report: report) == nil)
    }

    @Test(
        "is what COLORFGBG ends with",
        arguments: [
            ("15;0", Background.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
        ])
    func variable(value: String, expected: Background) {
        #expect(Background(colorFGBG: value) == expected)
    }

    @Test("is unknown by a variable without a number of the sixteen", arguments: ["", "15;default", "0;16", ";"])
    func noVariable(value: String) {
        #expect(Background(colorFGBG: value) == nil)
    }
}
