import TerminalUI

extension Color {
    /// The closest colour that a terminal of this level has.
    func reduced(to level: ColorLevel) -> Color {
        switch (self, level) {
        case (_, .none), (.standard, _): .standard
        case (.ansi(let index), .ansi8), (.ansi(let index), .ansi16), (.ansi(let index), .palette256):
            .ansi(index & 15)
        case (.ansi(let index), .direct) where index < 8: self
        case (.palette(let index), .palette256): .palette(index)
        case (.rgb, .direct): self
        case (.ansi(let index), .direct), (.palette(let index), .direct): Color(XtermPalette.rgb(index))
        case (.palette(let index), .ansi8), (.palette(let index), .ansi16):
            index < 16 ? .ansi(index) : .ansi(XtermPalette.nearest(XtermPalette.rgb(index), in: 0..<16))
        case (.rgb(let red, let green, let blue), .ansi8), (.rgb(let red, let green, let blue), .ansi16):
            .ansi(XtermPalette.nearest(.init(red, green, blue), in: 0..<16))
        case (.rgb(let red, let green, let blue), .palette256):
            .palette(XtermPalette.nearest(.init(red, green, blue), in: 16..<256))
        }
    }

    private init(_ rgb: XtermPalette.RGB) { self = .rgb(rgb.red, rgb.green, rgb.blue) }
}
