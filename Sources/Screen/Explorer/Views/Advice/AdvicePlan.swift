import FileTree
import ImageAnalysis
import Reporting

/// The advice made ready for the screen by the thread that analyses, and what the user makes of it: which of it is done,
/// and what is left out besides.
public struct AdvicePlan: Sendable {
    /// All of the advice.
    let advice: Advice
    /// Bytes of each layer above the base image that no container sees, as the advice counts them.
    let hiddenByLayer: [Int: Int64]
    /// The layers that store the files of each remedy, ascending, from 1.
    let layers: [[Int]]
    /// The part of it that is done, and what that comes to.
    private(set) var whatIf: WhatIf
    /// The files by directory of the rows that were unfolded, by the places of remedies and options.
    private var trees: [Int: ByteTree] = [:]
    /// Those of what was left out.
    private var leftOutTrees: [LeftOut: ByteTree] = [:]

    /// All remedies done, nothing left out.
    public init(_ advice: Advice) {
        self.advice = advice
        hiddenByLayer = advice.hiddenByLayer
        layers = advice.remedies.map { Set($0.items.lazy.map(\.entry.layer)).sorted() }
        whatIf = WhatIf(advice)
    }

    /// The files of a row by directory; nil where it was not unfolded yet.
    func tree(of row: Int) -> ByteTree? {
        guard whatIf.rows.indices.contains(row) else { return nil }
        if case .leftOut(let subject) = whatIf.rows[row].subject { return leftOutTrees[subject] }
        return trees[row]
    }

    /// Makes the tree of a row that is about to be unfolded.
    mutating func unfold(_ row: Int, in stack: LayerStack) {
        guard whatIf.rows.indices.contains(row) else { return }
        if case .leftOut(let subject) = whatIf.rows[row].subject {
            leftOutTrees[subject] = ByteTree(whatIf.items(of: row), in: stack)
        } else if trees[row] == nil {
            trees[row] = ByteTree(whatIf.items(of: row), in: stack)
        }
    }

    /// Changes what is done or left out; trees that are unfolded follow.
    mutating func change(in stack: LayerStack, _ change: (inout WhatIf) -> Void) {
        change(&whatIf)
        for subject in leftOutTrees.keys {
            leftOutTrees[subject] = whatIf.row(of: subject).map { ByteTree(whatIf.items(of: $0), in: stack) }
        }
    }
}
