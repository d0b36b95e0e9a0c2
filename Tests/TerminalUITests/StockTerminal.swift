import TerminalUI
import Testing

/// A terminal as it comes: the colours that it gives the sixteen numbers, on one of its backgrounds.
struct StockTerminal: CustomTestStringConvertible {
    /// Red, green and blue, 0…255.
    struct RGB: Hashable {
        let red, green, blue: Int

        init(_ hexadecimal: Substring) {
            let value = Int(hexadecimal, radix: 16) ?? 0
            (red, green, blue) = (value >> 16, value >> 8 & 255, value & 255)
        }

        init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

        /// The relative luminance of WCAG.
        var luminance: Double {
            func linear(_ part: Int) -> Double {
                let part = Double(part) / 255
                return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }

        /// `base` to the power of 2.4 by Newton's method: the fifth root of its twelfth power.
        private func power(_ base: Double) -> Double {
            let twelfth = (0..<12).reduce(1.0) { product, _ in product * base }
            return (0..<60).reduce(1.0) { root, _ in (4 * root + twelfth / (root * root * root * root)) / 5 }
        }

        /// The contrast of WCAG, 1…21.
        func contrast(with other: RGB) -> Double {
            let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
            return (light + 0.05) / (dark + 0.05)
        }
    }

    let name: String
    let kind: Background
    let background: RGB
    let foreground: RGB
    let ansi: [RGB]

    var testDescription: String { "\(name), \(kind)" }

    /// The colours that a style's text and its background have here. Faint text is none: nobody says how faint it is.
    func colors(of style: Style) -> (text: RGB, background: RGB) {
        let text = color(style.foreground) ?? foreground
        let behind = color(style.background) ?? background
        return style.attributes.contains(.reverse) ? (behind, text) : (text, behind)
    }

    private func color(_ color: Color) -> RGB? {
        switch color {
        case .standard: nil
        case .ansi(let index): ansi[Int(index)]
        case .palette(let index) where index < 16: ansi[Int(index)]
        case .palette(let index) where index < 232:
            RGB(
                red: StockTerminal.step((Int(index) - 16) / 36), green: StockTerminal.step((Int(index) - 16) / 6 % 6),
                blue: StockTerminal.step((Int(index) - 16) % 6))
        case .palette(let index): RGB(red: grey(index), green: grey(index), blue: grey(index))
        case .rgb(let red, let green, let blue): RGB(red: Int(red), green: Int(green), blue: Int(blue))
        }
    }

    private func grey(_ index: UInt8) -> Int { 8 + (Int(index) - 232) * 10 }
    private static func step(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

    /// All of them, dark and light.
    static let all = stock.flatMap { name, colors, dark, light in
        let ansi = colors.split(separator: " ").map { RGB($0) }
        return [
            StockTerminal(
                name: name, kind: .dark, background: RGB(dark.prefix(6)), foreground: RGB(dark.suffix(6)), ansi: ansi),
            StockTerminal(
                name: name, kind: .light, background: RGB(light.prefix(6)), foreground: RGB(light.suffix(6)),
                ansi: ansi),
        ]
    }

    /// Name, the sixteen colours, background and foreground of the dark and of the light form.
    private static let stock: [(String, String, Substring, Substring)] = [
        (
            "xterm",
            "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
            "000000 ffffff", "ffffff 000000"
        ),
        (
            "Linux console",
            "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
            "000000 aaaaaa", "ffffff 000000"
        ),
        (
            "GNOME",
            "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
            "171421 d0cfcc", "ffffff 171421"
        ),
        (
            "Windows",
            "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
            "0c0c0c cccccc", "ffffff 0c0c0c"
        ),
        (
            "macOS",
            "000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb",
            "1e1e1e ffffff", "ffffff 000000"
        ),
        (
            "iTerm2",
            "14191e b43c2a 00c200 c7c400 2744c7 c040be 00c5c7 c7c7c7 686868 dd7975 58e790 ece100 a7abf2 e17ee1 60fdff ffffff",
            "15191f dcdcdc", "f0f0f0 101010"
        ),
        (
            "Solarized",
            "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
            "002b36 839496", "fdf6e3 657b83"
        ),
    ]
}
