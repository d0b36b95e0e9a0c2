/// A colour as terminals know them. What a terminal cannot show, the terminal's driver brings down to what it can.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the 16 colours of the terminal's own theme, 0…15.
    case ansi(UInt8)
    /// One of the 256 colours of xterm's palette.
    case palette(UInt8)
    /// Red, green and blue.
    case rgb(UInt8, UInt8, UInt8)

    /// The terminal theme's red; the next ones likewise.
    public static let red = Color.ansi(1)
    /// Green.
    public static let green = Color.ansi(2)
    /// Yellow.
    public static let yellow = Color.ansi(3)
    /// Blue.
    public static let blue = Color.ansi(4)
    /// Magenta.
    public static let magenta = Color.ansi(5)
    /// Cyan.
    public static let cyan = Color.ansi(6)
    /// Bright black, which most themes show as grey.
    public static let gray = Color.ansi(8)
}

/// How a cell is drawn: two colours and attributes.
public struct Style: Hashable, Sendable {
    /// What a cell's text looks like besides its colour.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// The set with these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Bold.
        public static let bold = Attributes(rawValue: 1)
        /// Faint.
        public static let dim = Attributes(rawValue: 2)
        /// Italic.
        public static let italic = Attributes(rawValue: 4)
        /// Underlined.
        public static let underline = Attributes(rawValue: 8)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 16)
    }

    /// The text's colour.
    public var foreground: Color
    /// The colour behind the text.
    public var background: Color
    /// Bold, dim, italic, underline, reverse.
    public var attributes: Attributes

    /// A style; by default the terminal's own colours without attributes.
    public init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours without attributes.
    public static let plain = Style()

    /// This style under `other`: attributes of both, and `other`'s colours where it has any.
    public func merging(_ other: Style) -> Style {
        Style(
            other.foreground == .standard ? foreground : other.foreground,
            on: other.background == .standard ? background : other.background,
            attributes.union(other.attributes))
    }

    /// This style with these attributes too.
    public func adding(_ attributes: Attributes) -> Style {
        Style(foreground, on: background, self.attributes.union(attributes))
    }
}

extension Color: CustomStringConvertible {
    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// The colour's name: `red`, `bright-red`, `208`, `#ff8000`; `standard` for the terminal's own.
    public var description: String {
        switch self {
        case .standard: "standard"
        case .ansi(let index) where index < 8: Color.names[Int(index)]
        case .ansi(let index) where index < 16: "bright-" + Color.names[Int(index) - 8]
        case .ansi(let index), .palette(let index): String(index)
        case .rgb(let red, let green, let blue):
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}

extension Style: CustomStringConvertible {
    private static let attributeNames: [(Attributes, String)] = [
        (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
    ]

    /// Attributes and colours in words, `bold red on blue`; empty for the plain style.
    public var description: String {
        var words = Style.attributeNames.filter { attributes.contains($0.0) }.map(\.1)
        if foreground != .standard { words.append(foreground.description) }
        if background != .standard { words.append("on " + background.description) }
        return words.joined(separator: " ")
    }
}
