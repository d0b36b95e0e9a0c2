import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let packages = ViewID("packages")
}

/// The packages, the largest first, with why each is there; the way to the selected one and what would go with it stand
/// beside or below.
struct PackagesView: View {
    let id = ViewID.packages
    let plainTwin: String? = "strata why IMAGE PACKAGE"
    var place = ViewPlace()
    var order = PackageList.Order.size

    private static let sizeWidth = 9
    private static let barWidth = 6
    /// The least width in which why a package is there says anything.
    private static let leastWhy = 20
    /// Name, version, kind and layer stay, why or not.
    private static let leastColumns = 4

    var key: KeyBinding? {
        KeyBinding("P", .show(id), [.layers, .tree], .views, "packages: why each is there, what would go with it")
    }

    let commands: Set<Command> = [.sort, .leaveOut]

    func obstacle(in state: State) -> Obstacle? {
        guard let packages = state.packages else {
            return state.analysisObstacle ?? .passing("The packages are being listed; this fills then.")
        }
        return packages.rows.isEmpty ? .lasting("No package manager's records are in the image.") : nil
    }

    mutating func appear(in state: State) {}

    func title(in state: State) -> String {
        guard let packages = state.packages else { return "" }
        let bytes = packages.rows.reduce(Int64(0)) { $0.addingSaturated($1.package.size) }
        return "\(Figure.count(packages.rows.count, "package")), \(state.bytes(bytes)), by \(order.text)"
    }

    // MARK: The rows

    func rows(in state: State, width: Int) -> ViewRows {
        guard let packages = state.packages else { return ViewRows([TextLine]()) }
        let places = packages.places(by: order)
        let shown = PackagesView.columns(packages, width: width)
        return ViewRows(count: places.count) { index in
            ViewRows.Row(line: line(packages.rows[places[index]], packages, shown.columns, why: shown.why, state))
        }
    }

    /// The columns that there is room for, the last ones going first, and the room for why: of those the last ones go for
    /// that too, down to the layer.
    private static func columns(_ packages: PackageList, width: Int) -> (columns: [PackageList.Column], why: Int) {
        var room = width - sizeWidth - barWidth - 1
        var rooms: [Int] = []
        for column in packages.columns {
            room -= column.width + 1
            rooms.append(room)
        }
        let all = packages.columns
        let last = rooms.lastIndex { $0 - 2 >= leastWhy } ?? -1
        if last >= leastColumns - 1 { return (Array(all[...last]), rooms[last] - 2) }
        return (Array(all.prefix(max(1, rooms.count { $0 >= 0 }))), 0)
    }

    private func line(
        _ row: PackageTable.Row, _ packages: PackageList, _ columns: [PackageList.Column], why room: Int, _ state: State
    ) -> TextLine {
        let theme = state.options.theme
        let bar = Bar(row.package.size, of: packages.largest)
            .text(width: PackagesView.barWidth, glyphs: state.options.glyphs)
        var line = TextLine(Figure.right(state.bytes(row.package.size), PackagesView.sizeWidth) + " ", theme.text)
            .adding(bar, row.isBase ? theme.barBase : theme.bar)
        for (index, column) in columns.enumerated() {
            line = line.adding(
                " " + PackagesView.cell(column.text(row), column, state), index == 0 ? theme.text : theme.dim)
        }
        guard room > 0 else { return line }
        let why = TextWidth.truncate(Printable.escape(row.why), to: room, ellipsis: state.ellipsis)
        return line.adding("  " + state.drawable(why), theme.text)
    }

    private static func cell(_ text: String, _ column: PackageList.Column, _ state: State) -> String {
        let shown = TextWidth.truncate(text, to: column.width, ellipsis: state.ellipsis)
        return column.isNumber ? Figure.right(shown, column.width) : TextWidth.pad(shown, to: column.width)
    }

    // MARK: Beside the rows

    /// The list under its heading, with a text where there is room for more than a few rows.
    private struct Areas {
        let heading: Rect
        let rows: Rect
        let split: SplitText?

        init(_ inside: Rect) {
            split = inside.height >= 10 ? SplitText(inside) : nil
            (heading, rows) = (split?.rows ?? inside).splitTop(1)
        }
    }

    func rowsArea(in inside: Rect) -> Rect { Areas(inside).rows }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        guard let packages = state.packages else { return }
        let areas = Areas(inside)
        let heading = areas.heading.inset(columns: 1, rows: 0)
        drawHeading(packages, into: &canvas, in: heading, state)
        guard let split = areas.split else { return }
        split.drawDivider(into: &canvas, state)
        guard let row = selected(in: packages) else { return }
        split.draw(text(of: row, packages, width: split.text.width - 2, state), into: &canvas, state)
    }

    private func drawHeading(_ packages: PackageList, into canvas: inout Canvas, in rect: Rect, _ state: State) {
        let (columns, why) = PackagesView.columns(packages, width: rect.width)
        let start = TextWidth.pad(
            Figure.right("Size", PackagesView.sizeWidth), to: PackagesView.sizeWidth + 1 + PackagesView.barWidth)
        let cells = columns.map { " " + PackagesView.cell($0.heading, $0, state) }.joined()
        TextLine(start + cells + (why > 0 ? "  Why it is there" : ""), state.options.theme.dim)
            .draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
    }

    private func text(
        of row: PackageTable.Row, _ packages: PackageList, width: Int, _ state: State
    ) -> [TextLine] {
        let theme = state.options.theme
        let presence = packages.presence(of: row, width: width).enumerated().map { index, line in
            let isHeading = index == 0 || !line.hasPrefix(" ")
            return TextLine(state.drawable(line), isHeading ? theme.title : theme.text)
        }
        let vulnerabilities = row.vulnerabilities.map { known in
            let fixed = known.fixedVersion.map { ", mended in \($0)" } ?? ""
            return TextLine(
                "  \(known.severity.rawValue) \(Printable.escape(known.id + fixed))", theme.style(of: known.severity))
        }
        guard !vulnerabilities.isEmpty else { return presence }
        return presence.prefix(1) + vulnerabilities + presence.dropFirst(1)
    }

    func selected(in packages: PackageList) -> PackageTable.Row? {
        let places = packages.places(by: order)
        return places.indices.contains(place.scroll.selection) ? packages.rows[places[place.scroll.selection]] : nil
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .open: "go to"
        case .sort: "sort: \(order.rawValue)"
        default: nil
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard let packages = state.packages, let selected = selected(in: packages) else { return .stay }
        guard let file = packages.file(of: selected.package) else {
            state.notice = Notice(.information, "The package has no file in the final tree.")
            return .stay
        }
        return state.go(to: file)
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard let packages = state.packages else { return nil }
        switch command {
        case .sort:
            let selected = selected(in: packages)?.index
            order = order.next
            place.scroll.select(packages.places(by: order).firstIndex { packages.rows[$0].index == selected } ?? 0)
            state.notice = Notice(.information, "Sorted by \(order.text).")
        case .leaveOut:
            guard let row = selected(in: packages) else { return .stay }
            state.leaveOut(.package(row.package))
        default: return nil
        }
        return .stay
    }
}

extension State {
    /// The package that is selected in the list on the screen; nil where there is none.
    var selectedPackage: Package? {
        guard let view = views.top as? PackagesView else { return nil }
        return packages.flatMap(view.selected)?.package
    }
}
