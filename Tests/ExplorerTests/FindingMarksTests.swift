import FileTree
import ImageAnalysis
import TerminalUI
import Testing

@testable import Explorer

@Suite("Marks of findings")
struct FindingMarksTests {
    private let marks = FoundImage.found.marks

    @Test("an entry has the mark of its worst finding")
    func worst() throws {
        let old = try #require(FoundImage.item("etc/old", layer: 1))
        #expect(marks.mark(of: old.entry) == FindingMark(.secret, .critical))
        let cached = try #require(FoundImage.item("app/data.bin", layer: 2))
        #expect(marks.mark(of: cached.entry)?.text == "B")
    }

    @Test("a file that was overwritten is marked in the layer that stored it, and the new one is not")
    func overwritten() throws {
        let old = try #require(FoundImage.item("etc/passwd", layer: 1))
        let new = try #require(FoundImage.item("etc/passwd", layer: 2))
        #expect(marks.mark(of: old.entry) == FindingMark(.waste, .info))
        #expect(marks.mark(of: new.entry) == nil)
    }

    @Test("a directory tells of findings below it from the layer on that has the first")
    func directories() throws {
        let app = try #require(Fixture.stack.find(Fixture.bytes("app")))
        #expect(!marks.hasFindings(below: app, upToLayer: 1))
        #expect(marks.hasFindings(below: app, upToLayer: 2))
        let bin = try #require(Fixture.stack.find(Fixture.bytes("bin")))
        #expect(!marks.hasFindings(below: bin, upToLayer: 3))
    }

    @Test("a layer counts its findings, and the bytes of its files once however many findings name them")
    func layers() {
        #expect(marks.layer(1).count == 4)
        #expect(marks.layer(1).bytes == 50_000 + 50 + 100)
        #expect(marks.layer(1).mark == FindingMark(.secret, .critical))
        #expect(marks.layer(2) == FindingMarks.Layer(count: 1, bytes: 20_007, mark: FindingMark(.bloat, .medium)))
        #expect(marks.layer(3) == FindingMarks.Layer())
        #expect(marks.layer(9) == FindingMarks.Layer())
    }

    @Test("the tree and the list of layers show the letters, the facts of a layer the bytes")
    func screen() {
        var journey = FoundImage.journey(120, 40)
        journey.press("g")
        #expect(journey.screen.contains("1S  51.2 kB"))
        #expect(journey.screen.contains("Findings   4, the worst critical, 50.2 kB"))
        journey.press("Tab = /")
        journey.type("old")
        journey.press("Enter")
        #expect(journey.cursorLine.contains("+S-rw-r--r--"))
    }

    @Test("a folded directory has a dot where something below was found, an unfolded one leaves that to its entries")
    func folded() throws {
        var journey = FoundImage.journey(120, 40)
        let folded = try #require(journey.lines.first { $0.contains("▸ usr/") })
        #expect(folded.contains(" ·drwxr-xr-x"))
        journey.press("Tab =")
        let unfolded = try #require(journey.lines.first { $0.contains("▾ usr/") })
        #expect(unfolded.contains("  drwxr-xr-x"))
    }

    @Test("every category has a letter of its own, and the help has them all")
    func legend() {
        let letters = Rule.Category.allCases.map { FindingMark.letter(of: $0) }
        #expect(Set(letters).count == letters.count)
        let text = FindingMark.legend(Theme()).map(\.text).joined()
        for category in Rule.Category.allCases { #expect(text.contains(category.rawValue)) }
    }
}

@Suite("Rows that unfold")
struct FoldedRowsTests {
    @Test("every row is an entry or below one, in order", arguments: [[], [0], [2], [0, 3, 0, 0, 1], [1, 1]])
    func rows(counts: [Int]) {
        let rows = FoldedRows(below: counts)
        let expected = counts.indices.flatMap { entry -> [FoldedRows.Row] in
            [.entry(entry)] + (0..<counts[entry]).map { .below($0, of: entry) }
        }
        #expect(rows.count == expected.count)
        #expect((0..<rows.count).map { rows[$0] } == expected.map { Optional($0) })
        #expect(rows[-1] == nil && rows[rows.count] == nil)
        #expect(counts.indices.allSatisfy { rows[rows.row(of: $0)] == .entry($0) })
    }
}

@Suite("Rows of findings")
struct FindingRowsTests {
    @Test(
        "every row is a finding or one of its files, in order", arguments: [[], [1], [1, 3, 5], [0, 1, 2, 3, 4, 5]])
    func rows(unfolded: [Int]) {
        let found = FoundImage.found
        let order = [3, 1, 5, 0]
        let rows = FindingRows(order, unfolded: Set(unfolded), of: found)
        let expected = order.flatMap { index -> [FindingRow] in
            let items = unfolded.contains(index) ? found.all[index].finding.items.indices : 0..<0
            return [.finding(index)] + items.map { .item($0, of: index) }
        }
        #expect(rows.count == expected.count)
        #expect((0..<rows.count).map { rows[$0] } == expected.map { Optional($0) })
        #expect(rows[-1] == nil)
        #expect(rows[rows.count] == nil)
        for index in order { #expect(rows.row(of: index).flatMap { rows[$0] } == .finding(index)) }
        #expect(rows.row(of: 2) == nil)
    }

    @Test("no findings, no rows")
    func empty() {
        #expect(FindingRows([], unfolded: [], of: FoundImage.found).count == 0)
        #expect(FindingRows([], unfolded: [], of: FoundImage.found)[0] == nil)
    }
}
