import TerminalUI

/// How the explorer looks; chosen at the start, some of it changed by keys.
public struct Options: Sendable, Hashable {
    /// The theme's name, one of `Theme.all`.
    public var themeName: String
    /// Whether only ASCII is drawn.
    public var isASCII: Bool
    /// Whether the mouse works.
    public var hasMouse: Bool
    /// The tab that is shown first.
    public var firstTab: ViewID

    /// A look; by default the default theme, Unicode, a mouse, and the overview.
    public init(
        themeName: String = "default", isASCII: Bool = false, hasMouse: Bool = true, firstTab: ViewID = .overview
    ) {
        self.themeName = themeName
        self.isASCII = isASCII
        self.hasMouse = hasMouse
        self.firstTab = firstTab
    }

    /// The styles.
    var theme: Theme { Theme.named(themeName) ?? Theme() }
    /// The characters of lines and marks.
    var glyphs: Glyphs { isASCII ? .ascii : .unicode }

    /// Goes on to the next theme, after the last one to the first.
    mutating func cycleTheme() {
        let names = Theme.all.map(\.name)
        let next = (names.firstIndex(of: themeName) ?? -1) + 1
        themeName = names[next % names.count]
    }
}
