import FileTree

/// Where the user was in an image, kept until the image is opened again.
public struct RememberedPlace: Sendable, Hashable {
    /// The tab's name in the bar.
    public var tab: String
    /// The selected layer, from 1.
    public var layer: Int
    /// The selected path, without a slash before it; empty for none.
    public var path: [UInt8]
    /// Directories that were unfolded by hand, without a slash before them.
    public var unfolded: [[UInt8]]

    /// A place of its parts; what the image has not is passed over.
    public init(tab: String, layer: Int, path: [UInt8] = [], unfolded: [[UInt8]] = []) {
        self.unfolded = unfolded
        self.tab = tab
        self.layer = layer
        self.path = path
    }
}

extension State {
    /// Where the user is; nil before there is an image.
    public var rememberedPlace: RememberedPlace? {
        guard image != nil, let tab = Tab.tab(views.tab) else { return nil }
        let path = selectedPath.map { derived.stack.path(of: $0) } ?? []
        let folding = tree.foldings[.files] ?? Folding()
        let unfolded = folding.byHand.filter(\.value).keys.sorted().map(derived.stack.path)
        return RememberedPlace(tab: tab.name, layer: layers.selected, path: path, unfolded: unfolded)
    }

    /// Goes where the user was in this image, as far as it is known before its layers are read: the first image of a
    /// session brings its tab along, any other is shown in the tab that is open.
    mutating func returnToRemembered(isFirst: Bool) {
        guard let image, let place = options.places[image.id] else { return }
        if layers.count > 0 { layers.selected = min(max(1, place.layer), layers.count) }
        returning = place.path
        guard isFirst, let tab = Tab.tab(named: place.tab) else { return }
        if tab.id == .files { showPanes() } else { show(tab.id) }
    }

    /// Unfolds what was unfolded and puts the tree's cursor where it was, now that the paths are there; not where they have
    /// been touched meanwhile.
    mutating func returnToRememberedPath() {
        guard let path = returning else { return }
        returning = nil
        unfoldRemembered()
        guard tree.selection == .root, !path.isEmpty, let found = derived.stack.find(path) else { return }
        reveal(found)
        focus = .tree
    }

    private mutating func unfoldRemembered() {
        guard let image, let place = options.places[image.id] else { return }
        for path in place.unfolded.compactMap(derived.stack.find)
        where tree.foldings[.files]?.byHand[path] == nil {
            tree.foldings[.files, default: Folding()].byHand[path] = true
        }
    }
}
