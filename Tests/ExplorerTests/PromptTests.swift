import TerminalUI
import Testing

@testable import Explorer

@Suite("Typing a line")
struct PromptTests {
    @Test("every letter is text there, also those that are keys elsewhere")
    func letters() {
        var journey = Journey(80, 24)
        journey.press("f")
        journey.type("q?j ")
        #expect(journey.state.prompt?.field.text == "q?j ")
        #expect(journey.effects.isEmpty)
        #expect(journey.footer.hasPrefix("Enter accept  Esc cancel"))
    }

    @Test("C-c quits from there too")
    func interrupt() {
        var journey = Journey(80, 24)
        journey.press("/ C-c")
        #expect(journey.effects == [.quit(error: nil)])
    }

    @Test("an empty line shows what can be typed")
    func example() {
        var journey = Journey(80, 24)
        journey.press("f")
        #expect(journey.status.contains("!text hides what matches"))
    }

    @Test("a filter whose last word is wrong or unfinished goes by the words before it, and says what is wrong")
    func wrongFilter() {
        var journey = Journey(120, 24)
        journey.press("f")
        journey.type("lib kind:")
        #expect(journey.state.tree.filter?.text == "lib")
        #expect(journey.status.contains("kind: is unfinished or wrong: kind:file|dir|link"))
        journey.type("file")
        #expect(journey.state.tree.filter?.text == "lib kind:file")
        journey.type(" mark:secret")
        #expect(journey.status.contains("mark:secret cannot be told, the image is not analysed yet"))
        journey.press("Enter")
        #expect(journey.state.tree.filter?.text == "lib kind:file")
        #expect(journey.status.contains("mark:secret cannot be told"))
    }

    @Test("what a word may become is told while it is typed")
    func hint() {
        var journey = Journey(120, 24)
        journey.press("f")
        journey.type("mod")
        #expect(journey.status.contains("mode:suid|sgid|sticky"))
    }

    @Test("the cursor stands where the next character goes")
    func cursor() {
        var journey = Journey(80, 24)
        journey.press("f")
        journey.type("ab")
        #expect(journey.canvas.cursor == Point(x: 10, y: 22))
    }

    @Test("x asks where to, and extracts from the tree after the layer")
    func extract() {
        var journey = Journey(80, 24)
        journey.press("Tab x")
        #expect(journey.state.prompt?.field.text == ".")
        journey.press("Backspace")
        journey.type("/tmp/out")
        journey.press("Enter")
        #expect(journey.effects == [.extract(path: Array("app".utf8), layer: 3, destination: "/tmp/out")])
        journey.send(.report(Notice(.information, "3 files are in /tmp/out.")))
        #expect(journey.status.hasPrefix("3 files are in /tmp/out."))
    }

    @Test("a removed path is extracted from the layer that put it there")
    func extractRemoved() {
        var journey = Journey(80, 24)
        journey.press("k c Tab G k x Enter")
        #expect(journey.effects == [.extract(path: Array("etc/old".utf8), layer: 1, destination: ".")])
    }

    @Test("nothing is extracted without a place, or after Esc")
    func extractCancelled() {
        var journey = Journey(80, 24)
        journey.press("Tab x Backspace Enter x Esc")
        #expect(journey.effects.isEmpty)
    }
}
