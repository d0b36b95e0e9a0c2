import Archive
import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Rows that are made when they are looked at, against all rows made one after the other.
@Suite("Rows of the tree")
struct TreeRowsTests {
    /// Layers of few names, so that chains, changes and removals come in all forms.
    private static func layers(_ random: inout SeededRandom) -> [LayerTree] {
        (0..<Int.random(in: 1...4, using: &random)).map { layer in
            LayerTree(
                entries: (0..<Int.random(in: 1...40, using: &random)).map { _ in
                    let path = (0..<Int.random(in: 1...6, using: &random))
                        .map { _ in ["a", "b", "lib", "parser"].randomElement(using: &random) ?? "a" }
                    if layer > 0, Int.random(in: 0..<5, using: &random) == 0 {
                        let hidden = path.dropLast() + [".wh." + (path.last ?? "")]
                        return Fixture.file(hidden.joined(separator: "/"), 0)
                    }
                    return Fixture.file(path.joined(separator: "/"), Int64.random(in: 0...50, using: &random))
                })
        }
    }

    /// A tree in which somebody has pressed keys at random.
    private static func journey(_ seed: Int) -> Journey {
        var random = SeededRandom(seed: UInt64(seed))
        var journey = Journey(100, 24, layers: layers(&random), sort: SortOrder(.size))
        journey.press("Tab")
        let keys = [
            "=", "-", "c", "s", "S", "Space", "j", "k", "G", "l", "h", "J", "K", "C-f", "C-b", "n", "N", "L", "M",
        ]
        for _ in 0..<Int.random(in: 0...30, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0, 1:
                journey.press(Bool.random(using: &random) ? "f" : "/")
                journey.type(["lib", "p", "!a", "a/b", ">9", "r"].randomElement(using: &random) ?? "p")
                journey.press("Enter")
            default: journey.press(keys.randomElement(using: &random) ?? "j")
            }
        }
        return journey
    }

    /// All rows, each made after the one before it.
    private static func allRows(_ state: State) -> [FileRow] {
        let (derived, tree) = (state.derived, state.tree)
        var rows: [FileRow] = []
        var walk = TreeWalk(derived.children(of: .root, sort: tree.sort))
        while var row = walk.next() {
            row.path = derived.endOfChain(row.path)
            row.isUnfolded = derived.hasEntries(row.path) && derived.isUnfolded(row.path, tree)
            rows.append(row)
            if row.isUnfolded { walk.enter(derived.children(of: row.path, sort: tree.sort)) }
        }
        return rows
    }

    /// All matches in the order of the screen.
    private static func allMatches(_ text: String, _ state: State) -> [PathID] {
        let derived = state.derived
        var found: [PathID] = []
        var walk = TreeWalk(derived.children(of: .root, sort: state.tree.sort))
        while let path = walk.next()?.path {
            let name = String(decoding: derived.stack.name(of: path), as: UTF8.self)
            if name.contains(text) { found.append(path) }
            walk.enter(derived.children(of: path, sort: state.tree.sort))
        }
        return found
    }

    @Test("are those that a walk through all of them makes", arguments: 0..<150)
    func rows(seed: Int) {
        let state = TreeRowsTests.journey(seed).state
        guard state.tree.form == .tree else { return }
        let (rows, expected) = (state.derived.rows, TreeRowsTests.allRows(state))
        #expect(rows.count == expected.count)
        #expect(Array(rows) == expected)
        for (index, row) in expected.enumerated() { #expect(rows.row(nearest: row.path) == index) }
    }

    @Test("a path without a row has that of the nearest directory above it", arguments: 0..<150)
    func nearest(seed: Int) {
        let state = TreeRowsTests.journey(seed).state
        guard state.tree.form == .tree else { return }
        let (stack, rows) = (state.derived.stack, TreeRowsTests.allRows(state))
        for path in (0..<stack.pathCount).compactMap(stack.path) {
            let own = rows.firstIndex { $0.path == state.derived.endOfChain(path) }
            let lineage = Set(stack.chain(from: .root, to: path).dropLast())
            let expected = own ?? rows.lastIndex { lineage.contains($0.path) } ?? 0
            #expect(state.derived.rows.row(nearest: path) == expected)
        }
    }

    @Test("a search goes through all matches in the order of the screen, and round", arguments: 0..<150)
    func search(seed: Int) throws {
        let state = TreeRowsTests.journey(seed).state
        let pattern = try #require(PathPattern("a"))
        guard state.tree.form == .tree else { return }
        let matches = TreeRowsTests.allMatches("a", state)
        var place: PathID?
        for number in 1..<matches.count + 2 {
            let found = TreeSearch(pattern, from: place, sort: state.tree.sort, in: state.derived).run(backwards: false)
            place = found?.path
            let wrapped = (number - 1) % max(1, matches.count)
            #expect(found?.path == (matches.isEmpty ? nil : matches[wrapped]))
            #expect(found.map(\.number) == (matches.isEmpty ? nil : wrapped + 1))
            #expect(found?.count == (matches.isEmpty ? nil : matches.count))
        }
        for (index, match) in matches.enumerated() {
            let back = TreeSearch(pattern, from: match, sort: state.tree.sort, in: state.derived).run(backwards: true)
            #expect(back?.path == matches[(index + matches.count - 1) % matches.count])
            #expect(back?.isWrapped == (index == 0))
        }
    }

    @Test("the list by name is the tree's files, from either end", arguments: 0..<50)
    func list(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        for isReversed in [false, true] {
            let layers = TreeRowsTests.layers(&random)
            var journey = Journey(100, 24, layers: layers, sort: SortOrder(.name))
            journey.press(isReversed ? "Tab S =" : "Tab =")
            let files = TreeRowsTests.allRows(journey.state).map(\.path).filter {
                journey.state.derived.view.kind(of: $0) != .directory
            }
            journey.press("L s s s s" + (isReversed ? "s S" : "s"))
            #expect(journey.state.tree.sort == SortOrder(.name, isReversed: isReversed))
            #expect(journey.state.derived.rows.map(\.path) == files)
        }
    }

    @Test("those on the screen are the ones that are made for it")
    func screen() {
        let files = (0..<500).map { Fixture.file("d/\($0 % 7)/\($0)", Int64($0)) }
        var journey = Journey(80, 12, layers: [.init(entries: files)], sort: SortOrder(.size))
        journey.press("Tab = G k")
        let rows = TreeRowsTests.allRows(journey.state)
        #expect(journey.state.derived.rows.count == rows.count)
        let shown = rows[journey.state.tree.scroll...].prefix(journey.state.layout.treeRows.height)
        for row in shown {
            let name = String(decoding: journey.state.derived.stack.name(of: row.path), as: UTF8.self)
            #expect(journey.lines.contains { $0.contains("─  \(name) ") || $0.contains(" \(name)/") })
        }
    }
}
