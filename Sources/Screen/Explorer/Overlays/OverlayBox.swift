import TerminalUI

/// Where an overlay stands: over the panes, never over the status line and the footer.
enum OverlayBox {
    /// The border's rectangle.
    static func frame(of size: Size) -> Rect {
        let room = Rect(x: 0, y: 0, width: size.width, height: size.height - 2)
        return size.width >= 84 && size.height >= 18 ? room.inset(columns: 4, rows: 1) : room
    }

    /// What lies inside the border.
    static func inside(of size: Size) -> Rect { frame(of: size).inset(columns: 1, rows: 1) }
}
