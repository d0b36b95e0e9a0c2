import TerminalUI
import Testing

@testable import Explorer

@Suite("The program")
struct ProgramTests {
    @Test("q and C-c leave", arguments: ["q", "C-c"])
    func quit(key: String) {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key(key))), effects: [.quit(error: nil)])
    }

    @Test("C-z suspends, C-l draws again, coming back draws again")
    func terminal() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("C-z"))), effects: [.suspend])
        store.send(.event(.suspendResumed), effects: [.redraw])
        store.send(.event(.key(Key("C-l"))), effects: [.redraw])
    }

    @Test("m leaves the mouse to the terminal and takes it back")
    func mouse() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("m"))), effects: [.setMouse(false)]) {
            $0.options.hasMouse = false
            $0.notice = Notice(.information, "The mouse is the terminal's: it selects text.")
        }
        store.send(.event(.key(Key("m"))), effects: [.setMouse(true)]) {
            $0.options.hasMouse = true
            $0.notice = Notice(.information, "The mouse works here.")
        }
    }

    @Test("T goes through the themes and comes round")
    func themes() {
        var journey = Journey(80, 24, options: Options())
        for _ in Theme.names { journey.press("T") }
        #expect(journey.state.options.themeName == "auto")
        journey.press("T")
        #expect(journey.status.hasPrefix("Theme: dark."))
    }

    @Test("Tab moves the focus, z gives the pane the screen")
    func panes() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("Tab")))) { $0.focus = .tree }
        store.send(.event(.key(Key("z")))) { $0.isZoomed = true }
        store.send(.event(.key(Key("Esc")))) { $0.isZoomed = false }
    }

    @Test("c shows only what the layer changed, and all files again")
    func tabs() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("c")))) { $0.tree.tab = .changes }
        store.send(.event(.key(Key("c")))) { $0.tree.tab = .files }
    }

    @Test("what was said goes with the next key")
    func notices() {
        var journey = Journey(80, 24)
        journey.press("p")
        #expect(journey.status.hasPrefix("There is one image"))
        journey.press("k")
        #expect(journey.state.notice == nil)
    }

    @Test("a key that means nothing does nothing")
    func unknownKey() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("Z"))))
        store.send(.event(.key(Key("F12"))))
    }

    @Test("pasted text goes into the line that is typed, and nowhere else")
    func paste() {
        var journey = Journey(80, 24)
        journey.send(.event(.paste("q")))
        #expect(journey.effects.isEmpty)
        journey.press("f")
        journey.send(.event(.paste("li\nb")))
        #expect(journey.state.prompt?.field.text == "li b")
    }
}
