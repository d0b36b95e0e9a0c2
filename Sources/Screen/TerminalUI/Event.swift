/// What reaches a program from the terminal.
public enum Event: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something.
    case mouse(Mouse)
    /// The terminal has a new size.
    case resize(Size)
    /// Text was pasted, as one piece. It may hold line breaks.
    case paste(String)
    /// The program went on after a suspension, and has to draw everything again.
    case suspendResumed
}

/// An act of the mouse at a cell.
public struct Mouse: Hashable, Sendable {
    /// Which button.
    public enum Button: Hashable, Sendable { case left, middle, right }

    /// What the mouse did.
    public enum Action: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// The pointer went on to another cell while the button was down.
        case drag(Button)
        /// A button came up: the end of a click or of a drag.
        case release
        /// The left button went down a second time, soon, on the same cell. The first time gave a `press`.
        case doubleClick
        /// The wheel turned away from the hand.
        case wheelUp
        /// The wheel turned towards the hand.
        case wheelDown
    }

    /// The cell under the pointer.
    public let position: Point
    /// What happened there.
    public let action: Action

    /// An act at a cell.
    public init(position: Point, action: Action) {
        self.position = position
        self.action = action
    }
}
