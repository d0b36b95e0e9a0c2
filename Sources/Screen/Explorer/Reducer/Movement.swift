/// A movement along rows, as commands ask for it.
enum Movement: Hashable {
    case by(Int)
    case first
    case last

    /// The movement that a command asks for in a list that shows `height` rows; nil for other commands.
    init?(_ command: Command, height: Int) {
        switch command {
        case .down: self = .by(1)
        case .up: self = .by(-1)
        case .pageDown: self = .by(max(1, height - 1))
        case .pageUp: self = .by(-max(1, height - 1))
        case .halfPageDown: self = .by(max(1, height / 2))
        case .halfPageUp: self = .by(-max(1, height / 2))
        case .top: self = .first
        case .bottom: self = .last
        default: return nil
        }
    }

    /// The row that it leads to, among `count` rows.
    func row(from row: Int, count: Int) -> Int {
        switch self {
        case .by(let rows): max(0, min(count - 1, row + rows))
        case .first: 0
        case .last: max(0, count - 1)
        }
    }
}
