/// Styles by the role that they play. The background is always the terminal's own, but for tiles; the selection is reverse
/// video.
public struct Theme: Hashable, Sendable {
    /// Ordinary text.
    public var text = Style.plain
    /// Text of less weight: units, unchanged files.
    public var dim = Style.plain
    /// Titles of panes.
    public var title = Style(.standard, .bold)
    /// Borders of panes without focus.
    public var border = Style.plain
    /// The border of the pane that has the focus.
    public var borderFocused = Style(.standard, .bold)
    /// The tab whose view is on the screen.
    public var tabActive = Style(.standard, [.bold, .reverse])
    /// A tab of another view.
    public var tabInactive = Style.plain
    /// The selected row, all of it: its parts' own colours in reverse video would be patches of background.
    public var selection = Style(.standard, .reverse)
    /// The selected row of a pane without focus.
    public var selectionUnfocused = Style(.standard, .underline)
    /// An added path.
    public var added = Style(.standard, .bold)
    /// A path with changed contents.
    public var modified = Style.plain
    /// A removed path.
    public var removed = Style.plain
    /// A path with changed metadata only.
    public var metadata = Style.plain
    /// A line that a diff adds; the mark before it says so too.
    public var diffAdded = Style(.standard, .bold)
    /// A line that a diff removes; the mark before it says so too.
    public var diffRemoved = Style.plain
    /// A directory's name.
    public var directory = Style(.standard, .bold)
    /// A symbolic link's name.
    public var symlink = Style.plain
    /// A device, pipe or socket, and set-id bits.
    public var special = Style(.standard, .underline)
    /// The filled part of a bar.
    public var bar = Style.plain
    /// The part of a bar, or a row's mark, that belongs to the base image.
    public var barBase = Style.plain
    /// The part of a progress bar that is done.
    public var progress = Style.plain
    /// The part of a strip that is the base image's. Parts of a strip differ by their glyphs too.
    public var stripBase = Style.plain
    /// The part of a strip that the image's own instructions put there.
    public var stripOwn = Style.plain
    /// The part of a strip that is stored and hidden by later layers.
    public var stripHidden = Style.plain
    /// Tiles of a tree map, text on a background, eight that are told apart; a letter always says the same.
    /// `style(ofTile:)` goes round.
    public var tiles = Theme.plainTiles
    /// The header line.
    public var header = Style(.standard, .bold)
    /// A key's name in the footer and in help.
    public var footerKey = Style(.standard, .bold)
    /// What the key does.
    public var footerText = Style.plain
    /// Found text.
    public var searchMatch = Style(.standard, [.bold, .reverse])
    /// Something to look at.
    public var warning = Style(.standard, .bold)
    /// Something that went wrong.
    public var error = Style(.standard, [.bold, .reverse])
    /// A finding of critical severity; the next ones likewise.
    public var critical = Style(.standard, [.bold, .reverse])
    /// High severity.
    public var high = Style(.standard, [.bold, .underline])
    /// Medium severity.
    public var medium = Style(.standard, .bold)
    /// Low severity.
    public var low = Style.plain
    /// No more than information.
    public var info = Style.plain
    /// A word of a language: an instruction, `if`, `true`.
    public var syntaxKeyword = Style(.standard, .bold)
    /// A string of source text.
    public var syntaxString = Style.plain
    /// A comment of source text.
    public var syntaxComment = Style.plain
    /// A number of source text.
    public var syntaxNumber = Style.plain
    /// A name that source text gives something: a key, a variable, a section.
    public var syntaxName = Style(.standard, .underline)

    /// Attributes only, for `NO_COLOR` and terminals without colours.
    public static let mono = Theme(plain: ())

    private init(plain: Void) {}

    /// The theme of a dark background.
    public init() { self.init(.dark) }

    /// The styles in these colours.
    init(_ hues: Hues) {
        let quiet = Style(Theme.color(hues.quiet))
        func style(_ hue: UInt8, _ attributes: Style.Attributes = []) -> Style { Style(.palette(hue), attributes) }
        dim = quiet
        border = Style(Theme.color(hues.line))
        borderFocused = style(hues.accent, .bold)
        tabInactive = quiet
        added = style(hues.added)
        modified = style(hues.changed)
        removed = style(hues.removed)
        metadata = style(hues.metadata)
        diffAdded = added
        diffRemoved = removed
        directory = style(hues.name, .bold)
        symlink = style(hues.accent)
        special = style(hues.metadata, .bold)
        bar = style(hues.accent)
        barBase = quiet
        progress = bar
        stripBase = quiet
        stripOwn = bar
        stripHidden = style(hues.changed)
        tiles = hues.tiles.map { Style(.palette(hues.tileText), on: .palette($0)) }
        footerKey = style(hues.accent, .bold)
        searchMatch = style(hues.changed, [.bold, .reverse])
        warning = style(hues.changed, .bold)
        error = style(hues.severities[0], .bold)
        critical = style(hues.severities[0], [.bold, .underline])
        high = style(hues.severities[1], .bold)
        medium = style(hues.severities[2])
        low = style(hues.severities[3])
        info = quiet
        syntaxKeyword = style(hues.metadata, .bold)
        syntaxString = style(hues.added)
        syntaxComment = quiet
        syntaxNumber = style(hues.changed)
        syntaxName = style(hues.name)
    }

    /// The styles of a terminal of 8 or 16 colours, which every terminal has in shades of its own: text takes attributes
    /// only, and colour what is no text, or what lies under text in a shade that bears it.
    init(_ background: Background, sixteen: Bool) {
        let shown: (own: UInt8, hidden: UInt8) =
            switch background {
            // Of the first eight, the dark ones are invisible on black.
            case .dark: (6, 3)
            case .light: (4, 5)
            }
        bar = Style(.ansi(shown.own))
        progress = bar
        stripOwn = bar
        stripHidden = Style(.ansi(shown.hidden))
        if sixteen { tiles = Theme.ansiTiles }
    }

    /// The style of a tile by its index from 0.
    public func style(ofTile index: Int) -> Style { tiles[abs(index % tiles.count)] }

    private static func color(_ hue: UInt8?) -> Color { hue.map { .palette($0) } ?? .standard }

    /// Neighbours differ.
    private static let plainTiles = ([[], .bold, .underline, [.bold, .underline]] as [Style.Attributes]).flatMap {
        [Style(.standard, $0.union(.reverse)), Style(.standard, $0)]
    }

    /// Of the sixteen colours only these bear text in every stock palette; the second four are underlined.
    private static let ansiTiles: [Style] = [Style.Attributes(), .underline].flatMap { attributes in
        [(0, 14), (15, 0), (0, 7), (0, 15)].map { text, tile in Style(.ansi(text), on: .ansi(tile), attributes) }
    }
}
