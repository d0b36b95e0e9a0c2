/// The colours of a theme on one background, in xterm's palette from 16 on, which no terminal restyles.
///
/// Text reaches a contrast of 4.5 to 1 on every background of its kind that stock terminals have (7 to 1 with high contrast),
/// lines and bars 3 to 1: `ContrastTests` computes it.
struct Hues: Hashable, Sendable {
    /// Text of less weight; nil for the terminal's own.
    var quiet: UInt8?
    /// Borders; nil for the terminal's own.
    var line: UInt8?
    /// Bars, keys, the pane in focus.
    var accent: UInt8
    /// What was added, changed, removed, and what changed in its metadata only.
    var added, changed, removed, metadata: UInt8
    /// Directories and other names.
    var name: UInt8
    /// Severities from the worst on, without the last: that one is quiet.
    var severities: [UInt8]
    /// Eight that are told apart, for tiles.
    var tiles: [UInt8]
    /// Text on a tile in one of these colours.
    var tileText: UInt8

    static let dark = Hues(
        quiet: 247, line: 244, accent: 80, added: 114, changed: 221, removed: 210, metadata: 176, name: 111,
        severities: [203, 209, 221, 75], tiles: [39, 214, 78, 176, 228, 203, 44, 141], tileText: 16)

    static let light = Hues(
        quiet: 241, line: 244, accent: 24, added: 22, changed: 94, removed: 124, metadata: 90, name: 25,
        severities: [124, 160, 94, 25], tiles: [25, 94, 22, 90, 124, 23, 54, 161], tileText: 231)

    /// Nothing quiet, everything at 7 to 1.
    static let darkHighContrast = Hues(
        quiet: nil, line: nil, accent: 87, added: 120, changed: 226, removed: 217, metadata: 219, name: 123,
        severities: [217, 223, 226, 123], tiles: [117, 220, 120, 219, 230, 217, 87, 189], tileText: 16)

    static let lightHighContrast = Hues(
        quiet: nil, line: nil, accent: 18, added: 20, changed: 53, removed: 88, metadata: 54, name: 19,
        severities: [88, 89, 53, 19], tiles: [19, 88, 237, 90, 17, 52, 54, 53], tileText: 231)

    /// Blue and orange in place of green and red, for eyes that do not tell those apart.
    static let darkColourBlind = Hues(
        quiet: 247, line: 244, accent: 117, added: 39, changed: 228, removed: 208, metadata: 250, name: 117,
        severities: [208, 215, 228, 75], tiles: [34, 37, 46, 105, 108, 117, 195, 230], tileText: 16)

    static let lightColourBlind = Hues(
        quiet: 241, line: 244, accent: 25, added: 27, changed: 53, removed: 94, metadata: 240, name: 18,
        severities: [52, 94, 53, 25], tiles: [17, 20, 27, 52, 94, 95, 96, 238], tileText: 231)
}
