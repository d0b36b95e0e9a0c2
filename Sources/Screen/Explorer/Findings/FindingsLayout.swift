import TerminalUI

/// Where the parts of the view of findings stand: the text of the selected one beside the list where that is wide, else
/// below it.
struct FindingsLayout {
    /// The line of the columns' names.
    let heading: Rect
    /// The rows of the list.
    let rows: Rect
    /// The line between the list and the text.
    let divider: Rect
    /// The text of the selected finding.
    let text: Rect
    /// Whether list and text stand side by side.
    let isWide: Bool

    private static let widest = 150

    init(_ size: Size) {
        let inside = OverlayBox.inside(of: size)
        isWide = inside.width >= FindingsLayout.widest
        let list: Rect
        if isWide {
            let (left, right) = inside.splitLeft(inside.width * 3 / 5)
            list = left
            (divider, text) = right.splitLeft(1)
        } else {
            let (top, bottom) = inside.splitTop(inside.height - max(4, inside.height * 9 / 20))
            list = top
            (divider, text) = bottom.splitTop(1)
        }
        (heading, rows) = list.splitTop(1)
    }
}
