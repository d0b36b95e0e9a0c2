import TerminalUI

/// The images that are offered to compare with, over the lower part of the screen; the one in the line is marked.
struct OfferedBox {
    private let state: State
    private let images: [OfferedImage]
    private let list: PromptList

    /// Nil where none are offered.
    init?(_ state: State) {
        guard let prompt = state.prompt, case .otherImage(let offered) = prompt.purpose, !offered.isEmpty else {
            return nil
        }
        self.state = state
        images = offered
        let chosen = offered.firstIndex { $0.path == prompt.field.text }
        let height = PromptList(count: offered.count, scroll: ListScroll(), in: state).height
        let offset = ListScroll.offset(0, showing: chosen ?? 0, count: offered.count, height: height)
        // Where the line has another name, none is marked.
        list = PromptList(
            count: offered.count, scroll: ListScroll(selection: chosen ?? offered.count, offset: offset), in: state)
    }

    func draw(into canvas: inout Canvas) {
        let theme = state.options.theme
        list.draw(
            into: &canvas, title: "Images beside \(Printable.escape(state.loading.name))",
            trailing: Figure.count(images.count, "image")
        ) { index, rect, canvas in
            let size = images[index].size.map(state.bytes) ?? "directory"
            let (left, right) = rect.splitLeft(rect.width - TextWidth.of(size) - 2)
            TextLine(Printable.escape(images[index].path), theme.text)
                .draw(into: &canvas, in: left, ellipsis: state.ellipsis)
            canvas.draw(size, at: Point(x: right.maxX - TextWidth.of(size), y: right.y), style: theme.dim)
        }
    }

    /// The image at a point of the screen; nil where there is none.
    func image(at point: Point) -> OfferedImage? { list.index(at: point).map { images[$0] } }
}
