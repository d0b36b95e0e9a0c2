import CNcurses
import TerminalUI

/// Turns styles into ncurses' attributes and colour pairs, allocated as they are met.
struct StyleTable {
    let level: ColorLevel
    private let colors: Int
    private let pairLimit: Int
    private var pairs: [ColorPair: Int32] = [:]
    private var looks: [Style: (attributes: attr_t, pair: Int32)] = [:]

    private struct ColorPair: Hashable {
        let foreground, background: Int32
    }

    /// Starts colours. `wanted` limits what the terminal's description allows.
    init(wanted: ColorLevel?) {
        var available = ColorLevel.none
        if wanted != ColorLevel.none, has_colors(), start_color() == OK, use_default_colors() == OK {
            available = ColorLevel(colors: Int(strata_colors()))
        }
        level = min(available, wanted ?? available)
        colors = Int(strata_colors())
        pairLimit = Int(strata_color_pairs())
    }

    mutating func look(of style: Style) -> (attributes: attr_t, pair: Int32) {
        if let look = looks[style] { return look }
        var attributes = StyleTable.attributes(style.attributes)
        var foreground = style.foreground.reduced(to: level)
        let background = style.background.reduced(to: level)
        if colors < 16, case .ansi(let index) = foreground, index >= 8 {
            // Eight colours only: grey is faint, the other bright ones are bold.
            foreground = index == 8 ? .standard : .ansi(index - 8)
            attributes |= index == 8 ? strata_dim : strata_bold
        }
        let pair = pair(ColorPair(foreground: number(foreground), background: number(background)))
        looks[style] = (attributes, pair)
        return (attributes, pair)
    }

    private mutating func pair(_ pair: ColorPair) -> Int32 {
        if pair == ColorPair(foreground: -1, background: -1) { return 0 }
        if let known = pairs[pair] { return known }
        let next = pairs.count + 1
        guard next < min(pairLimit, 32767), init_extended_pair(Int32(next), pair.foreground, pair.background) == OK
        else { return 0 }
        pairs[pair] = Int32(next)
        return Int32(next)
    }

    private func number(_ color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .ansi(let index): colors < 16 ? Int32(index & 7) : Int32(index)
        case .palette(let index): Int32(index)
        case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }

    private static func attributes(_ attributes: Style.Attributes) -> attr_t {
        let table: [(Style.Attributes, attr_t)] = [
            (.bold, strata_bold), (.dim, strata_dim), (.italic, strata_italic), (.underline, strata_underline),
            (.reverse, strata_reverse),
        ]
        return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
    }
}
