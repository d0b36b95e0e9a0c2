import TerminalUI

/// What a terminal reports of the mouse, in the SGR form that xterm and its kin have (mode 1006).
///
/// ncurses reads such reports too, but it gathers those that come in one read and tells of the last: a click would be
/// lost where press and release come together.
struct MouseReport: Hashable {
    /// Which button, with the modifiers held down.
    let code: Int
    /// The cell.
    let position: Point
    /// Whether the button came up.
    let isRelease: Bool

    /// More bytes than the longest report has.
    static let longest = 24

    /// The report of what follows `ESC [ <`: `0;11;5M`. Nil for what is none.
    init?(_ text: some StringProtocol) {
        guard let last = text.last, last == "M" || last == "m" else { return nil }
        let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 && $0 <= 0xffff }) else { return nil }
        code = numbers[0]
        position = Point(x: max(0, numbers[1] - 1), y: max(0, numbers[2] - 1))
        isRelease = last == "m"
    }

    /// What the mouse did; nil for what is nothing here: a movement without a button, a wheel that turns sideways, a
    /// fourth button.
    var action: Mouse.Action? {
        // Shift, Alt and Control mean nothing here.
        let button = code & ~0b1_1100
        if isRelease { return (0...2).contains(button) ? .release : nil }
        return switch button {
        case 0: .press(.left)
        case 1: .press(.middle)
        case 2: .press(.right)
        case 32: .drag(.left)
        case 33: .drag(.middle)
        case 34: .drag(.right)
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }
}
