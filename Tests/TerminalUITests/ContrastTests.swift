import Testing

@testable import TerminalUI

/// Every style of every theme can be read, at every level of colours, on the backgrounds that stock terminals have.
@Suite("Contrast")
struct ContrastTests {
    /// What is no text: lines and filled cells.
    private static let shapes: Set<String> = [
        "border", "borderFocused", "bar", "barBase", "progress", "stripBase", "stripOwn", "stripHidden",
    ]

    /// The styles of a theme by their names.
    static func styles(_ theme: Theme) -> [(name: String, style: Style)] {
        Mirror(reflecting: theme).children.flatMap { child -> [(name: String, style: Style)] in
            let name = child.label ?? ""
            if let styles = child.value as? [Style] { return styles.indices.map { ("\(name)[\($0)]", styles[$0]) } }
            return (child.value as? Style).map { [(name, $0)] } ?? []
        }
    }

    /// The themes that are meant for a terminal's background.
    private func themes(_ terminal: StockTerminal, _ level: ColorLevel) throws -> [(name: String, theme: Theme)] {
        let other = terminal.kind == .dark ? "light" : "dark"
        return try Theme.names.filter { $0 != other }.map { name in
            (name, try #require(Theme.named(name, on: terminal.kind, level: level)))
        }
    }

    /// The contrasts of a theme's styles on a terminal. The terminal's own colours are its own affair, also in reverse.
    private func contrasts(_ theme: Theme, on terminal: StockTerminal) -> [(name: String, contrast: Double)] {
        ContrastTests.styles(theme)
            .filter { $0.style.foreground != .standard || $0.style.background != .standard }
            .map { name, style in
                let colors = terminal.colors(of: style)
                return (name, colors.text.contrast(with: colors.background))
            }
    }

    @Test("is computed as WCAG says")
    func formula() {
        let (black, white) = (StockTerminal.RGB("000000"), StockTerminal.RGB("ffffff"))
        #expect(abs(black.contrast(with: white) - 21) < 0.001)
        #expect(abs(StockTerminal.RGB("767676").contrast(with: white) - 4.54) < 0.01)
        #expect(abs(StockTerminal.RGB("0000ee").contrast(with: black) - 2.24) < 0.01)
    }

    @Test("is 4.5 at least for text and 3 for lines and bars", arguments: StockTerminal.all, ColorLevel.allCases)
    func isEnough(terminal: StockTerminal, level: ColorLevel) throws {
        for (name, theme) in try themes(terminal, level) {
            let low = contrasts(theme, on: terminal).filter {
                $0.contrast < (ContrastTests.shapes.contains($0.name) ? 3 : 4.5)
            }
            #expect(low.isEmpty, "\(name)")
        }
    }

    @Test("is 7 at least for text of the high-contrast theme, where colours can be chosen")
    func highContrast() throws {
        for terminal in StockTerminal.all {
            let theme = try #require(Theme.named("high-contrast", on: terminal.kind, level: .palette256))
            let low = contrasts(theme, on: terminal).filter { $0.contrast < 7 && !$0.name.hasPrefix("tiles") }
            #expect(low.isEmpty, "\(terminal.testDescription)")
        }
    }
}
