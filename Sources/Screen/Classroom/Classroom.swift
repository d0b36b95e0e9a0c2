import Explorer
import Learn
import TerminalUI

/// The explorer beside a lesson: the one value that `teach` changes and `render` draws.
public struct Classroom: Sendable {
    /// The terminal's size.
    public internal(set) var size: Size
    /// The explorer, which can be used freely.
    public internal(set) var explorer: State
    /// The lesson's title, which is known before its images are read.
    public let title: String
    /// Its place in the course, from 1, and how many lessons there are; nil outside of one.
    public let place: (number: Int, count: Int)?
    /// How far the lesson is.
    public internal(set) var phase = Phase.preparing
    /// Where keys go.
    var focus = Focus.lesson
    /// The choice that the cursor is on, an index from 0.
    var choice = 0
    /// What is typed as an answer.
    var field = TextField()
    /// The file that is being edited; nil where there is none.
    var editor: TextEditor?
    /// The first row of the lesson's text on the screen, from 0.
    var scroll = 0

    /// How far a lesson is.
    public enum Phase: Sendable {
        /// Its images are being read.
        case preparing
        /// It cannot be taught: a sentence.
        case failed(String)
        /// Somebody does it.
        case open(Sitting)
    }

    /// Where keys go.
    enum Focus: Sendable {
        case lesson, explorer, editor
    }

    /// A lesson that is about to be read.
    ///
    /// - Parameters:
    ///   - title: Its title.
    ///   - place: Its place in the course, from 1, and how many lessons there are; nil outside of one.
    ///   - image: The name of the image that the explorer opens.
    ///   - size: The terminal's size.
    ///   - options: How the explorer looks.
    public init(
        title: String, place: (number: Int, count: Int)?, image: String, size: Size, options: Explorer.Options
    ) {
        let explorer = State(name: image, size: ClassroomLayout.explorerSize(on: size), options: options)
        self.init(title: title, place: place, explorer: explorer, size: size)
    }

    /// A lesson that is about to be read, beside an explorer that is there already.
    public init(title: String, place: (number: Int, count: Int)?, explorer: State, size: Size) {
        (self.title, self.place, self.explorer, self.size) = (title, place, explorer, size)
    }

    /// The sitting; nil while the lesson is not open.
    public var sitting: Sitting? {
        get { if case .open(let sitting) = phase { sitting } else { nil } }
        set { if let newValue { phase = .open(newValue) } }
    }

    /// The file that the step asks to edit; nil where it does not.
    var edit: Step.Edit? {
        if case .edit(let edit)? = sitting?.current.task { edit } else { nil }
    }
}

/// Where things stand: the lesson beside the explorer where there is room, else one at a time.
struct ClassroomLayout {
    /// The lesson with its border; empty where it is not on the screen.
    let lesson: Rect
    /// The explorer, or the editor; empty where it is not on the screen.
    let right: Rect
    /// The line above the explorer that says how to come back; empty where the lesson is beside it.
    let reminder: Rect

    private static let narrowestPair = 120

    init(_ classroom: Classroom) {
        let screen = Rect(classroom.size)
        if ClassroomLayout.isPair(classroom.size) {
            let (left, right) = screen.splitLeft(ClassroomLayout.lessonWidth(of: classroom.size))
            (lesson, self.right, reminder) = (left, right, Rect(x: 0, y: 0, width: 0, height: 0))
        } else if classroom.focus == .lesson {
            lesson = screen
            right = Rect(x: 0, y: 0, width: 0, height: 0)
            reminder = right
        } else {
            let (line, rest) = screen.splitTop(1)
            (reminder, right) = (line, rest)
            lesson = Rect(x: 0, y: 0, width: 0, height: 0)
        }
    }

    /// The size that the explorer has, whether it is on the screen or not.
    static func explorerSize(on size: Size) -> Size {
        isPair(size)
            ? Size(width: size.width - lessonWidth(of: size), height: size.height)
            : Size(width: size.width, height: max(1, size.height - 1))
    }

    static func isPair(_ size: Size) -> Bool { size.width >= narrowestPair }

    private static func lessonWidth(of size: Size) -> Int { min(64, max(46, size.width * 3 / 8)) }
}
