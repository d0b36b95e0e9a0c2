import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("While the image is read")
struct LoadingTests {
    private var oneLayer: LayerStack {
        var stack = LayerStack(layerCount: 3)
        stack.insert(Fixture.layers[0], at: 1)
        return stack
    }

    @Test("opening shows the name and how far it is")
    func opening() {
        var state = State(name: "big.tar.zst", size: Size(width: 80, height: 24))
        _ = reduce(&state, .openProgress(what: "Decompressing", done: 50, total: 100))
        var canvas = Canvas(size: state.size)
        render(state, into: &canvas)
        let screen = canvas.lines.joined(separator: "\n")
        #expect(screen.contains("strata  big.tar.zst"))
        #expect(screen.contains("Decompressing…"))
        #expect(screen.contains("50%"))
        #expect(screen.contains("q quit"))
    }

    @Test("a source that cannot be opened ends the explorer with its sentence")
    func openFailed() {
        var state = State(name: "x", size: Size(width: 80, height: 24))
        #expect(reduce(&state, .openFailed("x is no image")) == [.quit(error: "x is no image")])
    }

    @Test("layers are listed from the configuration before any is read")
    func listedAtOnce() {
        let journey = Journey(waiting: 120, 40)
        #expect(journey.screen.contains("waiting  ADD rootfs.tar.xz /"))
        #expect(journey.screen.contains("reading layers 0% of 51.0 kB"))
    }

    @Test("each layer says how far it is, and what is there can be browsed")
    func browsing() {
        var journey = Journey(waiting: 120, 40)
        journey.send(.layerProgress(layer: 2, bytesRead: 10_000))
        journey.send(.layerLoaded(layer: 1, stack: oneLayer))
        #expect(journey.screen.contains("read 50%  RUN make"))
        #expect(journey.paths == ["bin", "etc", "usr/lib"])
        journey.press("Tab G Space")
        #expect(journey.selected == "usr/lib")
        journey.send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
        #expect(journey.selected == "usr/lib")
        #expect(journey.paths.contains("usr/lib"))
        #expect(journey.lines[0].contains("71.9 kB  analysing…"))
    }

    @Test("a view that is not ready says when it will be, and opens as it becomes so")
    func awaited() throws {
        let lines = try StagedImage.journey(120, 40).state.stageLines
        var journey = Journey(waiting: 120, 40)
        journey.press("t")
        #expect(journey.status.hasPrefix("The stages are drawn as soon as all layers are read: this opens then."))
        journey.send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
        #expect(journey.view == nil)
        journey.send(.stagesDrawn(lines))
        #expect(journey.view == .stages && journey.state.notice == nil)
    }

    @Test("another key meanwhile takes that back")
    func notAwaited() throws {
        let lines = try StagedImage.journey(120, 40).state.stageLines
        var journey = Journey(waiting: 120, 40)
        journey.press("t j")
        journey.send(.stagesDrawn(lines))
        #expect(journey.view == nil)
    }

    @Test("keys that come before there is an image are done when there is one, C-c at once")
    func typedAhead() {
        var journey = Journey(opening: 120, 40)
        journey.press("w j")
        #expect(journey.state.mode == .opening)
        journey.press("C-c")
        #expect(journey.effects == [.quit(error: nil)])
        journey.send(.imageReady(Fixture.image))
        #expect(journey.state.views.tab == .waste)
        var other = Journey(opening: 120, 40)
        other.press("2 f")
        other.type("lib")
        other.send(.imageReady(Fixture.image))
        #expect(other.state.prompt?.field.text == "lib")
    }

    @Test("progress that comes late does not undo the end")
    func lateProgress() {
        var store = TestStore(Journey().state)
        store.send(.layerProgress(layer: 2, bytesRead: 5))
    }

    @Test("a layer that fails is marked, said, and kept among the messages")
    func failure() {
        var store = TestStore(Journey(waiting: 120, 40).state)
        let notice = Notice(.error, "Layer 3 cannot be read: cut short")
        store.send(.layerFailed(layer: 3, "cut short")) {
            $0.loading.layers[2] = .failed("cut short")
            $0.notice = notice
            $0.messages = [notice]
        }
        var canvas = Canvas(size: store.state.size)
        render(store.state, into: &canvas)
        #expect(canvas.lines.contains { $0.contains("⚠ failed") })
    }

    @Test("an image with a failed layer keeps saying so in its header")
    func failureStays() {
        var journey = Journey(waiting: 120, 40)
        journey.send(.layerFailed(layer: 3, "cut short"))
        journey.send(.loaded(stack: oneLayer, figures: Figures(of: oneLayer), warnings: []))
        journey.press("j")
        #expect(journey.lines[0].contains("⚠ 1 not readable (!)"))
    }

    @Test("the stack with hashes takes the place of the one without, everything stays where it was")
    func hashed() {
        var journey = Journey(120, 40)
        journey.press("Tab = G f")
        journey.type("lib")
        journey.press("Enter G")
        let before = journey.screen
        var stack = LayerStack(layerCount: 3)
        for index in [3, 1, 2] { stack.insert(Fixture.layers[index - 1], at: index) }
        journey.send(.hashed(stack: stack, figures: Figures(of: stack)))
        #expect(journey.screen == before)
        #expect(journey.state.loading.isHashed)
        journey.press("Esc")
        #expect(journey.paths.count == 11)
    }

    @Test("warnings go to the messages, the first of them on the status line too")
    func warnings() {
        var journey = Journey(waiting: 100, 24)
        journey.send(
            .loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: ["odd one", "odd two"]))
        #expect(journey.status.hasPrefix("odd one"))
        journey.press("!")
        #expect(journey.screen.contains("• odd two"))
    }

    @Test("the part that is read is that of the bytes, between none and all")
    func fraction() {
        var loading = Loading(name: "x")
        loading.layers = [.waiting, .waiting, .waiting]
        #expect(loading.fraction(of: Fixture.image) == 0)
        loading.layers = [.loaded, .reading(bytesRead: 1 << 60), .failed("x")]
        #expect(loading.fraction(of: Fixture.image) == 1)
    }

    @Test("figures are those of the whole stack")
    func figures() {
        let figures = Figures(of: Fixture.stack)
        #expect(figures.layerBytes == 71_877)
        #expect(figures.wastedBytes == 450)
        #expect(figures.files == 7)
        #expect(figures.changes[1] == Figures.Changes(added: 3, modified: 1, removed: 1))
        #expect(Figures(of: LayerStack(layerCount: 0)).efficiency == 1)
    }
}
