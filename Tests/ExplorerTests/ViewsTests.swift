import FileTree
import TerminalUI
import Testing

@testable import Explorer

/// What all views share, each tried on those that there are.
@Suite("Views")
struct ViewsTests {
    /// A journey in which every view can be shown, before the first key.
    private func journey(_ width: Int = 120, _ height: Int = 40) throws -> Journey {
        var journey = try StagedImage.journey(width, height)
        journey.send(.opened(choices: Fixture.choices, choice: 0, warnings: ["the archive is odd"]))
        journey.send(.analyzed(FoundImage.found(in: journey.state.derived.stack)))
        return journey
    }

    /// The place of a text on the screen.
    private func place(of text: String, in journey: Journey) throws -> Point {
        let row = try #require(journey.lines.firstIndex { $0.contains(text) })
        let range = try #require(journey.lines[row].range(of: text))
        return Point(x: journey.lines[row].distance(from: journey.lines[row].startIndex, to: range.lowerBound), y: row)
    }

    private static let fromTheList: [ViewID] = Views.all.filter { $0.key != nil }.map(\.id)

    @Test(
        "each opens with its key and has a title; Esc goes back, q closes a box", arguments: fromTheList, ["Esc", "q"])
    func keys(id: ViewID, out: String) throws {
        var journey = try journey()
        let key = try #require(Views.view(id)?.key?.keys.first)
        journey.press("Tab \(key.label)")
        #expect(journey.view == id)
        let view = try #require(journey.state.views.top)
        let title = view.title(in: journey.state)
        #expect(view.isTab || !title.isEmpty && journey.screen.contains(title))
        journey.press(out)
        if view.isTab, out == "q" {
            #expect(journey.effects == [.quit(error: nil)])
        } else {
            #expect(journey.view == nil)
            #expect(journey.effects.isEmpty)
        }
    }

    @Test(
        "each is searched, its match marked or selected, and Esc goes back to where the search began",
        arguments: fromTheList)
    func search(id: ViewID) throws {
        var journey = try journey(100, 14)
        let key = try #require(Views.view(id)?.key?.keys.first)
        journey.press("Tab \(key.label)")
        let before = try #require(journey.state.views.top?.place)
        let rows = ViewLayout(try #require(journey.state.views.top), in: journey.state).rows
        let words = (0..<rows.count).flatMap { rows[$0].line.text.split(separator: " ") }
        let word = String(words.last { $0.count > 2 } ?? "nowhere")
        journey.press("/")
        journey.type(word)
        if !words.isEmpty {
            let found = try #require(journey.state.views.top?.place.scroll.selection)
            #expect(rows[found].line.text.lowercased().contains(word.lowercased()))
        } else {
            #expect(journey.screen.contains("Nothing matches"))
        }
        journey.press("Esc")
        #expect(journey.state.views.top?.place == before)
        #expect(journey.view == id)
    }

    @Test("n and N go on to other matches, round the ends, and say where nothing matches")
    func searchOn() throws {
        var journey = try journey()
        journey.press("D /")
        journey.type("FROM")
        journey.press("Enter")
        let first = journey.cursorLine
        journey.press("n")
        #expect(journey.cursorLine.contains("FROM") && journey.cursorLine != first)
        journey.press("N")
        #expect(journey.cursorLine == first)
        journey.press("/")
        journey.type("nowhere")
        #expect(journey.lines[38].contains("Nothing matches “nowhere”."))
    }

    @Test("in a text, n goes past a match on its last page")
    func searchText() {
        var journey = Journey(80, 14)
        journey.press("? /")
        journey.type("quit")
        journey.press("Enter")
        let first = journey.state.views.top?.place.scroll.selection
        journey.press("n")
        #expect(journey.state.views.top?.place.scroll.selection != first)
    }

    @Test("help opens over a view, and Esc comes back to it")
    func stack() throws {
        var journey = try journey()
        journey.press("t k ?")
        #expect(journey.view == .help)
        journey.press("Esc")
        #expect(journey.view == .stages)
        journey.press("? ?")
        #expect(journey.view == .stages)
    }

    @Test("a click selects an image of the picker, and one on the selected picks it")
    func picker() throws {
        var journey = try journey()
        journey.press("p")
        let other = try place(of: "linux/arm64", in: journey)
        journey.click(other.x, other.y)
        #expect(journey.cursorLine.contains("linux/arm64"))
        #expect(journey.effects.isEmpty)
        journey.click(other.x, other.y)
        #expect(journey.effects == [.loadImage(1)])
        #expect(journey.view == nil)
    }

    @Test("a double click on a line of the Dockerfile selects its layer, and does nothing to the panes below")
    func dockerfile() throws {
        var journey = try journey()
        journey.press("D")
        let line = try place(of: "COPY --from", in: journey)
        journey.click(line.x, line.y)
        #expect(journey.cursorLine.contains("COPY --from"))
        journey.click(line.x, line.y, .doubleClick)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.view == nil)
    }

    @Test("a click on a row of a history selects it, a second one goes to its layer")
    func history() throws {
        var journey = Journey()
        journey.press("Tab Space G k Space j o")
        let row = try place(of: "~ modified", in: journey)
        journey.click(row.x, row.y)
        #expect(journey.cursorLine.contains("~ modified"))
        journey.click(row.x, row.y)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.view == nil)
        #expect(journey.selected == "etc/passwd")
        // The first click has opened: the second half of a double click is not for what came to light.
        let screen = journey.screen
        journey.click(row.x, row.y, .doubleClick)
        #expect(journey.screen == screen)
    }

    @Test("clicks beside the rows and the wheel over them open nothing", arguments: fromTheList)
    func elsewhere(id: ViewID) throws {
        var journey = try journey()
        let key = try #require(Views.view(id)?.key?.keys.first)
        journey.press("Tab \(key.label)")
        let before = journey.screen
        journey.click(119, 0)
        journey.click(119, 0, .doubleClick)
        #expect(journey.screen == before)
        journey.click(20, 20, .wheelDown)
        journey.click(20, 20, .wheelUp)
        #expect(journey.view == id)
        #expect(journey.effects.isEmpty)
    }

    @Test("a history follows its path when the layers are stacked anew")
    func stackedAnew() {
        var journey = Journey()
        journey.press("Tab Space j j o")
        #expect(journey.screen.contains("History of /app/data.bin"))
        journey.send(.hashed(stack: Fixture.otherStack, figures: Figures(of: Fixture.otherStack)))
        #expect(journey.screen.contains("History of /app/data.bin"))
    }

    @Test("a history whose path is gone with its layer is no other path's")
    func stackedWithoutLayer() {
        var journey = Journey()
        journey.press("Tab j o")
        #expect(journey.screen.contains("History of /bin "))
        var stack = LayerStack(layerCount: 3)
        stack.insert(Fixture.layers[1], at: 2)
        journey.send(.hashed(stack: stack, figures: Figures(of: stack)))
        #expect(journey.screen.contains("History of / "))
    }
}
