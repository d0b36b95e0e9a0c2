import CNcurses
import TerminalUI

/// What of a cell's text a terminal draws in as many columns as the canvas counts.
enum DrawableText {
    /// The scalars to send. Terminals count columns scalar by scalar, as `wcwidth` does: a cluster that comes out at another
    /// width (a joined emoji, one of variation selector 16) is cut to its first scalar and filled up with spaces, so that
    /// nothing to its right moves.
    static func scalars(of cell: Cell) -> [UInt32] {
        if cell.width == 0 { return [] }
        let scalars = cell.text.unicodeScalars.map(\.value)
        let width = Int32(cell.width)
        // ncurses keeps five scalars a cell.
        if scalars.count <= 5, scalars.allSatisfy({ strata_width($0) >= 0 }),
            scalars.reduce(0, { $0 + strata_width($1) }) == width
        {
            return scalars
        }
        guard let first = scalars.first, 1...width ~= strata_width(first) else {
            return [0x3f] + Array(repeating: 0x20, count: Int(width) - 1)
        }
        return [first] + Array(repeating: 0x20, count: Int(width - strata_width(first)))
    }
}
