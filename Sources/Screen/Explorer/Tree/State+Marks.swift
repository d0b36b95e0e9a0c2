import DisplayText
import FileTree
import TerminalUI

/// Paths that the user has marked, to do the same with all of them.
extension State {
    /// Marks the path at the cursor, or takes its mark away, and goes on to the next.
    mutating func toggleMark() {
        guard let path = selectedPath else { return }
        if tree.marks.remove(path) == nil { tree.marks.insert(path) }
        move(.by(1))
    }

    /// The marked paths without those that lie below another one.
    private var topMarks: [PathID] {
        tree.marks.filter { path in
            derived.stack.parent(of: path).map { !derived.stack.path($0, isAtOrBelow: tree.marks) } ?? true
        }.sorted()
    }

    /// How many paths are marked and how many bytes they have; nil where none is.
    var markedText: String? {
        guard !tree.marks.isEmpty else { return nil }
        let sum = topMarks.reduce(Int64(0)) { $0.addingSaturated(derived.amounts.size(of: $1)) }
        return "\(Count.grouped(tree.marks.count)) marked, \(bytes(sum))"
    }

    /// Copies all that is marked, or else what is selected: what layers removed from the layer that still has it.
    func extraction(to destination: String, overwrites: Bool) -> [Effect] {
        let last = shownLayers.upperBound
        let paths = tree.marks.isEmpty ? [selectedPath].compactMap { $0 } : topMarks
        let byLayer = Dictionary(grouping: paths) { path in
            derived.view.isPresent(path) ? last : derived.view.entry(of: path)?.layer ?? last
        }
        return byLayer.sorted { $0.key > $1.key }.map { layer, paths in
            .extract(
                paths: paths.map(derived.stack.path), layer: layer, destination: destination, overwrites: overwrites)
        }
    }
}
