import FileTree
import ImageAnalysis
import TerminalUI
import Testing

@testable import Explorer

@Suite("Findings in the explorer")
struct FoundTests {
    @Test("before the image is analysed the keys say so")
    func notYet() {
        var journey = Journey(waiting: 100, 30)
        journey.press("w")
        #expect(journey.status.hasPrefix("The image is analysed as soon as all layers are read; the list opens then."))
        var read = Journey(100, 30)
        read.press("F")
        #expect(read.status.hasPrefix("The image is still being analysed; the list opens then."))
        #expect(read.view == nil)
    }

    @Test("a list that was asked for too early opens when it is there, unless another key was pressed meanwhile")
    func awaited() {
        var journey = Journey(100, 30)
        journey.press("F")
        journey.send(.analyzed(FoundImage.found))
        #expect(journey.view == .findings)
        #expect(!journey.status.contains("still being analysed"))
        var other = Journey(100, 30)
        other.press("w j")
        other.send(.analyzed(FoundImage.found))
        #expect(other.view == nil)
    }

    @Test("a list that was asked for too early does not open over a search that a click has begun meanwhile")
    func awaitedUntilClick() throws {
        var journey = Journey(120, 30)
        journey.press("2 j w")
        let search = try #require(journey.footer.range(of: "/ search"))
        journey.click(journey.footer.distance(from: journey.footer.startIndex, to: search.lowerBound), 29)
        journey.send(.analyzed(FoundImage.found))
        #expect(journey.view == nil)
        journey.type("lib")
        journey.press("Esc")
        #expect(journey.selected == "bin")
        #expect(journey.state.mode == .tree)
    }

    @Test("v shows all of a finding whose text is cut; Esc goes back to its place in the list")
    func inFull() {
        var journey = FoundImage.journey(60, 16)
        journey.press("w j")
        #expect(!journey.screen.contains("layer 2 writes it again"))
        journey.press("v")
        #expect(journey.view == .finding)
        journey.press("G")
        #expect(journey.screen.contains("layer 2 writes it again"))
        journey.press("Esc")
        #expect(journey.view == .waste)
        #expect(journey.list?.place.scroll.selection == 1)
    }

    @Test("a selected row is in one style from end to end, whatever its severity", arguments: ["F", "w"])
    func selection(key: String) throws {
        var journey = FoundImage.journey(120, 40)
        journey.press(key)
        let canvas = journey.canvas
        let cursor = try #require(canvas.cursor)
        let theme = journey.state.options.theme
        let row = (cursor.x..<cursor.x + 60).map { canvas[$0, cursor.y].style }
        #expect(row == [Style](repeating: theme.selection, count: 60))
    }

    @Test("an empty list has nothing to show in full")
    func inFullOfNone() {
        var journey = Journey(100, 30)
        journey.send(.analyzed(ImageFindings([], in: Fixture.stack, reclaimableBytes: 0)))
        journey.press("w v")
        #expect(journey.view == .waste)
    }

    @Test("analysis changes nothing of what the user is doing")
    func arrives() {
        var store = TestStore(Journey().state)
        let found = FoundImage.found
        store.send(.analyzed(found)) { $0.findings = found }
    }

    @Test("another image starts without the findings of this one")
    func anotherImage() {
        var journey = FoundImage.journey(100, 30)
        journey.press("w Space q")
        journey.send(.imageReady(Fixture.image))
        #expect(journey.state.findings == nil)
        #expect(journey.state.views == OpenViews())
    }

    @Test("w lists what is about bytes, most bytes first; F the rest, worst first")
    func lists() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w")
        #expect(titles(journey) == ["70.0 kB of caches", "100 B overwritten", "50 B deleted by a later layer"])
        journey.press("F")
        #expect(titles(journey) == ["A key of a cloud", "The container runs as root", "The base image has no tag"])
        journey.press("Tab")
        #expect(journey.view == .waste)
    }

    private func titles(_ journey: Journey) -> [String] {
        guard let findings = journey.state.findings, let list = journey.list else { return [] }
        return list.shown(of: findings).map { findings.all[$0].finding.title }
    }

    @Test("Enter unfolds a finding to its files, and on a file jumps to it in the tree of its layer")
    func jump() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j j")
        #expect(journey.cursorLine.contains("/app/data.bin"))
        journey.press("Enter")
        #expect(journey.view == nil)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.state.focus == .tree)
        #expect(journey.selected == "app/data.bin")
    }

    @Test("Esc goes back to the findings, the cursor where it was and the finding still unfolded")
    func back() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j j")
        let list = journey.list
        journey.press("Enter j k Esc")
        #expect(journey.view == .waste)
        #expect(journey.list == list)
        journey.press("Esc Esc")
        #expect(journey.view == nil)
    }

    @Test("w comes back to the same place too, and from then on Esc means the panes again")
    func reopen() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j j Enter w")
        #expect(journey.cursorLine.contains("/app/data.bin"))
        journey.press("q Esc")
        #expect(journey.view == nil)
    }

    @Test("a deleted file is shown in the layer that stored it")
    func deletedFile() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w G Enter")
        #expect(journey.state.layers.selected == 1)
        #expect(journey.selected == "etc/old")
    }

    @Test("a secret without a list of files leads to its path in its layer, and says where it stands")
    func secret() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F")
        #expect(journey.cursorLine.contains("critical     1     -  A key of a cloud  /etc/old"))
        for text in ["deleted in layer 2, still to be had from layer 1", "high", "AKIA****************"] {
            #expect(journey.screen.contains(text), "\(text)")
        }
        journey.press("Enter")
        #expect(journey.state.layers.selected == 1)
        #expect(journey.selected == "etc/old")
    }

    @Test("filter and tab that hide the file are ended; others stay")
    func hidden() {
        var journey = FoundImage.journey(120, 40)
        journey.press("Tab c f")
        journey.type("run")
        journey.press("Enter w G Enter")
        #expect(journey.selected == "etc/old")
        #expect(journey.state.tree.filter == nil)
        journey.press("c w g Enter j j Enter")
        #expect(journey.state.tree.tab == .changes)
    }

    @Test("what no file or layer has leads to the image's configuration, and Esc back")
    func wholeImage() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F j Enter")
        #expect(journey.screen.contains("root (none is set)"))
        journey.press("Esc")
        #expect(journey.view == .findings)
        #expect(journey.cursorLine.contains("The container runs as root"))
    }

    @Test("what the user opens after a jump closes to the panes; only then Esc leads back to the findings")
    func overlayAfterJump() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w G Enter i q")
        #expect(journey.view == nil)
        journey.press("Esc")
        #expect(journey.view == .waste)
    }

    @Test("a line of the Dockerfile opens it there, and Esc goes back to the findings")
    func line() throws {
        var journey = try StagedImage.journey(120, 40)
        let finding = Finding(FoundImage.tag, title: "no tag", line: 3, evidence: "FROM busybox")
        journey.send(
            .analyzed(
                ImageFindings([finding], in: journey.state.derived.stack, reclaimableBytes: 0))
        )
        journey.press("F Enter")
        #expect(journey.cursorLine.contains("FROM busybox AS spare"))
        journey.press("Esc")
        #expect(journey.view == .findings)
        journey.press("Enter j j Enter")
        #expect(journey.state.layers.selected == 2)
        journey.press("Esc")
        #expect(journey.view == .findings)
    }

    @Test("c goes through the categories that there are, and back to all")
    func categories() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F c")
        #expect(titles(journey) == ["A key of a cloud"])
        #expect(journey.screen.contains("[Findings: secret 1]"))
        journey.press("c")
        #expect(titles(journey) == ["The container runs as root"])
        journey.press("c c")
        #expect(titles(journey).count == 3)
    }

    @Test("folding keeps the cursor on its finding; = and - unfold and fold all")
    func folding() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Space j j h")
        #expect(journey.cursorLine.contains("70.0 kB of caches"))
        journey.press("j = g")
        #expect(journey.screen.contains("/etc/old"))
        journey.press("G k")
        #expect(journey.cursorLine.contains("50 B deleted"))
        journey.press("-")
        #expect(journey.cursorLine.contains("50 B deleted"))
    }

    @Test("names of files are escaped")
    func hostile() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Space G")
        #expect(journey.screen.contains("\\x1b[31mred"))
    }

    @Test("an image without findings shows empty lists")
    func none() {
        var journey = Journey(80, 24)
        journey.send(.analyzed(ImageFindings([], in: Fixture.stack, reclaimableBytes: 0)))
        journey.press("w j Enter Space = - c")
        #expect(journey.screen.contains("There are no such findings."))
    }

    @Test("the header has efficiency and reclaimable bytes at 80 columns, with grave findings first")
    func header() {
        let journey = FoundImage.journey(80, 24)
        #expect(journey.lines[1].contains("efficiency 99.3% · 70.2 kB reclaimable"))
        #expect(journey.lines[0].contains("1 critical (F)"))
    }

    @Test("a click selects a finding, a second one opens it")
    func mouse() throws {
        var journey = FoundImage.journey(120, 40)
        journey.press("w")
        let rows = try #require(journey.state.views.top.map { ViewLayout($0, in: journey.state).area })
        journey.click(rows.x + 3, rows.y + 2)
        #expect(journey.cursorLine.contains("50 B deleted"))
        journey.click(rows.x + 3, rows.y + 9)
        #expect(journey.cursorLine.contains("50 B deleted"))
        journey.click(rows.x + 3, rows.y, .doubleClick)
        #expect(journey.screen.contains("/app/data.bin"))
    }
}
