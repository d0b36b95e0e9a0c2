import FileTree

extension TreeMap {
    /// The tiles in their colours; what each is, is told where the pointer rests.
    func html(_ colors: LayerColors) -> HTML {
        let label = "A map of the final tree: the larger a tile, the larger the file or directory"
        return HTML(
            "div", ["class": "wide"],
            [HTML("div", ["class": "map", "role": "img", "aria-label": label], [HTML(tiles.map { html($0, colors) })])])
    }

    private func html(_ tile: Tile, _ colors: LayerColors) -> HTML {
        let stack = view.stack
        let path = "/" + String(decoding: stack.path(of: tile.path), as: UTF8.self)
        let size = ByteCount(tile.bytes)
        let layer = tile.layer.map { "layer \($0)" } ?? "no layer"
        let name = String(decoding: stack.name(of: tile.path), as: UTF8.self)
        let (style, text, title) =
            switch tile.kind {
            case .opened: ("directory", "\(name)/ \(size)", "\(path)/ \(size)")
            case .closed:
                (colors.style(of: tile.layer), "\(name) \(size)", "\(path) \(size), \(layer)")
            case .rest(let count): ("small", "\(count) more", "\(count) more in \(path): \(size)")
            }
        let hasText = tile.area.width >= 30 && tile.area.height >= 15
        return HTML("div", ["class": style, "style": place(of: tile.area), "title": title], hasText ? text : "")
    }

    private func place(of area: TreeMapLayout.Area) -> String {
        [
            ("left", area.x, whole.width), ("top", area.y, whole.height), ("width", area.width, whole.width),
            ("height", area.height, whole.height),
        ].map { "\($0):\(HTML.percent($1, of: $2))" }.joined(separator: ";")
    }
}
