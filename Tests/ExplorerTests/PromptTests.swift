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
        #expect(
            journey.effects == [
                .extract(paths: [Array("app".utf8)], layer: 3, destination: "/tmp/out", overwrites: false)
            ])
        journey.send(.report(Notice(.information, "3 files are in /tmp/out.")))
        #expect(journey.status.hasPrefix("3 files are in /tmp/out."))
    }

    @Test("a removed path is extracted from the layer that put it there")
    func extractRemoved() {
        var journey = Journey(80, 24)
        journey.press("k c Tab G k x Enter")
        #expect(
            journey.effects == [.extract(paths: [Array("etc/old".utf8)], layer: 1, destination: ".", overwrites: false)]
        )
    }

    @Test("nothing is extracted without a place, or after Esc")
    func extractCancelled() {
        var journey = Journey(80, 24)
        journey.press("Tab x Backspace Enter x Esc")
        #expect(journey.effects.isEmpty)
    }

    @Test("C-r replaces what is there, and again not")
    func replacing() {
        var journey = Journey(120, 24)
        journey.press("Tab x C-r")
        #expect(journey.status.hasPrefix("Extract and replace in directory: ."))
        #expect(journey.footer.contains("C-r keep"))
        journey.press("Enter x C-r C-r Enter")
        let replaced = journey.effects.map {
            if case .extract(_, _, _, let overwrites) = $0 { overwrites } else { false }
        }
        #expect(replaced == [true, false])
    }

    @Test("Tab completes a directory as far as all names go, and lists them")
    func completion() {
        var journey = Journey(120, 24)
        journey.press("Tab x Backspace")
        journey.type("~/o")
        journey.press("Tab")
        #expect(journey.effects == [.completePath("~/o", .directories)])
        journey.send(.pathsFound(text: "~/o", ["~/output-1/", "~/output-2/"]))
        #expect(journey.state.prompt?.field.text == "~/output-")
        #expect(journey.status.hasSuffix("output-1  output-2"))
        journey.send(.pathsFound(text: "~/output-", ["~/output-2/"]))
        #expect(journey.state.prompt?.field.text == "~/output-2/")
        journey.send(.pathsFound(text: "~/output-2/", []))
        #expect(journey.status.hasSuffix("No directory begins so."))
    }

    @Test("names that come after the line was changed are not for it")
    func lateCompletion() {
        var journey = Journey(120, 24)
        journey.press("Tab x Tab")
        journey.type("x")
        journey.send(.pathsFound(text: ".", ["./"]))
        #expect(journey.state.prompt?.field.text == ".x")
        journey.press("Esc /")
        journey.press("Tab")
        #expect(journey.effects == [.completePath(".", .directories)], "nothing is completed where one searches")
    }
}
