import TerminalUI

/// The one table of keys. Footer, help and the README's key table are made of it.
public enum KeyBindings {
    private static let panes: Set<Mode> = [.layers, .tree]
    private static let lists: Set<Mode> = [.layers, .tree, .viewer, .text, .list, .findings]
    private static let everywhere: Set<Mode> = [
        .opening, .layers, .tree, .viewer, .text, .list, .findings, .tooSmall,
    ]
    private static let over: Set<Mode> = [.viewer, .text, .list, .findings]

    private static let withFindings: Set<Mode> = [.layers, .tree, .findings]

    /// All bindings. Within a mode the footer shows hints in this order.
    public static let all: [KeyBinding] =
        files + findings + tree + layers + finding + paneKeys + moving + viewer + program

    private static let files = [
        KeyBinding(
            "Enter", .open, [.layers, .tree, .list, .findings], .files, hint: "open",
            "unfold a directory, view a file, pick, go to what was found"),
        KeyBinding(
            "v", .view, withFindings, .files, hint: "view", "view a file's contents; a layer's facts, a finding in full"
        ),
        KeyBinding(
            "o", .pathHistory, [.tree], .files, extra: "history", "which layers wrote, changed and removed the path"),
        KeyBinding("x", .extract, [.tree], .files, extra: "extract", "extract the file or directory"),
        KeyBinding("e", .openInPager, [.tree, .viewer], .files, extra: "pager", "open the file in $PAGER"),
        KeyBinding("E", .openInEditor, [.tree, .viewer], .files, "open a copy of the file in $EDITOR"),
        KeyBinding(
            "y", .copyPath, panes.union([.viewer]), .files, extra: "copy", "copy the path; the instruction of a layer"),
    ]

    private static let tree = [
        KeyBinding("c", .toggleChanges, panes, .tree, hint: "changes", "only what the layer changed, or all files"),
        KeyBinding(
            "Space", .toggleFold, [.tree, .findings], .tree, hint: "fold", "fold or unfold the directory, the finding"),
        KeyBinding("s", .sort, panes, .tree, hint: "sort", "sort by name, size, number of files, time"),
        KeyBinding("S", .reverseSort, panes, .tree, "turn the order round"),
        KeyBinding("-", .foldAll, [.tree, .findings], .tree, "fold all"),
        KeyBinding("= +", .unfoldAll, [.tree, .findings], .tree, "unfold all"),
    ]

    private static let layers = [
        KeyBinding(
            "Space r", .toggleRange, [.layers], .layers, hint: "range", "start a range of layers here, or end it"),
        KeyBinding("J >", .nextLayer, panes, .layers, extra: "next layer", "next layer, from the tree too"),
        KeyBinding("K <", .previousLayer, panes, .layers, "previous layer, from the tree too"),
    ]

    private static let finding = [
        KeyBinding(
            "/", .search, [.layers, .tree, .viewer], .searching, hint: "search", "search names, or paths with a /"),
        KeyBinding("n", .searchNext, [.layers, .tree, .viewer], .searching, "next match"),
        KeyBinding("N", .searchPrevious, [.layers, .tree, .viewer], .searching, "previous match"),
        KeyBinding("f", .filter, panes, .searching, hint: "filter", "show only paths that match; ! negates"),
    ]

    private static let findings = [
        KeyBinding(
            "w", .waste, withFindings, .findings, hint: "waste", "wasted bytes and bloat: findings with all their files"
        ),
        KeyBinding(
            "F", .findings, withFindings, .findings, hint: "findings",
            "secrets, hardening, Dockerfile, vulnerabilities"),
        KeyBinding("c", .category, [.findings], .findings, hint: "category", "only findings of one category; next one"),
    ]

    private static let paneKeys = [
        KeyBinding(
            "Tab S-Tab", .focusNext, withFindings, .panes, hint: "pane", "the other pane; the other list of findings"),
        KeyBinding("1", .focusLayers, panes, .panes, "the layers"),
        KeyBinding("2", .focusTree, panes, .panes, "the files"),
        KeyBinding("]", .nextTab, withFindings, .panes, "next tab of the tree, of the findings"),
        KeyBinding("[", .previousTab, withFindings, .panes, "previous tab of the tree, of the findings"),
        KeyBinding("z", .zoom, panes, .panes, hint: "zoom", "the pane alone, or both"),
        KeyBinding("Esc", .close, panes, .panes, "end filter or range, back to the findings, end zoom"),
        KeyBinding("Esc q", .close, over, .panes, hint: "close", "close what lies over the panes"),
    ]

    private static let moving = [
        KeyBinding("j Down C-n", .down, lists, .moving, "down"),
        KeyBinding("k Up C-p", .up, lists, .moving, "up"),
        KeyBinding(
            "l Right", .goIn, [.layers, .tree, .viewer, .list, .findings], .moving, "into; sideways in the viewer"),
        KeyBinding(
            "h Left Backspace", .goOut, [.layers, .tree, .viewer, .list, .findings], .moving,
            "out; sideways in the viewer"),
        KeyBinding("PgDn C-f", .pageDown, lists, .moving, "page down"),
        KeyBinding("PgUp C-b", .pageUp, lists, .moving, "page up"),
        KeyBinding("C-d", .halfPageDown, lists, .moving, "half a page down"),
        KeyBinding("C-u", .halfPageUp, lists, .moving, "half a page up"),
        KeyBinding("g Home", .top, lists, .moving, "to the top"),
        KeyBinding("G End", .bottom, lists, .moving, "to the bottom"),
    ]

    private static let viewer = [
        KeyBinding("w", .toggleWrap, [.viewer], .viewer, hint: "wrap", "wrap long lines, or not"),
        KeyBinding("x", .toggleHex, [.viewer], .viewer, hint: "hex", "as text or in hexadecimal"),
        KeyBinding("#", .toggleNumbers, [.viewer], .viewer, hint: "numbers", "line numbers, or none"),
    ]

    private static let program = [
        KeyBinding("i", .details, panes, .program, hint: "image", "the image's configuration and history"),
        KeyBinding(
            "D", .dockerfile, panes, .program, extra: "Dockerfile",
            "the Dockerfile with each line's layer; Enter selects it"),
        KeyBinding("t", .stages, panes, .program, extra: "stages", "the stages, drawn; Enter selects a stage's layer"),
        KeyBinding("p", .picker, panes, .program, extra: "images", "pick another image or platform of the archive"),
        KeyBinding("!", .messages, panes, .program, "warnings and errors so far"),
        KeyBinding("T", .nextTheme, everywhere, .program, "next theme"),
        KeyBinding("m", .toggleMouse, everywhere, .program, "mouse on or off (off lets the terminal select text)"),
        KeyBinding("C-l", .redraw, everywhere, .program, "draw the screen again"),
        KeyBinding("C-z", .suspend, everywhere.union([.prompt]), .program, "suspend; fg comes back"),
        KeyBinding("? F1", .help, [.layers, .tree, .viewer, .list, .findings], .program, hint: "help", "this help"),
        KeyBinding("q", .quit, [.layers, .tree, .opening, .tooSmall], .program, hint: "quit", "quit"),
        KeyBinding("C-c", .interrupt, Set(Mode.allCases), .program, "quit, from anywhere"),
        KeyBinding("? F1", .close, [.text], .program, "close the help"),
        KeyBinding("Enter", .accept, [.prompt], .program, hint: "accept", "accept the line"),
        KeyBinding("Esc", .cancel, [.prompt], .program, hint: "cancel", "leave things as they were"),
    ]

    private static let byMode: [Mode: [Key: Command]] = Dictionary(
        uniqueKeysWithValues: Mode.allCases.map { mode in
            let pairs = all.filter { $0.modes.contains(mode) }.flatMap { binding in
                binding.keys.map { ($0, binding.command) }
            }
            return (mode, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        })

    /// What a key asks for in a mode; nil where it means nothing.
    public static func command(for key: Key, in mode: Mode) -> Command? {
        byMode[mode]?[key]
    }

    /// The bindings whose hints the footer of a mode shows, the most important first; help and the way out last.
    static func footer(of mode: Mode) -> [KeyBinding] {
        let shown = all.filter { $0.modes.contains(mode) && $0.hint != nil }
        let last: [Command] = [.help, .quit, .close, .accept, .cancel]
        let always = shown.filter { last.contains($0.command) }
        let others = shown.filter { !last.contains($0.command) }
        return others.filter { !$0.isExtra } + others.filter(\.isExtra) + always
    }

    /// The bindings of a group as the help shows them.
    static func group(_ group: KeyBinding.Group) -> [KeyBinding] {
        all.filter { $0.group == group && $0.modes != [.text] && $0.modes != [.prompt] }
    }

    /// The table as Markdown, for the README.
    public static var markdown: String {
        var lines = ["| keys | what they do |", "|---|---|"]
        for group in KeyBinding.Group.allCases {
            lines.append("| **\(group.rawValue)** | |")
            for binding in self.group(group) {
                let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
                lines.append("| \(keys) | \(binding.help) |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
