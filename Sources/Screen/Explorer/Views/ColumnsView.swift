import FileTree
import TerminalUI

extension ViewID {
    static let columns = ViewID("columns")
}

/// The columns that the tree has, and what the units of sizes are worth: each row goes in or out.
struct ColumnsView: View {
    let id = ViewID.columns
    let isFitted = true
    var place = ViewPlace()

    let commands: Set<Command> = [.toggleFold]

    var key: KeyBinding? {
        KeyBinding(
            "|", .show(id), [.layers, .tree], .tree, extra: "columns",
            "columns of the tree, and the units of sizes")
    }

    func title(in state: State) -> String { "Columns and units" }

    func rows(in state: State, width: Int) -> ViewRows {
        let theme = state.options.theme
        let columns = TreeColumn.allCases.map { column in
            ColumnsView.row(state.options.columns.contains(column), column.rawValue, column.help, theme)
        }
        let units = ColumnsView.row(
            state.options.units == .binary, "binary", "MiB of 1,048,576 bytes, not MB of 1,000,000", theme)
        return ViewRows(columns + [units])
    }

    private static func row(_ isIn: Bool, _ name: String, _ help: String, _ theme: Theme) -> TextLine {
        TextLine("[\(isIn ? "x" : " ")] ", theme.title).adding(TextWidth.pad(name, to: 10), theme.text)
            .adding(help, theme.dim)
    }

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .open: "in or out"
        case .toggleFold: ""
        default: nil
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        if TreeColumn.allCases.indices.contains(row) {
            state.options.columns.formSymmetricDifference([TreeColumn.allCases[row]])
        } else {
            state.options.units = state.options.units == .si ? .binary : .si
        }
        return .stay
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        command == .toggleFold ? open(place.scroll.selection, in: &state) : nil
    }
}
