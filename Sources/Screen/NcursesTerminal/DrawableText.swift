import CNcurses
import TerminalUI

/// What of a cell's text a terminal draws in as many columns as the canvas counts.
enum DrawableText {
    /// Scalars that ncurses keeps in a cell.
    static let longest = 5

    /// The scalars to send. Many terminals count columns scalar by scalar, as `wcwidth` does: there a cluster that comes out
    /// at another width (a joined emoji, one of variation selector 16) is cut to its first scalar and filled up with spaces,
    /// so that nothing to its right moves. So is one that is too long for ncurses.
    static func scalars(of cell: Cell) -> [UInt32] {
        if cell.width == 0 { return [] }
        let scalars = cell.text.unicodeScalars.map(\.value)
        let width = Int32(cell.width)
        if scalars.count <= longest, scalars.allSatisfy({ strata_width($0) >= 0 }),
            scalars.reduce(0, { $0 + strata_width($1) }) == width
        {
            return scalars
        }
        guard let first = scalars.first, 1...width ~= strata_width(first) else {
            return [0x3f] + Array(repeating: 0x20, count: Int(width) - 1)
        }
        return [first] + Array(repeating: 0x20, count: Int(width - strata_width(first)))
    }

    /// The scalars of a cluster that is only whole on a terminal that joins its parts; nil for a cell that needs no such.
    static func joined(_ cell: Cell) -> [UInt32]? {
        let scalars = cell.text.unicodeScalars
        guard cell.width == 2, 2...longest ~= scalars.count, let first = scalars.first,
            strata_width(first.value) == 2, scalars.reduce(0, { $0 + max(0, strata_width($1.value)) }) > 2
        else { return nil }
        return scalars.map(\.value)
    }
}
