import TerminalUI

/// Tells a second press from a first one by where and when they came.
struct DoubleClick {
    private var last: (position: Point, time: ContinuousClock.Instant)?

    /// A second press that comes within this time is a double click.
    static let longest = Duration.milliseconds(400)

    /// What a press of the left button at this place and time is. A third press begins anew.
    mutating func action(at position: Point, time: ContinuousClock.Instant) -> Mouse.Action {
        if let last, last.position == position, last.time.duration(to: time) < DoubleClick.longest {
            self.last = nil
            return .doubleClick
        }
        last = (position, time)
        return .press(.left)
    }
}
