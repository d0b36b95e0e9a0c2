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
        case (.ansi(let index), .direct), (.palette(let index), .direct): Palette.rgb(index).color
        case (.palette(let index), .ansi8), (.palette(let index), .ansi16):
            index < 16 ? .ansi(index) : .ansi(Palette.nearest(Palette.rgb(index), in: 0..<16))
        case (.rgb(let red, let green, let blue), .ansi8), (.rgb(let red, let green, let blue), .ansi16):
            .ansi(Palette.nearest(.init(red, green, blue), in: 0..<16))
        case (.rgb(let red, let green, let blue), .palette256):
            .palette(Palette.nearest(.init(red, green, blue), in: 16..<256))
        }
    }
}

/// xterm's 256 colours: 16 of the theme, a cube of 6 steps a side, 24 greys.
enum Palette {
    struct RGB: Hashable {
        let red, green, blue: UInt8

        init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        var color: Color { .rgb(red, green, blue) }
    }

    static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 7: return RGB(229, 229, 229)
        case 8: return RGB(127, 127, 127)
        case 0..<8: return primary(index, level: 205)
        case 8..<16: return primary(index - 8, level: 255)
        case 16..<232:
            let cube = index - 16
            return RGB(step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        default:
            let grey = 8 + (index - 232) * 10
            return RGB(grey, grey, grey)
        }
    }

    static func nearest(_ wanted: RGB, in range: Range<Int>) -> UInt8 {
        let nearest = range.min { distance(wanted, rgb(UInt8($0))) < distance(wanted, rgb(UInt8($1))) }
        return UInt8(nearest ?? 0)
    }

    private static func primary(_ index: UInt8, level: UInt8) -> RGB {
        RGB(index & 1 != 0 ? level : 0, index & 2 != 0 ? level : 0, index & 4 != 0 ? level : 0)
    }

    private static func step(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }

    private static func distance(_ left: RGB, _ right: RGB) -> Int {
        func square(_ left: UInt8, _ right: UInt8) -> Int { (Int(left) - Int(right)) * (Int(left) - Int(right)) }
        return square(left.red, right.red) + square(left.green, right.green) + square(left.blue, right.blue)
    }
}
