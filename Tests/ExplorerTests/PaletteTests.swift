import TerminalUI
import Testing

@testable import Explorer

@Suite("The palette of commands")
struct PaletteTests {
    private func journey(typing text: String, _ width: Int = 120, _ height: Int = 40) -> Journey {
        var journey = FoundImage.journey(width, height)
        journey.press(":")
        journey.type(text)
        return journey
    }

    @Test("it lists all that can be done here, with keys and command lines")
    func all() {
        let journey = journey(typing: "")
        for text in ["Commands", "wasted bytes and bloat", "strata stages demo.tar", "only what the layer changed"] {
            #expect(journey.screen.contains(text), "\(text)")
        }
    }

    @Test("typing narrows; what begins with it comes first, and Enter does it")
    func narrow() {
        var journey = journey(typing: "waste")
        #expect(journey.status.hasPrefix(": waste"))
        #expect(!journey.screen.contains("strata stages"))
        journey.press("Enter")
        #expect(journey.view == .waste)
        #expect(journey.state.prompt == nil)
    }

    @Test("Down and Up choose")
    func choose() throws {
        var journey = journey(typing: "match")
        journey.press("Down Up Down Enter")
        #expect(journey.status.contains("nothing to look for yet"))
    }

    @Test("every word has to occur, in any order")
    func words() {
        var journey = journey(typing: "layer next")
        journey.press("Enter")
        #expect(journey.status.contains("last layer"))
    }

    @Test("C-y copies the command line for just this image, path and layer")
    func copy() {
        var journey = Journey(120, 40)
        journey.press("Tab Space j j :")
        journey.type("extract the file")
        journey.press("C-y")
        #expect(journey.effects == [.copy("strata extract demo.tar /app/data.bin --layer 3 -o DIRECTORY")])
        #expect(journey.state.prompt == nil)
    }

    @Test("what a shell would split is quoted")
    func quoted() {
        var state = State(name: "my image's.tar", size: Size(width: 80, height: 24))
        _ = reduce(&state, .imageReady(Fixture.image))
        #expect(state.filledIn("strata inspect IMAGE") == #"strata inspect 'my image'\''s.tar'"#)
    }

    @Test("what a terminal would act on is copied as a shell's escapes")
    func control() {
        var journey = Journey(120, 40)
        journey.press("Tab Space j")
        #expect(journey.state.filledIn("strata cat IMAGE PATH") == #"strata cat demo.tar $'/app/\x1b[31mred'"#)
    }

    @Test("what matches no command is searched for among the names")
    func search() {
        var journey = journey(typing: "passwd")
        #expect(journey.screen.contains("No command matches"))
        journey.press("Enter")
        #expect(journey.selected == "etc/passwd")
    }

    @Test("Esc leaves all as it was; a click does what it stands on")
    func mouse() throws {
        var journey = journey(typing: "overview")
        let border = try #require(journey.lines.firstIndex { $0.contains("Commands") })
        journey.click(4, border + 1)
        #expect(journey.state.views.tab == .overview)
        journey.press(":")
        journey.type("waste")
        journey.press("Esc")
        #expect(journey.state.views.tab == .overview && journey.state.prompt == nil)
    }

    @Test("at every size it fits", arguments: [(40, 10), (80, 24), (200, 50)])
    func sizes(width: Int, height: Int) {
        let journey = journey(typing: "", width, height)
        #expect(journey.lines.count == height && journey.lines.allSatisfy { TextWidth.of($0) <= width })
        #expect(journey.screen.contains("Commands"))
    }
}
