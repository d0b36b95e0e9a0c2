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

    /// A comparison of the first image with another one.
    private func comparison(_ judged: JudgedImage, with other: Image, named name: String) throws -> Comparison {
        Comparison(
            ComparedImage(judging: judged.analyzed, named: "demo.tar"),
            ComparedImage(judging: try AnalyzedFixture(other).image, named: name))
    }

    private static let offered = [
        OfferedImage(path: "images/layout", size: nil), OfferedImage(path: "images/next.tar", size: 1_400_000),
        OfferedImage(path: "images/odd\u{1b}[2J.tar", size: 12),
    ]

    @Test("without another image the tab says how to pick one; Enter asks, and what lies beside is offered")
    func asking() throws {
        var journey = Journey(100, 30)
        #expect(!journey.lines[1].contains("Compare"))
        journey.press("9")
        #expect(journey.lines[1].contains("9 Compare") && journey.screen.contains("Enter asks for one"))
        #expect(journey.footer.contains("o other image"))
        journey.press("Enter")
        #expect(journey.effects == [.offerImages])
        #expect(journey.status.hasPrefix("Compare with:  an archive"))
        journey.send(.imagesOffered(Self.offered))
        #expect(journey.screen.contains("Images beside demo.tar") && journey.screen.contains("1.4 MB"))
        journey.press("Down Down")
        #expect(journey.state.prompt?.field.text == "images/next.tar")
        #expect(journey.lines.contains { $0.contains("images/layout") && $0.contains("directory") })
        journey.press("Up Up Up Down Enter")
        #expect(journey.effects.last == .compare(with: "images/next.tar"))
        #expect(journey.screen.contains("images/next.tar is read as soon as this image is analysed"))
        journey.press("1")
        #expect(journey.lines[1].contains("9 Compare"))
    }

    @Test("Esc asks for nothing, an empty line picks nothing, a click picks what it is on")
    func otherWays() throws {
        var journey = Journey(100, 30)
        journey.press("9 o Esc o Enter")
        #expect(journey.effects == [.offerImages, .offerImages] && journey.state.other == nil)
        journey.press("o")
        journey.send(.imagesOffered(Self.offered))
        let row = try #require(journey.lines.firstIndex { $0.contains("images/next.tar") })
        journey.click(20, row)
        #expect(journey.effects.last == .compare(with: "images/next.tar"))
    }

    @Test("the palette asks for the other image from everywhere")
    func palette() {
        var journey = Journey(100, 30)
        journey.press(":")
        journey.type("compare with another")
        journey.press("Enter")
        #expect(journey.status.hasPrefix("Compare with: "))
        journey.type("~/next.tar")
        journey.press("Tab")
        #expect(journey.effects.last == .completePath("~/next.tar", .images))
        journey.send(.pathsFound(text: "~/next.tar", []))
        #expect(journey.status.hasSuffix("No image begins so."))
        journey.press("Enter")
        #expect(journey.state.views.tab == .compare && journey.effects.last == .compare(with: "~/next.tar"))
    }

    @Test("standard input is no image to pick: the terminal reads it")
    func standardInput() {
        var journey = Journey(100, 30)
        journey.press("9 o - Enter")
        #expect(journey.status.contains("Standard input is read at the start only"))
        #expect(journey.effects == [.offerImages])
    }

    @Test("how far the other image is stands in the view, and Esc stops reading it")
    func progress() throws {
        let judged = try JudgedImage(Self.image("1", 90_000))
        var journey = judged.journey(100, 30)
        journey.press("9 o")
        journey.type("next.tar")
        journey.press("Enter")
        journey.send(.comparing(.opening(what: "Receiving", done: 0, total: nil)))
        #expect(journey.screen.contains("Receiving next.tar…; Esc stops it."))
        journey.send(.comparing(.opening(what: "Decompressing", done: 500, total: 2_000)))
        #expect(journey.screen.contains("Decompressing next.tar, 25% of 2.0 kB; Esc stops it."))
        journey.send(.comparing(.reading(0.42)))
        #expect(journey.screen.contains("Reading next.tar, 42% so far; Esc stops it."))
        journey.press("Esc")
        #expect(journey.effects.last == .cancelComparing)
        #expect(journey.status.contains("next.tar is not compared") && journey.screen.contains("Enter asks for one"))
        journey.send(.comparisonFailed("late"))
        journey.send(.compared(try comparison(judged, with: Self.image("2", 30_000), named: "next.tar")))
        #expect(journey.state.comparison == nil, "nobody waits for it any more")
    }

    @Test("what cannot be compared says why, and another image can be picked at once")
    func failure() {
        var journey = Journey(100, 30)
        journey.press("9 o a Enter")
        journey.send(.comparisonFailed("a: there is no such file"))
        #expect(journey.screen.contains("a: there is no such file. Enter asks for another image."))
        journey.press("Enter")
        #expect(journey.status.hasPrefix("Compare with: "))
    }

    @Test("another pick takes the place of the comparison, with all that was open over it")
    func replaced() throws {
        let judged = try JudgedImage(Self.image("1", 90_000))
        var journey = judged.journey(
            120, 40, at: .compare, options: Options(themeName: "mono", otherImage: "other.tar"))
        let many = (0..<40).map { File("srv/\($0)", size: 10 + $0) as any LayerItem }
        journey.send(.compared(try comparison(judged, with: Self.image("2", 30_000, many), named: "other.tar")))
        journey.press("= /")
        journey.type("main.py")
        journey.press("Enter Enter")
        #expect(journey.view == .fileDifference)
        journey.press("1 9 :")
        journey.type("compare with another")
        journey.press("Enter")
        journey.type("third.tar")
        journey.press("Enter")
        #expect(journey.view == .compare && journey.state.comparison == nil)
        #expect(journey.screen.contains("third.tar is read as soon as"))
        journey.send(.compared(try comparison(judged, with: Self.image("3", 80_000), named: "third.tar")))
        #expect(journey.screen.contains("third.tar 80.0 kB") && !journey.screen.contains("srv/"))
        journey.press("G , ,")
        #expect(journey.view != .fileDifference, "the lines were those of another comparison")
    }

    @Test("another image of the archive is compared with the picked one, too")
    func anotherImageOfTheArchive() throws {
        var journey = try journey(100, 30)
        journey.send(.imageReady(Fixture.image))
        #expect(journey.state.comparison == nil)
        #expect(journey.screen.contains("other.tar is read as soon as this image is analysed"))
    }

    @Test("the list of what is offered", arguments: [(80, 24), (40, 12)])
    func offeredScreens(width: Int, height: Int) {
        var journey = Journey(width, height)
        journey.press("9 o")
        journey.send(.imagesOffered(Self.offered))
        journey.press("Down Down")
        assertSnapshot(journey.screen, named: "compare-offered-\(width)x\(height)")
    }

    @Test("the tab is there where two images were named, and says what it waits for")
    func waiting() throws {
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
