import TerminalUI
import Testing

@testable import Explorer

@Suite("The list of layers")
struct LayersTests {
    @Test("opens on the last layer, whose tree is the whole image")
    func opensOnTheLast() {
        let journey = Journey()
        #expect(journey.state.layers.selected == 3)
        #expect(journey.state.focus == .layers)
        #expect(journey.paths == ["app", "bin", "etc", "usr/lib"])
    }

    @Test("j and k change nothing but the selected layer, and stop at the ends")
    func moving() {
        var store = TestStore(Journey().state)
        store.send(.command(.down))
        store.send(.command(.up)) { $0.layers.selected = 2 }
        store.send(.command(.up)) { $0.layers.selected = 1 }
        store.send(.command(.up))
        store.send(.command(.bottom)) { $0.layers.selected = 3 }
        store.send(.command(.top)) { $0.layers.selected = 1 }
    }

    @Test("Space starts a range that grows with the selection, and ends it")
    func range() {
        var store = TestStore(Journey().state)
        store.send(.event(.key(Key("Space")))) {
            $0.layers.anchor = 3
            $0.tree.tab = .changes
        }
        store.send(.command(.up)) { $0.layers.selected = 2 }
        #expect(store.state.shownLayers == 2...3)
        store.send(.event(.key(Key("Esc")))) { $0.layers.anchor = nil }
        #expect(store.state.shownLayers == 2...2)
    }

    @Test("a range shows what its layers changed together")
    func rangeOfChanges() {
        var journey = Journey()
        journey.press("k Space j")
        #expect(journey.screen.contains("Changes of layers 2-3"))
        #expect(
            journey.paths == ["app", "app/\u{1b}[31mred", "app/data.bin", "app/run", "etc", "etc/old", "etc/passwd"])
    }

    @Test("the base image and what was built on it stand under headings with their sums")
    func groups() {
        let screen = Journey().screen
        #expect(screen.contains("Base image  51.2 kB"))
        #expect(screen.contains("Built on top  20.7 kB"))
    }

    @Test("without a known boundary no layer is called base")
    func unknownBase() {
        let journey = Journey(100, 24, layers: [Fixture.layers[0]])
        #expect(journey.screen.contains("Layers (base image unknown)"))
        #expect(!journey.screen.contains("Built on top"))
    }

    @Test("J and K change the layer from the tree, and say where it ends")
    func fromTheTree() {
        var journey = Journey()
        journey.press("Tab K")
        #expect(journey.state.layers.selected == 2)
        #expect(journey.state.focus == .tree)
        journey.press("J J")
        #expect(journey.state.layers.selected == 3)
        #expect(journey.status.hasPrefix("This is the last layer."))
    }

    @Test("the facts hold the instruction in full, however long it is")
    func facts() {
        var journey = Journey(100, 30)
        journey.press("k")
        #expect(journey.screen.contains("that needs more room"))
        #expect(journey.screen.contains("3 added, 1 modified"))
        #expect(journey.screen.contains("20.0 kB, gzip"))
    }

    @Test("v shows all facts where the pane is too small for them")
    func factsInFull() {
        var journey = Journey(60, 14)
        journey.press("k v")
        #expect(journey.screen.contains("Layer 2 of 3"))
        journey.press("G")
        #expect(journey.screen.contains("bbbb"))
        journey.press("Esc")
        #expect(journey.view == nil)
    }

    @Test("y copies the instruction, unescaped only where it is harmless")
    func copy() {
        var journey = Journey()
        journey.press("y")
        #expect(journey.effects == [.copy("RUN chmod 4755 /app/run")])
        #expect(journey.status.hasPrefix("Copied the instruction of layer 3."))
    }

    @Test("more layers than rows scroll, and the first one brings its heading along")
    func scrolling() {
        var journey = Journey(80, 24, layers: Array(repeating: Fixture.layers[2], count: 60))
        #expect(journey.screen.contains(" 60 "))
        journey.press("g")
        #expect(journey.screen.contains("Layers (base image unknown)"))
        journey.press("PgDn")
        #expect(journey.cursorLine.contains("RUN step \(journey.state.layers.selected)"))
    }

    @Test("an image without layers is a sentence, not a crash")
    func noLayers() {
        var journey = Journey(100, 24, layers: [])
        journey.press("j k Space v Tab j Enter c y o x")
        #expect(journey.screen.contains("There are no files.") || journey.screen.contains("The image has no layers."))
    }
}
