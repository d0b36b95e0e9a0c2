import TerminalUI

/// The one table of keys. Footer, help and the README's key table are made of it.
public enum KeyBindings {
    private static let panes: Set<Mode> = [.layers, .tree]
    private static let everywhere: Set<Mode> = [.opening, .layers, .tree, .tooSmall]

    /// All bindings. Within a mode the footer shows hints in this order.
    public static let all: [KeyBinding] =
        files + views + findings + tree + Views.keys(.tree) + layers + searching + paneKeys + moving + viewer + program

    private static let files =
        [
            KeyBinding(
                "Enter", .open, panes, .files, hint: "open",
                "unfold a directory, view a file, pick, go to what was found"),
            KeyBinding(
                "v", .view, panes, .files, hint: "view", "view a file's contents; a layer's facts, a finding in full",
                twin: "strata cat IMAGE PATH --layer LAYER"),
        ] + Views.keys(.files) + [
            KeyBinding(
                "x", .extract, [.tree], .files, extra: "extract",
                "extract the file or directory, or all that is marked",
                twin: "strata extract IMAGE PATH --layer LAYER -o DIRECTORY"),
            KeyBinding(
                "d", .leaveOut, panes, .files, extra: "leave out",
                "leave a path, layer or package out of what the image would be; again takes it back"),
            KeyBinding(
                "*", .mark, [.tree], .files, extra: "mark", "mark the path, or not any more; x extracts all marked"),
            KeyBinding("e", .openInPager, [.tree], .files, extra: "pager", "open the file in $PAGER"),
            KeyBinding("E", .openInEditor, [.tree], .files, "open a copy of the file in $EDITOR"),
            KeyBinding("y", .copyPath, panes, .files, extra: "copy", "copy the path; the instruction of a layer"),
        ]

    private static let views =
        Views.keys(.views) + Tab.keys(in: panes) + [
            KeyBinding("]", .nextTab, panes, .views, "next tab"),
            KeyBinding("[", .previousTab, panes, .views, "previous tab"),
            KeyBinding(",", .back, panes, .views, extra: "back", "back to where one was before"),
            KeyBinding(".", .forward, panes, .views, "forward again"),
        ]

    private static let findings =
        Views.ownKeys + [
            KeyBinding(
                "u", .learn, [], .findings, hint: "learn",
                "understand it: the lesson of the course on the selected finding or advice; Esc leads back here",
                twin: "strata learn LESSON")
        ]

    private static let tree = [
        KeyBinding(
            "c", .toggleChanges, panes, .tree, hint: "changes", "only what the layer changed, or all files",
            twin: "strata ls IMAGE --layer LAYER --changes"),
        KeyBinding("Space", .toggleFold, [.tree], .tree, hint: "fold", "fold or unfold the directory, the finding"),
        KeyBinding(
            "s", .sort, panes, .tree, hint: "sort", "sort by name, size, number of files, time, wasted bytes",
            twin: "strata ls IMAGE --sort size"),
        KeyBinding(
            "L", .toggleList, panes, .tree, extra: "list", "all files in one list, the largest first, or the tree",
            twin: "strata ls IMAGE --layer LAYER --recursive --filter kind:file --sort size"),
        KeyBinding(
            "M", .toggleMap, panes, .tree, extra: "map",
            "the directory as a map of tiles, or the tree; Enter goes in, h out",
            twin: "strata ls IMAGE PATH --layer LAYER --sort size"),
        KeyBinding("C", .nextTileColor, panes, .tree, "colours of the map: by layer, stage, kind, finding"),
        KeyBinding("S", .reverseSort, panes, .tree, "turn the order round"),
        KeyBinding("-", .foldAll, [.tree], .tree, "fold all"),
        KeyBinding("= +", .unfoldAll, [.tree], .tree, "unfold all"),
    ]

    private static let layers = [
        KeyBinding(
            "Space r", .toggleRange, [.layers], .layers, hint: "range", "start a range of layers here, or end it"),
        KeyBinding("J >", .nextLayer, panes, .layers, extra: "next layer", "next layer, from the tree too"),
        KeyBinding("K <", .previousLayer, panes, .layers, "previous layer, from the tree too"),
    ]

    private static let searching = [
        KeyBinding(
            "/", .search, panes, .searching, hint: "search", "search names, or paths with a /; the text of a view"),
        KeyBinding("n", .searchNext, panes, .searching, "next match"),
        KeyBinding("N", .searchPrevious, panes, .searching, "previous match"),
        KeyBinding("f", .filter, panes, .searching, hint: "filter", "show only paths that match; ! negates"),
        KeyBinding(
            "C-g", .searchContents, panes, .searching, extra: "contents",
            "search the contents of all layers, deleted files too; Enter opens a file at the line",
            twin: "strata grep IMAGE PATTERN"),
    ]

    private static let paneKeys = [
        KeyBinding(
            "Tab S-Tab", .focusNext, panes, .panes, hint: "pane", "the other pane"),
        KeyBinding("z", .zoom, panes, .panes, hint: "zoom", "the pane alone, or both"),
        KeyBinding(
            "V", .togglePreview, panes, .panes, extra: "preview",
            "what the cursor is on, beside or below the tree (150 columns or 40 rows)",
            twin: "strata cat IMAGE PATH --layer LAYER"),
        KeyBinding(
            "Esc", .endLast, panes, .panes, "end filter, range, zoom, list, map or marks, else back to where one was"),
        KeyBinding("Esc q", .close, [], .panes, hint: "close", "close what lies over the panes"),
    ]

    private static let moving = [
        KeyBinding("j Down C-n", .down, panes, .moving, "down"),
        KeyBinding("k Up C-p", .up, panes, .moving, "up"),
        KeyBinding("l Right", .goIn, panes, .moving, "into; sideways in the viewer"),
        KeyBinding("h Left Backspace", .goOut, panes, .moving, "out; sideways in the viewer"),
        KeyBinding("PgDn C-f", .pageDown, panes, .moving, "page down"),
        KeyBinding("PgUp C-b", .pageUp, panes, .moving, "page up"),
        KeyBinding("C-d", .halfPageDown, panes, .moving, "half a page down"),
        KeyBinding("C-u", .halfPageUp, panes, .moving, "half a page up"),
        KeyBinding("g Home", .top, panes, .moving, "to the top"),
        KeyBinding("G End", .bottom, panes, .moving, "to the bottom"),
    ]

    private static let viewer = [
        KeyBinding("w", .toggleWrap, [], .viewer, hint: "wrap", "wrap long lines, or not"),
        KeyBinding(
            "p", .toggleLayout, [], .viewer, extra: "lay out",
            "JSON laid out, a line for each value, or as it is"),
        KeyBinding("x", .toggleHex, [], .viewer, hint: "hex", "as text or in hexadecimal"),
        KeyBinding("#", .toggleNumbers, [], .viewer, hint: "numbers", "line numbers, or none"),
    ]

    private static let program =
        [KeyBinding(":", .palette, panes, .program, hint: "commands", "all commands, by name")]
        + Views.keys(.program) + [
            KeyBinding(
                "o", .compareWith, [], .program, hint: "other image",
                "compare with another image, in the Compare view; from everywhere by name",
                twin: "strata diff IMAGE OTHER"),
            KeyBinding("T", .nextTheme, everywhere, .program, "next theme"),
            KeyBinding("m", .toggleMouse, everywhere, .program, "mouse on or off (off lets the terminal select text)"),
            KeyBinding("C-l", .redraw, everywhere, .program, "draw the screen again"),
            KeyBinding("C-z", .suspend, everywhere.union([.prompt]), .program, "suspend; fg comes back"),
            KeyBinding("q", .quit, [.layers, .tree, .opening, .tooSmall], .program, hint: "quit", "quit"),
            KeyBinding("C-c", .interrupt, everywhere.union([.prompt]), .program, "quit, from anywhere"),
            KeyBinding("Down C-n", .down, [.prompt], .program, "the next one of a list"),
            KeyBinding("Up C-p", .up, [.prompt], .program, "the one before"),
            KeyBinding("C-y", .copyTwin, [.prompt], .program, "copy the command line that does the same"),
            KeyBinding("Tab", .complete, [.prompt], .program, hint: "complete", "complete the path"),
            KeyBinding(
                "C-r", .toggleReplacing, [.prompt], .program, hint: "replace", "replace files that are there, or not"),
            KeyBinding("Enter", .accept, [.prompt], .program, hint: "accept", "accept the line"),
            KeyBinding("Esc", .cancel, [.prompt], .program, hint: "cancel", "leave things as they were"),
        ]

    /// What a key asks for in a mode, as the table comes; nil where it means nothing.
    public static func command(for key: Key, in mode: Mode) -> Command? {
        KeyMap.standard.command(for: key, in: mode)
    }

    /// Help and the ways out, for which the footer always has room.
    static let last: Set<Command> = [.palette, .show(.help), .quit, .close, .accept, .cancel]

    /// The bindings whose hints the footer of a mode shows, the most important first; help and the way out last.
    static func footer(of mode: Mode) -> [KeyBinding] {
        let shown = all.filter { $0.hint != nil && $0.works(in: mode) }
        let always = shown.filter { last.contains($0.command) }
        let others = shown.filter { !last.contains($0.command) }
        return others.filter { !$0.isExtra } + others.filter(\.isExtra) + always
    }

    /// What is special to a mode, for the top of the help: its own keys, then those of the footer.
    static func help(for mode: Mode) -> [KeyBinding] {
        let own = mode.ownKeys
        return own + footer(of: mode).filter { !own.contains($0) && !last.contains($0.command) }
    }

    /// The bindings of a group as the help shows them.
    static func group(_ group: KeyBinding.Group) -> [KeyBinding] {
        all.filter { $0.group == group && $0.isListed }
    }

    /// The table as Markdown, for the README; a view comes with the command that prints the same.
    public static var markdown: String {
        var lines = ["| keys | what they do |", "|---|---|"]
        for group in KeyBinding.Group.allCases {
            lines.append("| **\(group.rawValue)** | |")
            for binding in self.group(group) {
                let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
                let twin = binding.plainTwin.map { " (`\($0)`)" } ?? ""
                lines.append("| \(keys) | \(binding.help)\(twin) |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
