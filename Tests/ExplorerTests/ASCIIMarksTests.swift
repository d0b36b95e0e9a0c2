import FileTree
import ImageAnalysis
import TerminalUI
import Testing

@testable import Explorer

@Suite("Marks in ASCII")
struct ASCIIMarksTests {
    private let glyphs = Glyphs.ascii

    /// All that a mark can say on one screen, with what it is drawn as; lines, bars and letters of a mode are none.
    private var marks: [(meaning: String, text: String)] {
        let changes = [Change.added, .modified, .metadata, .removed].map {
            ("\($0)", ChangeMark($0, holdsChanges: false, glyphs: glyphs).text)
        }
        let findings = Rule.Category.allCases.map { ("a finding: \($0)", FindingMark.letter(of: $0)) }
        let own: [(String, Character)] = [
            ("folded", glyphs.folded), ("unfolded", glyphs.unfolded), ("orders upwards", glyphs.up),
            ("orders downwards", glyphs.down), ("in the range", glyphs.inRange), ("an item", glyphs.bullet),
            ("look here", glyphs.warning), ("holds changes", glyphs.holdsChanges),
            ("holds findings", glyphs.holdsFindings), ("the scrollbar's thumb", glyphs.scrollThumb),
            ("base image", glyphs.shades.full), ("yours", glyphs.shades.dark),
            ("yours, the next", glyphs.shades.medium),
            ("hidden", glyphs.shades.light), ("between two facts", glyphs.separator),
            ("a bar", glyphs.barParts.last ?? " "),
        ]
        return changes + findings + own.map { ($0, String($1)) }
            + [("more than fits", glyphs.ellipsis), ("from one to another", glyphs.arrow)]
    }

    @Test("no two meanings share a character")
    func distinct() {
        let byText = Dictionary(grouping: marks, by: \.text)
        for (text, marks) in byText { #expect(marks.count == 1, "“\(text)” is \(marks.map(\.meaning))") }
        #expect(byText.count > 20)
    }

    @Test("the tree's marks are those, and nothing but ASCII is drawn")
    func tree() {
        var journey = Journey(120, 30, options: Options(themeName: "mono", isASCII: true))
        #expect(journey.lines.contains { $0.contains("> usr/") })
        journey.press("Tab G Space")
        #expect(journey.lines.contains { $0.contains("v usr/") })
        #expect(!journey.screen.unicodeScalars.contains { !$0.isASCII })
    }
}
