import FileTree
import ImageAnalysis
import TerminalUI

/// What a view is called, in the table of views and in the command that shows it.
public struct ViewID: Sendable, Hashable {
    let name: String

    init(_ name: String) { self.name = name }
}

/// Something to look at, a tab or a box over one: a value that knows its title, its key, its rows, and what keys do to them.
///
/// What all views share is not here: moving, search, the mouse and the way out are `State+Views`, the box and its rows
/// `ViewLayout`, the footer and the help come from the table of keys. A new view is a file in this folder and a line in
/// `Views.all`, for a tab one in `Tab.all`; what it has to remember (a filter, what is unfolded) is a property of its own.
protocol View: Sendable, Hashable {
    var id: ViewID { get }
    /// The key that shows it from the panes; nil for a view that only other views lead to.
    var key: KeyBinding? { get }
    /// Keys that have a meaning just here; their commands are `Command.own`.
    var ownKeys: [KeyBinding] { get }
    /// Commands of the table of keys that it takes, besides those that all views do.
    var commands: Set<Command> { get }
    /// The command that prints the same, IMAGE standing for the image; nil where there is none.
    var plainTwin: String? { get }
    /// Whether one of its rows is selected; else it is a text that only scrolls.
    var hasSelection: Bool { get }
    /// Whether its box is as large as its rows; else it takes all the room that there is. A tab has no box.
    var isFitted: Bool { get }
    /// Whether it has all of the screen but for the status line and the footer, and not only a box. A tab has not.
    var fillsScreen: Bool { get }
    /// Whether it draws its rows itself, in `drawBeside`.
    var drawsRows: Bool { get }
    /// Where the user is in it.
    var place: ViewPlace { get set }

    /// Why it cannot be shown now; nil where it can.
    func obstacle(in state: State) -> Obstacle?
    /// Gets ready to be shown: where to begin, what of.
    mutating func appear(in state: State)
    /// Gets ready to be drawn, after all else has changed.
    mutating func settle(in state: State)
    /// The text in the upper border.
    func title(in state: State) -> String
    /// The text at the right of the upper border; empty for where in the rows the screen is.
    func facts(in state: State) -> String
    /// The rows, laid out for `width` columns.
    func rows(in state: State, width: Int) -> ViewRows
    /// Where the rows go inside the border; the rest is for `drawBeside`.
    func rowsArea(in inside: Rect) -> Rect
    /// Draws what stands beside the rows.
    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State)

    /// What Enter or a second click does on a row, from 0.
    mutating func open(_ row: Int, in state: inout State) -> Outcome
    /// What a command does that means more here than in all views; nil where it does not.
    mutating func perform(_ command: Command, in state: inout State) -> Outcome?
    /// What a command does just now, for the footer; nil for what the table of keys says, empty to leave it out.
    func hint(for command: Command, in state: State) -> String?
    /// The lesson on what is selected; nil for none. A view that has any takes the command `learn`.
    func lesson(in state: State) -> Lesson?
    /// The layers were stacked anew: takes its paths along.
    mutating func follow(_ stack: LayerStack, _ translate: (PathID) -> PathID?)
}

extension View {
    var key: KeyBinding? { nil }
    var ownKeys: [KeyBinding] { [] }
    var commands: Set<Command> { [] }
    var plainTwin: String? { nil }
    var hasSelection: Bool { true }
    var isFitted: Bool { false }
    var fillsScreen: Bool { false }
    var drawsRows: Bool { false }

    func obstacle(in state: State) -> Obstacle? { nil }
    mutating func appear(in state: State) { place = ViewPlace() }
    mutating func settle(in state: State) {}
    func facts(in state: State) -> String { "" }
    func rowsArea(in inside: Rect) -> Rect { inside }
    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {}
    mutating func open(_ row: Int, in state: inout State) -> Outcome { .stay }
    mutating func perform(_ command: Command, in state: inout State) -> Outcome? { nil }
    func hint(for command: Command, in state: State) -> String? { command == .open ? "pick" : nil }
    func lesson(in state: State) -> Lesson? { nil }
    mutating func follow(_ stack: LayerStack, _ translate: (PathID) -> PathID?) {}

    /// Whether it is a tab: over the full screen, and nothing under it.
    var isTab: Bool { Tab.tab(id) != nil }

    /// Whether a command means something here.
    func takes(_ command: Command) -> Bool {
        if Views.shared.contains(command) || commands.contains(command) { return true }
        if (isTab ? Views.sharedByTabs : Views.sharedByBoxes).contains(command) { return true }
        if hasSelection, [.open, .goIn, .goOut].contains(command) { return true }
        return ownKeys.contains { $0.command == command }
    }
}

/// Where the user is in a view.
struct ViewPlace: Sendable, Hashable {
    /// The selected row and the first one on the screen; in a text, the row that was found and the first one.
    var scroll = ListScroll()
    /// What `n` and `N` look for; empty for nothing.
    var search = ""

    /// Selects the row that the selected one stands below: the last one above it that is not as deep.
    ///
    /// - Parameter depths: How deep each row is.
    mutating func selectParent(depths: [Int]) {
        guard depths.indices.contains(scroll.selection) else { return }
        let depth = depths[scroll.selection]
        if let parent = depths.prefix(scroll.selection).lastIndex(where: { $0 < depth }) { scroll.select(parent) }
    }
}

/// Why a view cannot be shown.
enum Obstacle: Hashable {
    /// It will not be there, whatever comes.
    case lasting(String)
    /// It is not there yet, and comes by itself.
    case passing(String)

    /// One sentence for the user.
    var sentence: String {
        switch self {
        case .lasting(let sentence), .passing(let sentence): sentence
        }
    }
}

/// What comes of what the user did in a view.
struct Outcome {
    /// Where it leads.
    enum Next {
        case stay
        case close
        /// Another view over this one.
        case show(any View)
        /// A tab.
        case tab(ViewID)
        /// A tab in this view of it, which brings its place along.
        case tabAt(any View)
        /// To the panes; Esc leads back.
        case panes
    }

    var next: Next
    var effects: [Effect] = []

    static var stay: Outcome { Outcome(next: .stay) }
    static var close: Outcome { Outcome(next: .close) }
    static func show(_ view: any View) -> Outcome { Outcome(next: .show(view)) }
    static var panes: Outcome { Outcome(next: .panes) }
}

/// The rows of a view. Each is made when it is drawn or searched: a list of a million takes no more room than its number.
struct ViewRows {
    /// A row: a line, and more about it at the right edge.
    struct Row {
        var line: TextLine
        var detail = ""
    }

    let count: Int
    private let row: (Int) -> Row

    /// Rows that are made by their index, from 0.
    init(count: Int, row: @escaping (Int) -> Row) {
        self.count = count
        self.row = row
    }

    init(_ rows: [Row]) { self.init(count: rows.count) { rows[$0] } }

    init(_ lines: [TextLine]) { self.init(count: lines.count) { Row(line: lines[$0]) } }

    subscript(index: Int) -> Row { row(index) }

    /// The first row from `start` on whose line holds `text`, round the end; nil where none does.
    func match(_ text: String, from start: Int, backwards: Bool = false) -> Int? {
        TextViewer.match(text, among: count, from: start, backwards: backwards) { row($0).line.text }
    }
}
