import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TerminalUI

/// What the explorer knows and shows: the one value that `reduce` changes and `render` draws.
///
/// It is composed of small parts, one for each thing on the screen; `derived` is what follows from the others.
public struct State: Sendable {
    /// The terminal's size.
    public var size: Size
    /// How things look.
    public var options: Options
    /// How far opening and reading have come.
    public var loading: Loading
    /// The image on the screen; nil until the source is opened.
    public var image: ImageFacts?
    /// All images of the source, in its order.
    public var choices: [ImageChoice] = []
    /// Which of `choices` is on the screen, an index from 0.
    public var choice = 0
    /// The list of layers.
    public var layers = LayersPane()
    /// The tree of files.
    public var tree = TreePane()
    /// The stages as `strata stages` draws them; empty until all layers are read.
    public var stageLines: [StageDrawing.Line] = []
    /// What rules found; nil until the image is analysed.
    public var findings: ImageFindings?
    /// What differs from the other image; nil until both are analysed.
    public var comparison: Comparison?
    /// The lines of its tree.
    var comparedTree: [DifferenceTree.Row] = []
    /// The image to compare with; nil for none.
    public internal(set) var other: OtherImage?
    /// The lines in which files differ from those of the other image, by path, as far as they were looked at.
    var fileDifferences: [[UInt8]: FileDifference] = [:]
    /// What to do about the image's size, and what the user makes of it; nil until it is worked out.
    var plan: AdvicePlan?
    /// The packages; nil until they are listed.
    var packages: PackageList?
    /// How large the layers are compressed; nil until that is known.
    var compressed: CompressedSizes?
    /// The last search in contents; nil for none.
    var contentSearch: ContentSearch?
    /// The pane that keys go to.
    public var focus = Focus.layers
    /// Whether the pane in focus has the screen to itself.
    public var isZoomed = false
    /// Where the border between the panes stands.
    var divider = Divider()
    /// What the cursor of the tree is on, read ahead.
    public internal(set) var preview = Preview()
    /// The tab on the screen and the views over it.
    var views = OpenViews()
    /// The path to come back to when the layers are read.
    var returning: [UInt8]?
    /// Where the user has been.
    var trail = Trail()
    /// Keys that came before there was an image, for when there is one.
    var typedAhead: [Key] = []
    /// More keys than anyone types into a screen that shows nothing of them.
    static let mostTypedAhead = 32
    /// The line that is being typed.
    public var prompt: Prompt?
    /// What the status line says until the next key.
    public var notice: Notice?
    /// Warnings and errors of this session, oldest first.
    public var messages: [Notice] = []
    /// The number of the last request for contents.
    var nextRequest = 0
    /// The request for the contents of an open file that is under way; nil for none.
    var reading: Int?
    /// What follows from the rest: the view, its rows, its sizes.
    var derived = Derived()

    /// The state of an explorer that is about to open `name`.
    public init(name: String, size: Size, options: Options = Options()) {
        self.size = size
        self.options = options
        loading = Loading(name: name)
        other = options.otherImage.map { OtherImage(name: $0) }
        tree = TreePane(sort: options.sort)
        if options.firstTab != .files { show(options.firstTab) }
        trail = Trail()
    }
}

/// The pane that keys go to.
public enum Focus: Sendable, Hashable {
    /// The list of layers.
    case layers
    /// The tree of files.
    case tree
}

extension State {
    /// Where things stand on the screen.
    var layout: Layout { Layout(self) }

    /// What keys mean now.
    public var mode: Mode {
        if size.width < Layout.smallest.width || size.height < Layout.smallest.height { return .tooSmall }
        if prompt != nil { return .prompt }
        if image == nil { return .opening }
        if let view = views.top { return .view(view.id) }
        return focus == .layers ? .layers : .tree
    }

    /// All of the advice, whatever the user makes of it; nil until it is worked out.
    public var advice: Advice? { plan?.advice }

    /// The path that the tree's cursor is on; nil while the tree is empty.
    var selectedPath: PathID? { derived.cursorPath }

    /// The layers whose changes the tree shows.
    var shownLayers: ClosedRange<Int> { layers.range }
}
