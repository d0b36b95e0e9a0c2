/// Styles by the role that they play. The background is always the terminal's own; the selection is reverse video.
public struct Theme: Hashable, Sendable {
    /// Ordinary text.
    public var text = Style.plain
    /// Text of less weight: units, unchanged files.
    public var dim = Style(.gray)
    /// Titles of panes.
    public var title = Style(.standard, .bold)
    /// Borders of panes without focus.
    public var border = Style(.gray)
    /// The border of the pane that has the focus.
    public var borderFocused = Style(.cyan, .bold)
    /// The selected row, all of it: its parts' own colours in reverse video would be patches of background.
    public var selection = Style(.standard, .reverse)
    /// The selected row of a pane without focus.
    public var selectionUnfocused = Style(.standard, .underline)
    /// An added path.
    public var added = Style(.green)
    /// A path with changed contents.
    public var modified = Style(.yellow)
    /// A removed path.
    public var removed = Style(.red)
    /// A path with changed metadata only.
    public var metadata = Style(.magenta)
    /// A directory's name.
    public var directory = Style(.blue, .bold)
    /// A symbolic link's name.
    public var symlink = Style(.cyan)
    /// A device, pipe or socket, and set-id bits.
    public var special = Style(.magenta, .bold)
    /// The filled part of a bar.
    public var bar = Style(.cyan)
    /// The part of a bar, or a row's mark, that belongs to the base image.
    public var barBase = Style(.gray)
    /// The header line.
    public var header = Style(.standard, .bold)
    /// A key's name in the footer and in help.
    public var footerKey = Style(.cyan, .bold)
    /// What the key does.
    public var footerText = Style.plain
    /// Found text.
    public var searchMatch = Style(.yellow, [.bold, .underline])
    /// Something to look at.
    public var warning = Style(.yellow, .bold)
    /// Something that went wrong.
    public var error = Style(.red, .bold)
    /// A finding of critical severity; the next ones likewise.
    public var critical = Style(.red, .bold)
    /// High severity.
    public var high = Style(.ansi(9))
    /// Medium severity.
    public var medium = Style(.yellow)
    /// Low severity.
    public var low = Style(.blue)
    /// No more than information.
    public var info = Style(.gray)

    /// The default theme: colours of the terminal's own 16.
    public init() {}
}

extension Theme {
    /// A theme by name: `default`, `mono`, `high-contrast`, `colour-blind`; nil for another name.
    public static func named(_ name: String) -> Theme? {
        all.first { $0.name == name }?.theme
    }

    /// All themes with their names, the default one first.
    public static let all: [(name: String, theme: Theme)] = [
        ("default", Theme()), ("mono", .mono), ("high-contrast", .highContrast), ("colour-blind", .colourBlind),
    ]

    /// Attributes only, for `NO_COLOR` and terminals without colours.
    public static let mono = Theme {
        $0.dim = Style(.standard, .dim)
        $0.border = Style(.standard, .dim)
        $0.borderFocused = Style(.standard, .bold)
        $0.added = Style(.standard, .bold)
        $0.modified = .plain
        $0.removed = Style(.standard, .dim)
        $0.metadata = .plain
        $0.directory = Style(.standard, .bold)
        $0.symlink = .plain
        $0.special = Style(.standard, .underline)
        $0.bar = .plain
        $0.barBase = Style(.standard, .dim)
        $0.footerKey = Style(.standard, .bold)
        $0.searchMatch = Style(.standard, [.bold, .underline])
        $0.warning = Style(.standard, .bold)
        $0.error = Style(.standard, .bold)
        $0.critical = Style(.standard, [.bold, .underline])
        $0.high = Style(.standard, .bold)
        $0.medium = .plain
        $0.low = .plain
        $0.info = Style(.standard, .dim)
    }

    /// Bright colours and bold, nothing faint.
    public static let highContrast = Theme {
        $0.dim = .plain
        $0.border = .plain
        $0.borderFocused = Style(.ansi(11), .bold)
        $0.added = Style(.ansi(10), .bold)
        $0.modified = Style(.ansi(11), .bold)
        $0.removed = Style(.ansi(9), .bold)
        $0.metadata = Style(.ansi(13), .bold)
        $0.directory = Style(.ansi(14), .bold)
        $0.symlink = Style(.ansi(14))
        $0.special = Style(.ansi(13), .bold)
        $0.bar = Style(.ansi(14))
        $0.barBase = .plain
        $0.footerKey = Style(.ansi(11), .bold)
        $0.searchMatch = Style(.ansi(11), [.bold, .underline])
        $0.warning = Style(.ansi(11), .bold)
        $0.error = Style(.ansi(9), .bold)
        $0.critical = Style(.ansi(9), [.bold, .underline])
        $0.high = Style(.ansi(9), .bold)
        $0.medium = Style(.ansi(11), .bold)
        $0.low = Style(.ansi(14))
        $0.info = .plain
    }

    /// Blue and orange in place of green and red, for eyes that do not tell those apart.
    public static let colourBlind = Theme {
        let orange = Color.palette(208)
        let blue = Color.palette(39)
        $0.added = Style(blue, .bold)
        $0.modified = Style(.palette(228))
        $0.removed = Style(orange)
        $0.metadata = Style(.palette(250))
        $0.directory = Style(.standard, .bold)
        $0.special = Style(.standard, [.bold, .underline])
        $0.symlink = Style(.palette(117))
        $0.searchMatch = Style(.palette(228), [.bold, .underline])
        $0.warning = Style(.palette(228), .bold)
        $0.error = Style(orange, .bold)
        $0.critical = Style(orange, [.bold, .underline])
        $0.high = Style(orange)
        $0.medium = Style(.palette(228))
        $0.low = Style(blue)
    }

    private init(_ change: (inout Theme) -> Void) {
        change(&self)
    }
}
