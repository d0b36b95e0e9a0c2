import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The preview")
struct PreviewTests {
    /// The fixture with the list of all files, the cursor on the largest.
    private func list(_ width: Int = 200, _ height: Int = 50) -> Journey {
        var journey = Journey(width, height, hasPreview: true)
        journey.press("L")
        return journey
    }

    private func entry(_ path: String) throws -> EntryReference {
        let view = Fixture.stack.view(of: 1...3)
        return try #require(Fixture.stack.find(Array(path.utf8)).flatMap(view.entry))
    }

    @Test("the file at the cursor is read ahead and shown with its colours and line numbers")
    func text() throws {
        var journey = list()
        #expect(journey.effects == [.readAhead(request: 1, try entry("usr/lib/libc.so"), listsMembers: false)])
        #expect(journey.screen.contains("reading…"))
        journey.send(.contentsRead(request: 1, Array("first\nsecond\n".utf8)))
        #expect(journey.lines.contains { $0.contains("│2 second") })
        #expect(journey.screen.contains("the first 13 B of 50.0 kB"))
        #expect(journey.viewer == nil)
    }

    @Test("what is no text is shown in hexadecimal")
    func hex() {
        var journey = list()
        journey.send(.contentsRead(request: 1, [0x7f, 0x45, 0x4c, 0x46, 0, 0]))
        #expect(journey.screen.contains("7f 45 4c 46"))
    }

    @Test("moving on asks for the next file, and what comes late for the last one is dropped")
    func moving() throws {
        var journey = list()
        journey.press("j")
        #expect(journey.effects.last == .readAhead(request: 2, try entry("app/data.bin"), listsMembers: false))
        journey.send(.contentsRead(request: 1, Array("late".utf8)))
        #expect(!journey.screen.contains("late"))
    }

    @Test("leaving for a directory ends the reading, and shows what is largest in it")
    func directory() {
        var journey = list()
        journey.press("L h")
        #expect(journey.effects.last == .cancelReadingAhead)
        #expect(journey.screen.contains("50.0 kB in 2 files"))
        #expect(journey.lines.contains { $0.contains("50.0 kB ████████ libc.so") })
    }

    @Test("why a file cannot be read stands in the preview and nowhere else")
    func failure() {
        var journey = list()
        journey.send(.contentsFailed(request: 1, "layer 1 is damaged"))
        #expect(journey.screen.contains("layer 1 is damaged"))
        #expect(journey.state.messages.isEmpty)
    }

    @Test("of an archive the members are listed, the largest first")
    func members() {
        let file = Fixture.file("app.jar", 5_000)
        var journey = Journey(160, 30, layers: [.init(entries: [file])], hasPreview: true)
        guard case .readAhead(let request, _, let listsMembers) = journey.effects.last else {
            Issue.record("nothing is read ahead")
            return
        }
        #expect(listsMembers)
        let small = Preview.Member(name: Array("META-INF/\u{1b}".utf8), size: 10)
        let large = Preview.Member(name: Array("Main.class".utf8), size: 9_000)
        journey.send(.membersRead(request: request, [small, large]))
        #expect(journey.screen.contains("2 members, 9.0 kB unpacked"))
        let rows = journey.lines.filter { $0.contains("Main.class") || $0.contains("META-INF/\\x1b") }
        #expect(rows.count == 2)
        #expect(rows.first?.contains("Main.class") == true)
    }

    @Test("nothing is read by itself from a large compressed layer")
    func compressedLayer() {
        var journey = Journey(waiting: 200, 50, hasPreview: true)
        var image = Fixture.image
        image.layers[0].blobSize = 100 << 20
        journey.send(.imageReady(image))
        journey.send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
        journey.press("L")
        #expect(!journey.effects.contains { if case .readAhead = $0 { true } else { false } })
        #expect(journey.screen.contains("v reads it."))
    }

    @Test("V hides the preview and shows it again; where there is no room it says so")
    func toggle() {
        var journey = list()
        journey.press("V")
        #expect(journey.state.layout.preview.isEmpty)
        #expect(journey.effects.last == .cancelReadingAhead)
        journey.press("V")
        #expect(!journey.state.layout.preview.isEmpty)
        var small = Journey(80, 24, hasPreview: true)
        small.press("V")
        #expect(small.status.hasPrefix("A preview needs a screen of 150 columns or 40 rows."))
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        var journey = list(width, height)
        journey.send(.contentsRead(request: 1, Array("#!/bin/sh\n# starts the program\nexec /app/run\n".utf8)))
        assertSnapshot(journey.screen, named: "files-preview-\(width)x\(height)")
        journey.press("L h")
        assertSnapshot(journey.screen, named: "files-preview-directory-\(width)x\(height)")
    }
}
