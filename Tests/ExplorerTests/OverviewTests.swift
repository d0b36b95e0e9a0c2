import AnalysisSupport
import FileTree
import Reporting
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The overview")
struct OverviewTests {
    @Test("before anything is read it says what is going on, and the strip grows with the layers")
    func growing() {
        var journey = Journey(waiting: 80, 24, at: .overview)
        #expect(journey.lines[0].contains("reading layers 0%"))
        #expect(journey.screen.contains("analysed as soon as all layers are read (0% so far)"))
        var stack = LayerStack(layerCount: 3)
        stack.insert(Fixture.layers[0], at: 1)
        journey.send(.layerLoaded(layer: 1, stack: stack))
        #expect(journey.lines[2].contains("█"))
        #expect(journey.screen.contains("base image 51.2 kB"))
    }

    @Test("the segments of the strip add up to the image, and those of what is possible to the advice")
    func addsUp() throws {
        let image = try JudgedImage()
        let state = image.journey(100, 30).state
        #expect(ByteStrip.now(state).bytes == image.advice.before.bytes)
        #expect(ByteStrip.now(state).possible(by: image.advice).bytes == image.advice.after.bytes)
    }

    @Test("what saves adds up to the difference, told in the heading; each with where it comes from")
    func savings() throws {
        let image = try JudgedImage()
        let journey = image.journey(120, 40)
        let saved = image.advice.before.bytes - image.advice.after.bytes
        #expect(image.advice.remedies.reduce(0) { $0 + $1.savedBytes } == saved)
        let heading = try #require(journey.lines.first { $0.contains("What would save most") })
        #expect(heading.contains(journey.state.bytes(saved)))
        for remedy in image.advice.remedies { #expect(journey.screen.contains(remedy.title), "\(remedy.id)") }
    }

    @Test("the largest file that is stored and not seen is on the first screen, and Enter shows it in its layer")
    func wasted() throws {
        var journey = try JudgedImage().journey(80, 24)
        let file = try #require(journey.state.findings?.wastedFiles.first)
        let path = journey.state.derived.stack.path(of: file.item.path)
        let row = try #require(journey.lines.firstIndex { $0.contains("/" + String(decoding: path, as: UTF8.self)) })
        #expect(journey.lines[row].contains(file.fate))
        journey.click(20, row)
        journey.press("Enter")
        #expect(journey.selected == String(decoding: path, as: UTF8.self))
        #expect(journey.state.layers.selected == file.item.entry.layer)
        journey.press("Esc")
        #expect(journey.view == .overview)
    }

    @Test("what endangers says its state and leads to its place")
    func dangers() throws {
        var journey = FoundImage.journey(100, 30)
        journey.press("1")
        let row = try #require(journey.lines.firstIndex { $0.contains("A key of a cloud") })
        #expect(journey.lines[row].contains("critical") && journey.lines[row].contains("readable in layer 1"))
        journey.click(20, row)
        journey.press("Enter")
        #expect(journey.selected == "etc/old")
    }

    @Test("what runs is told: command, user, directory, port, health check")
    func runs() throws {
        let journey = Journey(100, 30, at: .overview)
        #expect(journey.screen.contains("Runs /app/run as root, no health check"))
    }

    @Test("the header's verdict: size now and possible")
    func verdict() throws {
        let image = try JudgedImage()
        let journey = image.journey(100, 30)
        let (before, after) = (
            journey.state.bytes(image.advice.before.bytes), journey.state.bytes(image.advice.after.bytes)
        )
        #expect(journey.lines[0].hasSuffix("\(before) → \(after) possible"))
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) throws {
        let journey = try JudgedImage().journey(width, height)
        assertSnapshot(journey.screen, named: "overview-\(width)x\(height)")
    }
}
