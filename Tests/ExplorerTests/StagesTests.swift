import TerminalUI
import Testing

@testable import Explorer

@Suite("Stages in the explorer")
struct StagesTests {
    /// The rows of the list of layers, without its border.
    private func list(_ journey: Journey) -> [String] {
        let rows = journey.state.layout.layerRows
        return (rows.y..<rows.maxY).map { y in
            let line = Array(journey.lines[y])
            return String(line[rows.x..<rows.maxX]).split(separator: " ").joined(separator: " ")
        }
    }

    @Test("layers stand under the stage that made them; what is not in the image comes last, with what was taken")
    func groups() throws {
        let expected = [
            "Base image busybox 7 B · 39%", "1 7 B 39% ████▎ +1 ADD file:aa in /",
            "Stage runner (final) 11 B · 61%", "2 10 B 56% ██████ +1 COPY --from=builder /out /app",
            "3 1 B 6% ▋ +1 RUN true",
            "Stage builder (feeds) not in the image · size unknown", "copied by runner, line 5: /out → /app",
            "Stage spare (unbuilt) not in the image · size unknown",
        ]
        #expect(list(try StagedImage.journey(200, 50)).filter { !$0.isEmpty } == expected)
    }

    @Test("a layer's facts say stage, lines, origin and how that is known")
    func facts() throws {
        var journey = try StagedImage.journey(120, 50)
        journey.press("k")
        for text in ["runner, final", "Dockerfile line 5", "From       builder", "the Dockerfile and the history, "] {
            #expect(journey.screen.contains(text), "\(text)")
        }
    }

    @Test("a file says which stage and line put it there, and so does its history")
    func file() throws {
        var journey = try StagedImage.journey(120, 50)
        journey.press("Tab = j")
        #expect(journey.status.hasPrefix("/app/main  from layer 2, stage runner, line 5: COPY"))
        journey.press("o")
        #expect(journey.screen.contains("stage runner, line 5: COPY"))
    }

    @Test("D opens the Dockerfile on the layer's line, and Enter on another line selects its layer")
    func dockerfile() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("D")
        #expect(journey.cursorLine.contains("RUN true"))
        journey.press("k")
        #expect(journey.cursorLine.contains("layer 2"))
        journey.press("Enter")
        #expect(journey.state.layers.selected == 2)
        #expect(journey.view == nil)
    }

    @Test("a line without a layer says so, and a reconstructed Dockerfile that it is one")
    func noLayer() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("D g Enter")
        #expect(journey.status.hasPrefix("No layer of the image"))
        var other = try StagedImage.journey(120, 30, text: nil)
        other.press("D")
        #expect(other.screen.contains("Reconstructed from the history: --dockerfile PATH has the original"))
    }

    @Test("a layer's facts and the clipboard have its instruction as the Dockerfile does")
    func instruction() throws {
        var journey = try StagedImage.journey(120, 40)
        journey.press("g j v")
        #expect(journey.screen.contains("COPY --from=builder /out /app"))
        #expect(!journey.screen.contains("COPY /out /app"))
        journey.press("Esc y")
        #expect(journey.effects.last == .copy("COPY --from=builder /out /app"))
    }

    @Test("without a Dockerfile nothing is said of stages")
    func noDockerfile() throws {
        let journey = try StagedImage.journey(120, 50, text: nil)
        #expect(journey.screen.contains("Built on top"))
        #expect(!journey.screen.contains("Stage "))
    }

    @Test("a reconstructed Dockerfile knows its layers too: D lands on one, and Enter on another line selects it")
    func reconstructed() throws {
        var journey = try StagedImage.journey(120, 30, text: nil)
        journey.press("D")
        #expect(journey.cursorLine.contains("RUN true"))
        journey.press("k Enter")
        #expect(journey.state.layers.selected == 2)
        journey.press("k D")
        #expect(journey.cursorLine.contains("#   ADD file:aa in /"))
    }

    @Test("from a file, D lands on the line that put it there, though another layer is selected")
    func dockerfileFromFile() throws {
        var journey = try StagedImage.journey(120, 50)
        journey.press("Tab = j")
        #expect(journey.selected == "app/main")
        journey.press("D")
        #expect(journey.cursorLine.contains("COPY --from=builder /out /app"))
    }

    @Test("t draws the stages as strata stages does, begins with the selected layer, and Enter selects another")
    func drawing() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("t")
        #expect(journey.cursorLine.contains("3"))
        #expect(journey.cursorLine.contains("RUN true"))
        #expect(journey.screen.contains("[0] builder  feeds  size unknown  lines 1-2  FROM busybox"))
        journey.press("k Enter")
        #expect(journey.state.layers.selected == 2)
        #expect(journey.view == nil)
    }

    @Test("Enter on a stage selects its first layer; one that is not in the image has none, which is said")
    func stageInDrawing() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("t k k")
        #expect(journey.cursorLine.contains("runner  final"))
        journey.press("Enter")
        #expect(journey.state.layers.selected == 2)
        journey.press("t G Enter")
        #expect(journey.status.hasPrefix("No layer of the image belongs to this line."))
        #expect(journey.view != nil)
    }

    @Test("before all layers are read there is nothing to draw, which t says")
    func notDrawnYet() {
        var journey = Journey(waiting: 80, 24)
        journey.press("t")
        #expect(journey.status.hasPrefix("The stages are drawn as soon as all layers are read: this opens then."))
    }

    @Test("below the last layer the cursor goes on to stages that are not in the image; the layer stays selected")
    func rowsBelow() throws {
        var journey = try StagedImage.journey(80, 24)
        #expect(journey.cursorLine.contains("RUN true"))
        journey.press("j")
        #expect(journey.cursorLine.contains("Stage builder (feeds)"))
        #expect(journey.status.hasPrefix("Stage builder (feeds) is not in the image"))
        journey.press("j")
        #expect(journey.status.hasPrefix("copied by runner, line 5: /out → /app"))
        journey.press("G")
        #expect(journey.cursorLine.contains("Stage spare (unbuilt)"))
        #expect(journey.state.layers.selected == 3)
        journey.press("Enter")
        #expect(journey.cursorLine.contains("[1] spare  unbuilt"))
        journey.press("Esc D")
        #expect(journey.cursorLine.contains("FROM busybox AS spare"))
        journey.press("Esc k k k k")
        #expect(journey.state.layers.selected == 2)
    }

    @Test("a click on a stage that is not in the image puts the cursor there")
    func clickBelow() throws {
        var journey = try StagedImage.journey(160, 50)
        let row = try #require(journey.lines.firstIndex { $0.contains("Stage spare") })
        journey.click(5, row)
        #expect(journey.cursorLine.contains("Stage spare"))
        journey.click(5, journey.state.layout.layerRows.y)
        #expect(journey.cursorLine.contains("Stage spare"), "a heading of layers takes no cursor")
    }

    @Test("a click selects a line of the drawn stages")
    func clickInDrawing() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("t")
        let row = try #require(journey.lines.firstIndex { $0.contains("[2] runner  final") })
        journey.click(20, row, .doubleClick)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.view == nil)
    }
}
