/// One cell of a canvas: a grapheme cluster in a style. A wide cluster takes its own cell and a continuation after it.
public struct Cell: Hashable, Sendable {
    /// What the cell shows; a space in a continuation.
    public let text: Character
    /// How it is drawn.
    public let style: Style
    /// Columns that the text takes: 1 or 2, and 0 for the cell that continues a wide one.
    public let width: UInt8

    /// A cell of a printable character; a character of width 0 or a control character is replaced by U+FFFD.
    public init(_ text: Character, style: Style = .plain) {
        let width = TextWidth.of(text)
        self.text = width == 0 ? "\u{fffd}" : text
        self.style = style
        self.width = UInt8(max(1, width))
    }

    init(text: Character, style: Style, width: UInt8) {
        self.text = text
        self.style = style
        self.width = width
    }

    /// A space in the terminal's own colours.
    public static let blank = Cell(text: " ", style: .plain, width: 1)

    static func space(_ style: Style) -> Cell { Cell(text: " ", style: style, width: 1) }
    static func continuation(_ style: Style) -> Cell { Cell(text: " ", style: style, width: 0) }

    func with(style: Style) -> Cell { Cell(text: text, style: style, width: width) }
}
