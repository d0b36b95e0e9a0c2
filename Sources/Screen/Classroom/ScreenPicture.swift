import Explorer
import Learn
import Reporting
import TerminalUI

extension State {
    /// The screen for a handout. Its colours go by the reader's light or dark, as the explorer's by the terminal's.
    public var picture: Handout.Picture {
        let (light, dark) = (drawn(in: "light"), drawn(in: "dark"))
        return Handout.Picture(lines: light.lines, html: HTML.screen(light: light, dark: dark))
    }

    private func drawn(in theme: String) -> Canvas {
        var state = self
        state.options = Explorer.Options(themeName: theme, otherImage: options.otherImage)
        var canvas = Canvas(size: size)
        render(state, into: &canvas)
        return canvas
    }
}

extension HTML {
    /// The cells of a screen in the colours of two themes.
    fileprivate static func screen(light: Canvas, dark: Canvas) -> HTML {
        let rows = (0..<light.size.height).map { y in
            var runs: [CellRun] = []
            for x in 0..<light.size.width where light[x, y].width > 0 {
                let (one, other) = (light[x, y], dark[x, y].style)
                if runs.last?.light == one.style, runs.last?.dark == other {
                    runs[runs.count - 1].text.append(one.text)
                } else {
                    runs.append(CellRun(text: String(one.text), light: one.style, dark: other))
                }
            }
            return runs.map(\.html)
        }
        return .lines("screen", rows)
    }
}

/// Cells beside each other that look alike.
private struct CellRun {
    var text: String
    let light: Style
    let dark: Style

    private static let classes: [(attribute: Style.Attributes, name: String)] = [
        (.bold, "bold"), (.dim, "faint"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
    ]

    var html: HTML {
        guard light != .plain || dark != .plain else { return HTML(text: text) }
        let names = CellRun.classes.filter { light.attributes.contains($0.attribute) }.map(\.name)
        let colors = [
            ("light-ink", light.foreground), ("light-ground", light.background), ("dark-ink", dark.foreground),
            ("dark-ground", dark.background),
        ].compactMap { name, color in color.hexadecimal.map { "--\(name):\($0)" } }
        let style = colors.joined(separator: ";")
        return names.isEmpty
            ? HTML("span", ["style": style], text)
            : HTML("span", ["class": names.joined(separator: " "), "style": style], text)
    }
}

extension Color {
    /// `#5fd7d7`; nil for the terminal's own.
    fileprivate var hexadecimal: String? {
        rgb.map { rgb in
            "#" + [rgb.red, rgb.green, rgb.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}
