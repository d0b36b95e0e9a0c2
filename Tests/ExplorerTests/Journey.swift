import FileTree
import TerminalUI

@testable import Explorer

/// A person at the explorer: presses keys, looks at the screen.
struct Journey {
    private(set) var state: State
    /// All effects so far.
    private(set) var effects: [Effect] = []

    /// The fixture's image, read to the end.
    init(
        _ width: Int = 120, _ height: Int = 40, options: Options = Options(themeName: "mono"), at tab: ViewID = .files,
        sort: SortOrder = SortOrder(.name), opensOnLargestLayer: Bool = false, hasPreview: Bool = false
    ) {
        self.init(
            waiting: width, height, options: options, at: tab, sort: sort, opensOnLargestLayer: opensOnLargestLayer,
            hasPreview: hasPreview)
        send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
    }

    /// The fixture's image, opened and not yet read.
    init(
        waiting width: Int, _ height: Int, options: Options = Options(themeName: "mono"), at tab: ViewID = .files,
        sort: SortOrder = SortOrder(.name), opensOnLargestLayer: Bool = false, hasPreview: Bool = false
    ) {
        var options = options
        options.firstTab = tab
        options.sort = sort
        options.hasPreview = hasPreview
        options.opensOnLargestLayer = opensOnLargestLayer
        state = State(name: "demo.tar", size: Size(width: width, height: height), options: options)
        send(.opened(choices: Array(Fixture.choices.prefix(1)), choice: 0, warnings: []))
        send(.imageReady(Fixture.image))
    }

    /// A source that is still being opened.
    init(opening width: Int, _ height: Int) {
        state = State(
            name: "demo.tar", size: Size(width: width, height: height),
            options: Options(themeName: "mono", firstTab: .files))
    }

    /// An image of one's own.
    init(_ width: Int, _ height: Int, layers: [LayerTree], sort: SortOrder = SortOrder(.name), hasPreview: Bool = false)
    {
        var options = Options(themeName: "mono", firstTab: .files)
        options.sort = sort
        options.opensOnLargestLayer = false
        options.hasPreview = hasPreview
        state = State(name: "demo.tar", size: Size(width: width, height: height), options: options)
        let facts = layers.indices.map { LayerFacts(index: $0 + 1, blobSize: 1, instruction: "RUN step \($0 + 1)") }
        send(.opened(choices: Array(Fixture.choices.prefix(1)), choice: 0, warnings: []))
        send(.imageReady(ImageFacts(title: "own", id: "sha256:0", layers: facts)))
        var stack = LayerStack(layerCount: layers.count)
        for (index, layer) in layers.enumerated() { stack.insert(layer, at: index + 1) }
        send(.loaded(stack: stack, figures: Figures(of: stack), warnings: []))
    }

    mutating func send(_ action: Action) {
        effects += reduce(&state, action)
    }

    /// Presses keys by their labels, with spaces between.
    mutating func press(_ keys: String) {
        for key in keys.split(separator: " ") { send(.event(.key(Key(String(key))))) }
    }

    /// The file whose contents are on the screen.
    var viewer: Viewer? { state.openFile }

    /// Shows a viewer instead of the view on the screen.
    mutating func open(_ viewer: Viewer) {
        state.views.replaceTop(with: FileView(viewer))
        send(.event(.resize(state.size)))
    }

    /// Types text, each character a key.
    mutating func type(_ text: String) {
        for character in text { send(.event(.key(Key(.character(character))))) }
    }

    mutating func click(_ x: Int, _ y: Int, _ action: Mouse.Action = .press(.left)) {
        send(.event(.mouse(Mouse(position: Point(x: x, y: y), action: action))))
    }

    var canvas: Canvas {
        var canvas = Canvas(size: state.size)
        render(state, into: &canvas)
        return canvas
    }

    var lines: [String] { canvas.lines }
    var screen: String { lines.joined(separator: "\n") }
    /// The status line.
    var status: String { state.size.height >= 2 ? lines[state.size.height - 2] : "" }
    var footer: String { lines[state.size.height - 1] }

    /// The line that the terminal's cursor is on.
    var cursorLine: String { canvas.cursor.map { lines[$0.y] } ?? "" }

    /// The rows of the tree as paths.
    var paths: [String] {
        state.derived.rows.map { String(decoding: state.derived.stack.path(of: $0.path), as: UTF8.self) }
    }

    /// The view on the screen.
    var view: ViewID? { state.views.top?.id }

    /// The list of findings on the screen.
    var list: SecurityView? { state.views.top as? SecurityView }

    /// The list of waste on the screen.
    var waste: WasteView? { state.views.top as? WasteView }

    /// The path under the tree's cursor.
    var selected: String? {
        state.selectedPath.map { String(decoding: state.derived.stack.path(of: $0), as: UTF8.self) }
    }
}
