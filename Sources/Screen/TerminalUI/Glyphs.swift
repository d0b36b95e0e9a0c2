/// The characters that lines, bars and marks are drawn with. Each is one column wide.
///
/// No mark stands for two things; lines, which only divide, share characters with one another and with nothing else that
/// stands where a mark does.
public struct Glyphs: Hashable, Sendable {
    /// Characters of a border.
    public struct Box: Hashable, Sendable {
        /// The lines.
        public let horizontal, vertical: Character
        /// The corners.
        public let topLeft, topRight, bottomLeft, bottomRight: Character
        /// Where a line meets a border from within.
        public let teeLeft, teeRight, teeTop, teeBottom: Character
    }

    /// A pane's border.
    public let box: Box
    /// The border of the pane that has the focus.
    public let boxFocused: Box
    /// Parts of a cell from one eighth to the whole; one element where there are no parts.
    public let barParts: [Character]
    /// The empty part of a bar.
    public let barEmpty: Character
    /// The scrollbar's moving part and its way.
    public let scrollThumb, scrollTrack: Character
    /// Arrows of an order.
    public let up, down: Character
    /// From one thing to another.
    public let arrow: String
    /// A layer of the range that is shown.
    public let inRange: Character
    /// Marks of a directory that is folded and of one that is unfolded.
    public let folded, unfolded: Character
    /// Lines of a tree: past an entry, to an entry, to the last one, and along an entry.
    public let treeVertical, treeBranch, treeLast, treeHorizontal: Character
    /// Shades of segments of a strip, each unlike the others.
    public struct Shades: Hashable, Sendable {
        /// From the fullest to the faintest.
        public let full, dark, medium, light: Character
    }

    /// Shades of segments of a strip.
    public let shades: Shades
    /// More text than fits; one column, or two.
    public let ellipsis: String
    /// Marks: an item of a list, look here, between two facts.
    public let bullet, warning, separator: Character
    /// Marks of a directory: something below it has changed, something below it was found.
    public let holdsChanges, holdsFindings: Character

    /// Box lines and blocks of Unicode.
    public static let unicode = Glyphs(
        box: Box(
            horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
            teeLeft: "├", teeRight: "┤", teeTop: "┬", teeBottom: "┴"),
        boxFocused: Box(
            horizontal: "━", vertical: "┃", topLeft: "┏", topRight: "┓", bottomLeft: "┗", bottomRight: "┛",
            teeLeft: "┣", teeRight: "┫", teeTop: "┳", teeBottom: "┻"),
        barParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], barEmpty: " ",
        scrollThumb: "█", scrollTrack: "│",
        up: "↑", down: "↓", arrow: "→", inRange: "→",
        folded: "▸", unfolded: "▾",
        treeVertical: "│", treeBranch: "├", treeLast: "└", treeHorizontal: "─",
        shades: Shades(full: "█", dark: "▓", medium: "▒", light: "░"),
        ellipsis: "…", bullet: "•", warning: "⚠", separator: "·", holdsChanges: "•", holdsFindings: "·")

    /// ASCII only, for terminals and locales without Unicode. `+`, `-` and `~` are left to changes.
    public static let ascii = Glyphs(
        box: plainBox, boxFocused: heavyPlainBox,
        barParts: ["#"], barEmpty: " ",
        scrollThumb: "]", scrollTrack: "|",
        up: "^", down: "_", arrow: "->", inRange: "=",
        folded: ">", unfolded: "v",
        treeVertical: "|", treeBranch: "|", treeLast: "`", treeHorizontal: "-",
        shades: Shades(full: "@", dark: "%", medium: ":", light: "."),
        ellipsis: "..", bullet: "o", warning: "!", separator: "|", holdsChanges: "*", holdsFindings: ",")

    private static let plainBox = Box(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+")

    private static let heavyPlainBox = Box(
        horizontal: "=", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+")
}
