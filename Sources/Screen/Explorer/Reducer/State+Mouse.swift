import TerminalUI

extension State {
    private static let wheelRows = 3

    /// The wheel moves what lies under the pointer; a click selects, a second one opens.
    ///
    /// A click on what a view has selected opens it too.
    mutating func handle(_ mouse: Mouse) -> [Effect] {
        guard mode != .tooSmall, mode != .opening else { return [] }
        if mouse.action == .press(.left), let command = FooterLine(self).command(at: mouse.position) {
            notice = nil
            return perform(command)
        }
        if mouse.action == .press(.left), let tab = TabBar(self).tab(at: mouse.position), prompt == nil,
            !isCovered(mouse.position)
        {
            notice = nil
            return perform(.tab(tab))
        }
        // The second half of a double click whose first half has opened something.
        if mouse.action == .doubleClick, views.opened == mouse.position {
            views.opened = nil
            return []
        }
        if views.top != nil || prompt != nil { return handleOver(mouse) }
        let layout = layout
        if moveDivider(mouse, layout) { return [] }
        if layout.layers.contains(mouse.position) { return handleInLayers(mouse, layout) }
        if layout.tree.contains(mouse.position) { return handleInTree(mouse, layout) }
        return []
    }

    /// Whether a view over the tab stands at a point.
    private func isCovered(_ point: Point) -> Bool {
        guard views.isOverTab, let view = views.top else { return false }
        return ViewLayout(view, in: self).frame.contains(point)
    }

    /// The border between the panes follows the pointer while the button is down; whether the mouse did only that.
    private mutating func moveDivider(_ mouse: Mouse, _ layout: Layout) -> Bool {
        switch mouse.action {
        case .press(.left) where layout.isDivider(mouse.position): divider.isHeld = true
        case .drag(.left) where divider.isHeld: divider.move(to: mouse.position, layout)
        case .release where divider.isHeld: divider.isHeld = false
        default:
            if case .drag = mouse.action { return false }
            divider.isHeld = false
            return false
        }
        return true
    }

    private mutating func handleOver(_ mouse: Mouse) -> [Effect] {
        guard prompt == nil else { return handleInPalette(mouse) + handleInOffered(mouse) }
        switch mouse.action {
        case .wheelDown: return repeated(.down)
        case .wheelUp: return repeated(.up)
        case .press(.left), .doubleClick:
            notice = nil
            return clickInView(mouse)
        default: return []
        }
    }

    private mutating func handleInPalette(_ mouse: Mouse) -> [Effect] {
        guard let box = PaletteBox(self), case .palette(var palette) = prompt?.purpose else { return [] }
        switch mouse.action {
        case .wheelDown, .wheelUp: return perform(mouse.action == .wheelDown ? .down : .up)
        case .press(.left):
            guard let entry = box.entry(at: mouse.position) else { return [] }
            palette.scroll.select(entry)
            prompt?.purpose = .palette(palette)
            return perform(.accept)
        default: return []
        }
    }

    private mutating func handleInOffered(_ mouse: Mouse) -> [Effect] {
        guard let box = OfferedBox(self) else { return [] }
        switch mouse.action {
        case .wheelDown, .wheelUp: return perform(mouse.action == .wheelDown ? .down : .up)
        case .press(.left):
            guard let image = box.image(at: mouse.position) else { return [] }
            prompt?.field = TextField(image.path)
            return perform(.accept)
        default: return []
        }
    }

    private mutating func repeated(_ command: Command) -> [Effect] {
        (0..<State.wheelRows).flatMap { _ in perform(command) }
    }

    private mutating func handleInLayers(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
        switch mouse.action {
        case .wheelDown: layers.move(Movement.by(1))
        case .wheelUp: layers.move(Movement.by(-1))
        case .press(.left), .doubleClick:
            notice = nil
            focus = .layers
            let row = mouse.position.y - layout.layerRows.y + layers.scroll
            let rows = image.map(LayerRow.rows) ?? []
            guard layout.layerRows.contains(mouse.position), rows.indices.contains(row) else { return [] }
            layers.select(row, of: rows)
            if mouse.action == .doubleClick { return perform(.view) }
        default: break
        }
        return []
    }

    private mutating func handleInTree(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
        switch mouse.action {
        case .wheelDown: move(.by(State.wheelRows))
        case .wheelUp: move(.by(-State.wheelRows))
        case .press(.left), .doubleClick:
            focus = .tree
            notice = nil
            if mouse.position.y == layout.tree.y { tree.tab = TreeTabs(self).tab(at: mouse.position) ?? tree.tab }
            if tree.isMap {
                guard let path = MapScreen(self).path(at: mouse.position) else { return [] }
                tree.selection = path
                return mouse.action == .doubleClick ? perform(.open) : []
            }
            if layout.treeHeading.contains(mouse.position) { sort(at: mouse.position.x - layout.treeHeading.x, layout) }
            let row = mouse.position.y - layout.treeRows.y + tree.scroll
            guard layout.treeRows.contains(mouse.position), derived.rows.indices.contains(row) else { return [] }
            tree.selection = derived.rows[row].path
            if mouse.action == .doubleClick { return perform(.open) }
        default: break
        }
        return []
    }

    /// A click on a column's name orders by it; one on the name that orders already turns the order round.
    private mutating func sort(at column: Int, _ layout: Layout) {
        guard let key = TreeColumns(self, width: layout.treeRows.width).sortKey(at: column, self) else { return }
        if tree.sort.key == key {
            tree.sort.isReversed.toggle()
        } else {
            tree.sort = SortOrder(key)
        }
    }
}
