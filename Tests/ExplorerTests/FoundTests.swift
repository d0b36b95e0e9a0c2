import FileTree
import ImageAnalysis
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Findings in the explorer")
struct FoundTests {
    @Test("a tab whose findings are not there yet says so, and fills when they are")
    func notYet() {
        var journey = Journey(waiting: 100, 30)
        journey.press("w")
        #expect(journey.view == .waste)
        #expect(journey.screen.contains("analysed as soon as all layers are read (0% so far); this fills then."))
        var read = Journey(100, 30)
        read.press("F")
        #expect(read.screen.contains("The image is still being analysed; this fills then."))
        read.send(.analyzing(0.43))
        #expect(read.screen.contains("still being analysed (43% so far)"))
        // Keys meanwhile are the tab's own and go nowhere else.
        read.press("j Enter j")
        read.send(.analyzed(FoundImage.found))
        #expect(read.view == .security)
        #expect(read.screen.contains("A key of a cloud"))
    }

    @Test("v shows all of a finding whose text is cut; Esc goes back to its place in the list")
    func inFull() {
        var journey = FoundImage.journey(60, 14)
        journey.press("F j")
        #expect(!journey.screen.contains("Do what mends test-user"))
        journey.press("v")
        #expect(journey.view == .finding)
        journey.press("G")
        #expect(journey.screen.contains("Do what mends test-user"))
        journey.press("Esc")
        #expect(journey.view == .security)
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

    @Test("u opens the lesson on the finding that is selected, and changes nothing else")
    func lesson() {
        var journey = FoundImage.journey(80, 24)
        journey.press("F G u")
        #expect(journey.status.contains("No lesson is about this"))
        #expect(journey.effects.isEmpty)
        journey.press("k")
        let before = journey.screen
        journey.press("u")
        #expect(journey.effects == [.openLesson(.users)])
        #expect(journey.screen == before)
        assertSnapshot(journey.screen, named: "lesson-key-80x24")
        journey.press("v u")
        #expect(journey.view == .finding && journey.effects.suffix(1) == [.openLesson(.users)])
        #expect(journey.screen.contains("Lesson      17, who runs it: u opens it"))
    }

    @Test("the lesson on a secret goes by where the secret stands")
    func lessonsOnSecrets() {
        func lesson(_ state: SecretState?) -> Lesson? {
            Finding(FoundImage.key, title: "", evidence: "", state: state).lesson
        }
        #expect(lesson(.deleted(inLayer: 2)) == .deletedSecrets)
        #expect(lesson(.config) == .environment)
        #expect(lesson(.attestation) == .arguments)
        #expect(lesson(.live) == .dockerignore)
        #expect(Finding(FoundImage.tag, title: "", evidence: "").lesson == nil)
        #expect(Finding(FoundImage.overwritten, title: "", evidence: "").lesson == .deletions)
    }

    @Test("the palette tells the lesson's own command line")
    func lessonInPalette() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F j :")
        journey.type("understand")
        #expect(journey.screen.contains("strata learn 17"))
        journey.press("Enter")
        #expect(journey.effects == [.openLesson(.users)])
    }

    @Test("causes of waste, advice and the overview have lessons too")
    func lessonsElsewhere() throws {
        var journey = FoundImage.journey(120, 40)
        journey.press("w G u")
        #expect(journey.effects == [.openLesson(.deletions)])
        journey.press("1 g u")
        #expect(journey.status.contains("No lesson is about this"))
        while !journey.cursorLine.contains("root"), !journey.cursorLine.contains("Runs ") { journey.press("j") }
        journey.press("u")
        #expect(journey.effects == [.openLesson(.deletions), .openLesson(.users)])
        var advice = try JudgedImage().journey(120, 40, at: .advice)
        let plan = try #require(advice.state.plan)
        let index = try #require(plan.whatIf.rows.indices.first { plan.lesson(of: .row($0)) != nil })
        for _ in 0..<index { advice.press("j") }
        advice.press("u v u")
        let lesson = try #require(plan.lesson(of: .row(index)))
        #expect(advice.effects == [.openLesson(lesson), .openLesson(lesson)])
    }

    @Test("an empty list has nothing to show in full")
    func inFullOfNone() {
        var journey = Journey(100, 30)
        journey.send(.analyzed(ImageFindings([], in: Fixture.stack)))
        journey.press("F v")
        #expect(journey.view == .security)
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
        #expect(journey.state.views.tab == .waste)
        #expect(journey.screen.contains("still being analysed") || journey.screen.contains("as soon as all layers"))
    }

    @Test("w lists why bytes need not be there: yours before the base's, no byte twice; F the rest, worst first")
    func lists() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w")
        let causes = journey.state.findings?.causes ?? []
        #expect(causes.map(\.title) == ["A bloat", "A bloat", "Stored, then hidden by later layers"])
        #expect(causes.map(\.isBase) == [false, true, true])
        #expect(causes.map(\.bytes) == [20_007, 50_000, 150])
        #expect(journey.screen.contains("70.2 kB need not be there"))
        let efficiency = Figure.precisePercent(Figures(of: Fixture.stack).efficiency)
        #expect(journey.screen.contains("of it are yours; efficiency \(efficiency)"))
        journey.press("F")
        #expect(titles(journey) == ["A key of a cloud", "The container runs as root", "The base image has no tag"])
    }

    private func titles(_ journey: Journey) -> [String] {
        guard let findings = journey.state.findings, let list = journey.list else { return [] }
        return list.shown(of: findings).map { findings.all[$0].finding.title }
    }

    @Test("Enter unfolds a cause to its directories, and on a file jumps to it in the tree of its layer")
    func jump() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j")
        #expect(journey.cursorLine.contains("app/") && journey.cursorLine.contains("2 files"))
        journey.press("Enter j")
        #expect(journey.cursorLine.contains("data.bin") && journey.cursorLine.contains("layer 2"))
        journey.press("Enter")
        #expect(journey.view == nil)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.state.focus == .tree)
        #expect(journey.selected == "app/data.bin")
    }

    @Test("directories that hold nothing but a directory stand in one row")
    func chains() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w j j Enter j")
        #expect(journey.cursorLine.contains("usr/lib/") && journey.cursorLine.contains("50.0 kB"))
    }

    @Test("Esc goes back to the waste, the cursor where it was and the cause still unfolded")
    func back() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j Enter j")
        let waste = journey.waste
        journey.press("Enter j k Esc")
        #expect(journey.view == .waste)
        #expect(journey.waste == waste)
        journey.press("Esc")
        #expect(journey.view == nil)
    }

    @Test("w comes back to the same place too")
    func reopen() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j Enter j Enter w")
        #expect(journey.cursorLine.contains("data.bin"))
    }

    @Test("a deleted file is shown in the layer that stored it")
    func deletedFile() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w G Enter j Enter G Enter")
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
        journey.press("Enter F Enter")
        #expect(journey.selected == "etc/old")
        #expect(journey.state.tree.filter == nil)
        journey.press("c w g j Enter j Enter j Enter")
        #expect(journey.selected == "app/data.bin")
        #expect(journey.state.tree.tab == .changes)
    }

    @Test("what no file or layer has leads to the image's configuration, and Esc back")
    func wholeImage() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F j Enter")
        #expect(journey.screen.contains("root (none is set)"))
        journey.press("Esc")
        #expect(journey.view == .security)
        #expect(journey.cursorLine.contains("The container runs as root"))
    }

    @Test("what the user opens after a jump closes to the tree; only then Esc leads back to the findings")
    func overlayAfterJump() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F Enter v q")
        #expect(journey.view == nil)
        journey.press("Esc")
        #expect(journey.view == .security)
    }

    @Test("a line of the Dockerfile opens it there, and Esc goes back to the findings")
    func line() throws {
        var journey = try StagedImage.journey(120, 40)
        let finding = Finding(FoundImage.tag, title: "no tag", line: 3, evidence: "FROM busybox")
        journey.send(.analyzed(ImageFindings([finding], in: journey.state.derived.stack)))
        journey.press("F Enter")
        #expect(journey.cursorLine.contains("FROM busybox AS spare"))
        journey.press("Esc")
        #expect(journey.view == .security)
        journey.press("Enter j j Enter")
        #expect(journey.state.layers.selected == 2)
        journey.press("Esc Esc")
        #expect(journey.view == .security)
    }

    @Test("c goes through the categories that there are, and back to all")
    func categories() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F c")
        #expect(titles(journey) == ["A key of a cloud"])
        #expect(journey.screen.contains("1 finding of the category secret"))
        journey.press("c")
        #expect(titles(journey) == ["The container runs as root"])
        journey.press("c c")
        #expect(titles(journey).count == 3)
    }

    @Test("h folds, and from a file goes up to its directory; - folds all")
    func folding() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w l j l j")
        #expect(journey.cursorLine.contains("data.bin"))
        journey.press("h")
        #expect(journey.cursorLine.contains("app/"))
        journey.press("h h")
        #expect(journey.cursorLine.contains("A bloat"))
        journey.press("l G -")
        #expect(!journey.screen.contains("app/"))
    }

    @Test("names of files are escaped")
    func hostile() {
        var journey = FoundImage.journey(120, 40)
        journey.press("w Enter j Enter")
        #expect(journey.screen.contains("\\x1b[31mred"))
    }

    @Test("an image without findings says so")
    func none() {
        var journey = Journey(80, 24)
        journey.send(.analyzed(ImageFindings([], in: Fixture.stack)))
        journey.press("w j Enter Space - v")
        #expect(journey.screen.contains("Nothing is wasted; efficiency "))
        journey.press("F j Enter Space = - c")
        #expect(journey.screen.contains("There are no such findings."))
    }

    @Test("a click selects a finding, a second one opens it")
    func mouse() throws {
        var journey = FoundImage.journey(120, 40)
        journey.press("w")
        let rows = try #require(journey.state.views.top.map { ViewLayout($0, in: journey.state).area })
        journey.click(rows.x + 3, rows.y + 4)
        #expect(journey.cursorLine.contains("hidden by later layers"))
        journey.click(rows.x + 3, rows.y + 9)
        #expect(journey.cursorLine.contains("hidden by later layers"))
        journey.click(rows.x + 3, rows.y + 1, .doubleClick)
        #expect(journey.screen.contains("app/"))
    }
}
