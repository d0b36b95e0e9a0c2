import TerminalUI

/// Where things stand on a screen of some size: beside one another where it is wide, one above the other below 84
/// columns, one at a time where it is low or a pane is zoomed.
struct Layout: Hashable {
    /// The smallest screen that anything fits on.
    static let smallest = Size(width: 40, height: 10)
    private static let narrowestPair = 84
    private static let lowestPair = 18
    private static let narrowestPreview = 150
    private static let lowestPreview = 40

    /// The line that names the image; empty on a low screen.
    var header: Rect
    /// The line of tabs.
    var tabs: Rect
    /// What is between the tabs and the status line.
    var body: Rect
    /// The layers' pane with its border; empty where it is not on the screen.
    var layers: Rect
    /// The facts of the selected layer, with their border; empty where there is no room.
    var facts: Rect
    /// The tree's pane with its border; empty where it is not on the screen.
    var tree: Rect
    /// The preview's pane with its border; empty where it is not on the screen.
    var preview: Rect
    /// Whether the screen is wide or high enough for a preview.
    let hasRoomForPreview: Bool
    /// The line for the selected path, messages and typing.
    var status: Rect
    /// The line of keys.
    var footer: Rect

    /// The layout of a state's screen.
    init(_ state: State) {
        let screen = Rect(state.size)
        let (header, below) = screen.splitTop(screen.height >= 14 ? 1 : 0)
        let (tabs, rest) = below.splitTop(1)
        let (upper, footer) = rest.splitBottom(1)
        let (body, status) = upper.splitBottom(1)
        (self.header, self.tabs, self.body, self.footer, self.status) = (header, tabs, body, footer, status)
        facts = Rect(x: 0, y: 0, width: 0, height: 0)
        layers = facts
        tree = facts
        preview = facts
        hasRoomForPreview = screen.width >= Layout.narrowestPreview || screen.height >= Layout.lowestPreview
        let isBeside = state.options.hasPreview && screen.width >= Layout.narrowestPreview
        if state.isZoomed || screen.height < Layout.lowestPair {
            if state.focus == .layers { placeLayers(in: body, state) } else { tree = body }
        } else if screen.width >= Layout.narrowestPair {
            let usual = isBeside ? screen.width * 3 / 10 : max(36, min(80, screen.width * 9 / 20))
            let width = state.divider.columns(of: body.width, usual: usual)
            let (left, right) = body.splitLeft(width)
            placeLayers(in: left, state)
            tree = right
        } else {
            let rows = state.image.map { LayerRow.rows(of: $0).count } ?? 1
            let usual = min(rows + 2, max(5, body.height * 2 / 5))
            let (top, bottom) = body.splitTop(state.divider.rows(of: body.height, usual: usual))
            layers = top
            tree = bottom
        }
        if state.options.hasPreview, hasRoomForPreview, !tree.isEmpty { placePreview(isBeside: isBeside) }
    }

    /// The rows of the list of layers.
    var layerRows: Rect { layers.inset(columns: 1, rows: 1) }

    /// The text of the layer's facts.
    var factRows: Rect { facts.inset(columns: 1, rows: 1) }

    /// The line that names the tree's columns; empty in a low pane.
    var treeHeading: Rect {
        let inside = tree.inset(columns: 1, rows: 1)
        return inside.height >= 6 ? inside.row(0) : Rect(x: inside.x, y: inside.y, width: inside.width, height: 0)
    }

    /// The rows of the tree.
    var treeRows: Rect {
        tree.inset(columns: 1, rows: 1).splitTop(treeHeading.height).rest
    }

    /// What the preview shows.
    var previewRows: Rect { preview.inset(columns: 1, rows: 1) }

    /// The whole screen but for the status and the footer.
    var aboveStatus: Rect { Rect(x: 0, y: 0, width: status.width, height: status.y) }

    /// The preview takes its part from the tree.
    private mutating func placePreview(isBeside: Bool) {
        if isBeside {
            (tree, preview) = tree.splitLeft(tree.width * 11 / 20)
        } else {
            (tree, preview) = tree.splitTop(tree.height * 3 / 5)
        }
    }

    /// The facts take what the list leaves, and at least a third of a high pane.
    private mutating func placeLayers(in area: Rect, _ state: State) {
        let rows = state.image.map { LayerRow.rows(of: $0).count } ?? 1
        guard area.height >= 16, state.image != nil else {
            layers = area
            return
        }
        let listHeight = min(rows + 2, area.height - max(8, area.height * 2 / 5))
        (layers, facts) = area.splitTop(listHeight)
    }
}
