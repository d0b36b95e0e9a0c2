import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Marks on many paths")
struct MarksTests {
    @Test("* marks and goes on; the status line has how many and how many bytes, each byte once")
    func sums() {
        var journey = Journey(120, 24)
        journey.press("Tab * Space")
        #expect(journey.status.hasPrefix("1 marked, 20.3 kB  /bin"))
        journey.press("- g Space j * k k")
        #expect(journey.status.hasPrefix("2 marked, 20.3 kB"), "a file in a marked directory is no more bytes")
        #expect(journey.lines.count { $0.contains("*▾ app/") || $0.contains("*├─") } == 2)
        journey.press("*")
        #expect(journey.status.hasPrefix("1 marked, 7 B"))
    }

    @Test("x extracts all that is marked, what was removed from the layer that has it")
    func extract() {
        var journey = Journey(120, 24)
        journey.press("k c L")
        while journey.selected != "etc/old" { journey.press("j") }
        journey.press("* g * x Enter")
        #expect(
            journey.effects == [
                .extract(paths: [Array("app/data.bin".utf8)], layer: 2, destination: ".", overwrites: false),
                .extract(paths: [Array("etc/old".utf8)], layer: 1, destination: ".", overwrites: false),
            ])
    }

    @Test("a directory is extracted once, whatever is marked in it")
    func nested() {
        var journey = Journey(120, 24)
        journey.press("Tab Space * * x Enter")
        #expect(
            journey.effects == [
                .extract(paths: [Array("app".utf8)], layer: 3, destination: ".", overwrites: false)
            ])
    }

    @Test("Esc clears the marks when there is nothing else to end")
    func clear() {
        var journey = Journey(120, 24)
        journey.press("L * Esc")
        #expect(journey.state.tree.form == .tree)
        #expect(journey.state.tree.marks.count == 1)
        journey.press("Esc")
        #expect(journey.state.tree.marks.isEmpty)
    }

    @Test("marks stay on their paths when the layers are stacked anew")
    func restacked() throws {
        var journey = Journey(120, 24)
        journey.press("Tab j *")
        let before = try #require(journey.state.tree.marks.first)
        let name = journey.state.derived.stack.path(of: before)
        journey.send(.hashed(stack: Fixture.otherStack, figures: Figures(of: Fixture.otherStack)))
        #expect(journey.state.tree.marks.map { journey.state.derived.stack.path(of: $0) } == [name])
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        var journey = Journey(width, height)
        journey.press("Tab Space j * *")
        assertSnapshot(journey.screen, named: "files-marks-\(width)x\(height)")
    }
}
