import FileTree
import ImageAnalysis
import TerminalUI

extension State {
    /// Shows a list of findings over the panes.
    mutating func openFindings(_ tab: FindingsPane.Tab) {
        findingsPane.tab = tab
        findingsPane.awaited = nil
        findingsPane.destination = nil
        overlay = .findings
    }

    /// Takes away what lies over the panes; back to the findings where it was opened from there.
    mutating func closeOverlay() {
        overlay = nil
        if findingsPane.destination == .overlay { openFindings(findingsPane.tab) }
    }

    /// Commands in the list of findings.
    mutating func performInFindings(_ command: Command) -> [Effect] {
        guard let findings else { return [] }
        let rows = findingsPane.rows(of: findings)
        let scroll = findingsPane.list.scroll
        if let movement = Movement(command, height: FindingsLayout(size).rows.height) {
            let row = movement.row(from: scroll.selection, count: rows.count)
            findingsPane.list.scroll = ListScroll(selection: row, offset: scroll.offset)
            return []
        }
        switch command {
        case .close: overlay = nil
        case .waste, .findings: findingsPane.tab = FindingsPane.Tab(command) ?? findingsPane.tab
        case .focusNext, .nextTab, .previousTab: findingsPane.tab = findingsPane.tab == .waste ? .others : .waste
        case .category: findingsPane.cycleCategory(of: findings)
        case .unfoldAll: unfold(Set(rows.findings), rows)
        case .foldAll: unfold([], rows)
        case .view where rows[scroll.selection] != nil:
            findingsPane.destination = .overlay
            overlay = .finding(row: 0)
        case .open, .goIn, .goOut, .toggleFold: act(command, rows, findings)
        default: break
        }
        return []
    }

    private mutating func act(_ command: Command, _ rows: FindingRows, _ findings: ImageFindings) {
        guard let row = rows[findingsPane.list.scroll.selection] else { return }
        let finding = findings.all[row.finding].finding
        let isUnfolded = findingsPane.list.unfolded.contains(row.finding)
        switch (row, command) {
        case (.item(let index, _), .open), (.item(let index, _), .goIn): go(to: finding.items[index])
        case (_, .goOut), (.item, _): fold(row.finding, rows)
        case (.finding, .goIn) where isUnfolded: _ = performInFindings(.down)
        case (.finding, .open) where finding.items.count < 2: go(to: finding)
        case (.finding, _) where finding.items.isEmpty:
            notice = Notice(.information, "The finding lists no files.")
        case (.finding, _):
            unfold(findingsPane.list.unfolded.symmetricDifference([row.finding]), rows)
        }
    }

    /// Folds a finding, and stays on it.
    private mutating func fold(_ finding: Int, _ rows: FindingRows) {
        guard findingsPane.list.unfolded.contains(finding) else { return }
        findingsPane.list.scroll = ListScroll(
            selection: rows.row(of: finding) ?? 0, offset: findingsPane.list.scroll.offset)
        findingsPane.list.unfolded.remove(finding)
    }

    /// Shows the files of just these findings; the cursor stays with its finding.
    private mutating func unfold(_ unfolded: Set<Int>, _ rows: FindingRows) {
        guard let findings else { return }
        let selected = rows[findingsPane.list.scroll.selection]?.finding
        let line = findingsPane.list.scroll.selection - findingsPane.list.scroll.offset
        findingsPane.list.unfolded = unfolded
        let row = selected.flatMap { findingsPane.rows(of: findings).row(of: $0) } ?? 0
        findingsPane.list.scroll = ListScroll(selection: row, offset: max(0, row - line))
    }

    /// Goes to what a finding is about: its file, its layer, its line of the Dockerfile, or the image's configuration.
    private mutating func go(to finding: Finding) {
        if let item = finding.items.first ?? finding.place(in: derived.stack) {
            go(to: item)
        } else if let line = finding.line, let stages = image?.stages, finding.layer == nil, !stages.lines.isEmpty {
            leaveFindings(for: .overlay)
            overlay = .dockerfile(ListScroll(selection: line - 1))
        } else if let layer = finding.layer, 1...max(1, layers.count) ~= layer {
            leaveFindings(for: .panes)
            layers.selected = layer
            focus = .layers
        } else {
            leaveFindings(for: .overlay)
            overlay = .image(row: 0)
        }
    }

    /// Shows a file in the tree of the layer that stores it, also one that a later layer deleted.
    private mutating func go(to item: Finding.Item) {
        leaveFindings(for: .panes)
        layers.selected = item.entry.layer
        focus = .tree
        show(item.path)
    }

    private mutating func leaveFindings(for destination: FindingsPane.Destination) {
        overlay = nil
        layers.anchor = nil
        findingsPane.destination = destination
        notice = Notice(.information, "Esc goes back to the findings.")
    }

    /// Moves the tree's cursor to a path; where tab or filter hide it, they are ended.
    private mutating func show(_ path: PathID) {
        let height = layout.treeRows.height
        derived.refresh(&tree, layers: shownLayers, height: height)
        if !derived.isShown(path) {
            tree.tab = .files
            tree.setFilter(nil)
            derived.refresh(&tree, layers: shownLayers, height: height)
        }
        reveal(path)
    }

    /// Brings the list of findings into its bounds.
    mutating func settleFindings() {
        guard let findings else { return }
        findingsPane.list.scroll.fit(
            count: findingsPane.rows(of: findings).count, height: FindingsLayout(size).rows.height)
    }
}
