/// xterm's 256 colours: 16 of the theme, a cube of 6 steps a side, 24 greys.
package enum XtermPalette {
    /// The red, green and blue of a colour.
    package struct RGB: Hashable {
        package let red, green, blue: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// The colour of an index; of the first 16, which every terminal has in shades of its own, xterm's.
    package static func rgb(_ index: UInt8) -> RGB {
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

    /// The index of a range whose colour is closest to a wanted one.
    package static func nearest(_ wanted: RGB, in range: Range<Int>) -> UInt8 {
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

extension Color {
    /// The colour as red, green and blue; nil for the terminal's own.
    package var rgb: XtermPalette.RGB? {
        switch self {
        case .standard: nil
        case .ansi(let index), .palette(let index): XtermPalette.rgb(index)
        case .rgb(let red, let green, let blue): XtermPalette.RGB(red, green, blue)
        }
    }
}
