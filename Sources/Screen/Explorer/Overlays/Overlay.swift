import FileTree
import TerminalUI

/// What lies over the panes.
public enum Overlay: Sendable, Hashable {
    /// All keys and marks; the first row on the screen, from 0.
    case help(row: Int)
    /// The image's configuration and history.
    case image(row: Int)
    /// All facts of the selected layer.
    case layer(row: Int)
    /// Warnings and errors so far.
    case messages(row: Int)
    /// The images of the source.
    case picker(ListScroll)
    /// The Dockerfile, line by line.
    case dockerfile(ListScroll)
    /// The stages of the Dockerfile, drawn.
    case stages(ListScroll)
    /// What rules found; `State.findingsPane` knows where.
    case findings
    /// All that is known of the selected finding.
    case finding(row: Int)
    /// What the layers did to a path.
    case history(PathHistory)

    /// What keys mean in it.
    var mode: Mode {
        switch self {
        case .help, .image, .layer, .messages, .finding: .text
        case .picker, .dockerfile, .stages, .history: .list
        case .findings: .findings
        }
    }

    /// The first row of a text; nil for lists.
    var row: Int? {
        get {
            switch self {
            case .help(let row), .image(let row), .layer(let row), .messages(let row), .finding(let row): row
            case .picker, .dockerfile, .stages, .findings, .history: nil
            }
        }
        set {
            guard let row = newValue else { return }
            switch self {
            case .help: self = .help(row: row)
            case .image: self = .image(row: row)
            case .layer: self = .layer(row: row)
            case .messages: self = .messages(row: row)
            case .finding: self = .finding(row: row)
            case .picker, .dockerfile, .stages, .findings, .history: break
            }
        }
    }
}

/// What the layers did to a path, and which of it is selected.
public struct PathHistory: Sendable, Hashable {
    /// The path.
    public var path: PathID
    /// What happened, oldest first.
    public var events: [PathEvent]
    /// The selected event.
    public var scroll = ListScroll()

    init(path: PathID, events: [PathEvent]) {
        self.path = path
        self.events = events
    }
}
