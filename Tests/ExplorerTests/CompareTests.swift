import AnalysisSupport
import FileTree
import ImageAnalysis
import Reporting
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The comparison with another image")
struct CompareTests {
    private static func image(_ version: String, _ size: Int, _ more: [any LayerItem] = []) -> Image {
        Image(reference: "app:\(version)") {
            Layer {
                File("app/model.bin", size: size); File("app/main.py", "version \(version)"); File("etc/same", "same")
                more
            }.createdBy("RUN /bin/sh -c make # buildkit", comment: "buildkit.dockerfile.v0")
        }.configured { $0.user = version == "1" ? "root" : "app" }
    }

    private func journey(_ width: Int, _ height: Int) throws -> Journey {
        let (one, other) = (Self.image("1", 90_000), Self.image("2", 30_000, [File("app/new", "new")]))
        let judged = try JudgedImage(one)
        var journey = judged.journey(
            width, height, at: .compare, options: Options(themeName: "mono", otherImage: "other.tar"))
        let comparison = Comparison(
            ComparedImage(judging: judged.analyzed, named: "demo.tar"),
            ComparedImage(judging: try AnalyzedFixture(other).image, named: "other.tar"))
        journey.send(.compared(comparison))
        return journey
    }

    @Test("the tab is there only where two images were named, and says what it waits for")
    func waiting() throws {
        #expect(!Journey(100, 30).lines[1].contains("Compare"))
        let judged = try JudgedImage(Self.image("1", 90_000))
        var journey = judged.journey(
            120, 30, at: .compare, options: Options(themeName: "mono", otherImage: "other.tar"))
        #expect(journey.lines[1].contains("Compare"))
        #expect(journey.screen.contains("other.tar is read as soon as this image is analysed"))
        journey.send(.comparisonFailed("other.tar: there is no such file"))
        #expect(journey.screen.contains("there is no such file"))
    }

    @Test("why in a sentence, then the causes, the largest difference on top; they unfold to their paths")
    func causes() throws {
        var journey = try journey(120, 30)
        #expect(journey.screen.contains("Other contents: changed files (-60.0 kB in 2 paths)"))
        #expect(journey.cursorLine.contains("contents: other contents") && journey.cursorLine.contains("-60.0 kB"))
        #expect(journey.screen.contains("added: only in the second image"))
        #expect(journey.screen.contains("configuration"))
        #expect(!journey.screen.contains("model.bin"))
        journey.press("Enter j")
        #expect(journey.cursorLine.contains("/app/model.bin"))
    }

    @Test("Enter on a file of other contents asks for its lines once, and shows them; Enter again goes to it")
    func lines() throws {
        var journey = try journey(120, 30)
        let path = Array("app/main.py".utf8)
        journey.press("Enter j j")
        #expect(journey.cursorLine.contains("/app/main.py"))
        journey.press("Enter")
        #expect(journey.effects.last == .compareFile(path))
        #expect(journey.screen.contains("Both files are read"))
        journey.send(.fileCompared(FileDifference(of: path, Array("one\nsame\n".utf8), Array("two\nsame\n".utf8))))
        #expect(journey.screen.contains("-one") && journey.screen.contains("+two") && journey.screen.contains(" same"))
        journey.press("Esc Enter")
        #expect(journey.effects.count { $0 == .compareFile(path) } == 1)
        #expect(journey.screen.contains("+two"))
        journey.press("Enter")
        #expect(journey.selected == "app/main.py")
        journey.press("Esc")
        #expect(journey.view == .fileDifference)
    }

    @Test("a file without lines says why")
    func binary() throws {
        var journey = try journey(120, 30)
        journey.press("Enter j Enter")
        journey.send(.fileCompared(FileDifference(of: Array("app/model.bin".utf8), reason: "binary")))
        #expect(journey.screen.contains("No lines to show: binary."))
    }

    @Test("the tree, the layers and the findings unfold, too")
    func parts() throws {
        var journey = try journey(120, 50)
        journey.press("=")
        #expect(journey.screen.contains("layers: a push sends"))
        #expect(journey.screen.contains("only in A") && journey.screen.contains("only in B"))
        #expect(journey.screen.contains("all that differs, as a tree"))
        #expect(journey.lines.contains { $0.contains("/app/") && $0.contains("3 paths") })
    }

    @Test("a path that only the other image has says so; fields of the configuration have both values")
    func others() throws {
        var journey = try journey(120, 50)
        journey.press("=")
        #expect(journey.screen.contains("User  root → app"))
        let row = try #require(journey.lines.firstIndex { $0.contains("/app/new") })
        journey.click(30, row)
        journey.press("Enter")
        #expect(journey.status.contains("Only the other image has the path"))
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) throws {
        var journey = try journey(width, height)
        journey.press("=")
        assertSnapshot(journey.screen, named: "compare-\(width)x\(height)")
    }
}
