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
            "Stage runner (final) 11 B · 61%", "2 10 B 56% ██████ +1 COPY /out /app", "3 1 B 6% ▋ +1 RUN true",
            "Stage builder (feeds) not in the image · size unknown", "copied by runner, line 5: /out → /app",
            "Stage spare (unbuilt) not in the image · size unknown",
        ]
        #expect(list(try StagedImage.journey(160, 50)).filter { !$0.isEmpty } == expected)
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
        #expect(journey.state.overlay == nil)
    }

    @Test("a line without a layer says so, and a reconstructed Dockerfile that it is one")
    func noLayer() throws {
        var journey = try StagedImage.journey(120, 30)
        journey.press("D g Enter")
        #expect(journey.status.hasPrefix("No layer of the image"))
        var other = try StagedImage.journey(120, 30, text: nil)
        other.press("D")
        #expect(other.screen.contains("reconstructed from the history"))
    }

    @Test("without a Dockerfile nothing is said of stages")
    func noDockerfile() throws {
        let journey = try StagedImage.journey(120, 50, text: nil)
        #expect(journey.screen.contains("Built on top"))
        #expect(!journey.screen.contains("Stage "))
    }
}
