import FileTree
import TerminalUI

/// How the explorer looks; chosen at the start, some of it changed by keys.
public struct Options: Sendable, Hashable {
    /// The theme's name, one of `Theme.names`.
    public private(set) var themeName: String
    /// The terminal's own background, as far as it is known.
    public let background: Background
    /// How many colours the terminal has.
    public let level: ColorLevel
    /// Whether only ASCII is drawn.
    public var isASCII: Bool
    /// Whether the mouse works.
    public var hasMouse: Bool
    /// The tab that is shown first.
    public var firstTab: ViewID
    /// Which keys ask for what.
    public let keys: KeyMap
    /// Where the user was in images before, by the images' ids.
    public var places: [String: RememberedPlace]
    /// The name of another image to compare with from the start; nil for none.
    public var otherImage: String?
    /// The order of the entries of the tree at first.
    public var sort: SortOrder
    /// The columns of the tree that are shown where there is room.
    public var columns = TreeColumn.standard
    /// What the units of sizes are worth.
    public var units = ByteCount.Units.si
    /// Whether the files open on the largest layer above the base image; otherwise on the last layer.
    public var opensOnLargestLayer = true
    /// Whether what the cursor is on is shown beside or below the tree, where there is room.
    public var hasPreview = true
    /// The styles.
    package private(set) var theme: Theme

    /// A look; by default the theme that goes by the background, Unicode, a mouse, and the overview. A name that is none
    /// counts as `auto`.
    public init(
        themeName: String = "auto", background: Background = .dark, level: ColorLevel = .palette256,
        isASCII: Bool = false, hasMouse: Bool = true, firstTab: ViewID = .overview, otherImage: String? = nil,
        keys: KeyMap = .standard, sort: SortOrder = .standard, places: [String: RememberedPlace] = [:]
    ) {
        self.themeName = Theme.name(for: themeName) ?? "auto"
        self.background = background
        self.level = level
        self.isASCII = isASCII
        self.hasMouse = hasMouse
        self.firstTab = firstTab
        self.keys = keys
        self.sort = sort
        self.places = places
        self.otherImage = otherImage
        theme = Theme.named(self.themeName, on: background, level: level) ?? Theme()
    }

    /// The characters of lines and marks.
    package var glyphs: Glyphs { isASCII ? .ascii : .unicode }

    /// Goes on to the next theme, after the last one to the first.
    mutating func cycleTheme() {
        themeName = Theme.names.next(after: themeName)
        theme = Theme.named(themeName, on: background, level: level) ?? Theme()
    }
}
