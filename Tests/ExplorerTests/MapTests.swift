import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The tree map")
struct MapTests {
    private func map(_ keys: String = "", _ width: Int = 100, _ height: Int = 24) -> Journey {
        var journey = Journey(width, height)
        journey.press("Tab " + keys)
        return journey
    }

    @Test("tiles fill the area, none over another, each as large as its weight")
    func layout() {
        let rect = Rect(x: 3, y: 2, width: 60, height: 20)
        let weights: [Int64] = [6_000, 3_000, 1_500, 1_000, 500]
        let places = TileLayout.places(of: weights, in: rect)
        var cells: [Point: Int] = [:]
        for place in places {
            for y in place.y..<place.maxY {
                for x in place.x..<place.maxX { cells[Point(x: x, y: y), default: 0] += 1 }
            }
        }
        #expect(cells.count == 1_200)
        #expect(cells.values.allSatisfy { $0 == 1 })
        for (weight, place) in zip(weights, places) {
            let wanted = Double(weight) / 10
            #expect(abs(Double(place.width * place.height) - wanted) <= max(12, wanted * 0.15))
        }
    }

    @Test(
        "weights of nothing have no cells, and nothing overflows",
        arguments: [[], [0, 0], [.max, .max, 1, 0]] as [[Int64]])
    func edges(weights: [Int64]) {
        let rect = Rect(x: 0, y: 0, width: 10, height: 4)
        let places = TileLayout.places(of: weights, in: rect)
        #expect(places.count == weights.count)
        for (weight, place) in zip(weights, places) {
            #expect(rect.intersection(place) == place || place.isEmpty)
            if weight == 0 { #expect(place.isEmpty) }
        }
    }

    @Test("M maps the directory at the cursor, the largest tile first, and M leads back to the tree there")
    func open() {
        var journey = map("M")
        #expect(journey.paths == ["app/data.bin", "app/run", "app/\u{1b}[31mred"])
        #expect(journey.selected == "app/data.bin")
        #expect(journey.screen.contains("/app/  20.3 kB, letters by layer"))
        #expect(journey.screen.contains("▸2 data.bin"))
        journey.press("j M")
        #expect(journey.state.tree.form == .tree)
        #expect(journey.selected == "app/run")
        #expect(journey.cursorLine.contains("run"))
    }

    @Test("of a file its directory is mapped; h goes out, at last to the layers, and Enter in")
    func inAndOut() {
        var journey = map("Space j M h")
        #expect(journey.paths == ["usr", "app", "bin", "etc"])
        #expect(journey.selected == "app")
        journey.press("Enter")
        #expect(journey.paths.first == "app/data.bin")
        journey.press("h g Enter Enter")
        #expect(journey.selected == "usr/lib/libc.so")
        journey.press("h h h")
        #expect(journey.state.focus == .layers)
    }

    @Test("Enter on a file's tile shows the file")
    func view() {
        let journey = map("M Enter")
        #expect(journey.viewer?.path == Array("app/data.bin".utf8))
    }

    @Test("C goes through what the letters and colours tell")
    func colors() {
        var journey = map("M")
        for text in ["stage", "kind", "finding", "layer"] {
            journey.press("C")
            #expect(journey.screen.contains("letters by \(text)"))
        }
        journey.press("C C")
        #expect(journey.screen.contains("▸f data.bin"))
    }

    @Test("a click selects a tile, a search leads to the tree, nothing is folded in a map")
    func others() throws {
        var journey = map("M h")
        let y = try #require(journey.lines.firstIndex { $0.contains("1 usr/") })
        let tile = try #require(journey.lines[y].range(of: "1 usr/"))
        journey.click(TextWidth.of(journey.lines[y][..<tile.lowerBound]), y)
        #expect(journey.selected == "usr")
        journey.press("Space")
        #expect(journey.status.hasPrefix("In the map nothing is folded"))
        journey.press("/")
        journey.type("libc")
        #expect(journey.state.tree.form == .tree)
        #expect(journey.selected == "usr/lib/libc.so")
    }

    @Test("a tile that is too narrow for a name has its letter")
    func narrow() {
        let row = map("M h", 80, 24).lines.first { $0.contains("1 usr/") } ?? ""
        #expect(row.hasSuffix("1┃"))
    }

    /// The map in colours, where two rows of tiles stand in one of cells.
    private func colored(_ width: Int, _ height: Int, keys: String = "M h", isASCII: Bool = false) -> Journey {
        var journey = Journey(width, height, options: Options(themeName: "dark", isASCII: isASCII))
        journey.press("Tab " + keys)
        return journey
    }

    @Test("whole screens in colours", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func coloredScreens(width: Int, height: Int) {
        assertSnapshot(
            colored(width, height).canvas.styledLines().joined(separator: "\n"),
            named: "files-map-colors-\(width)x\(height)")
    }

    @Test("with colours tiles end at half a cell, in ASCII at a whole one")
    func halves() {
        #expect(colored(100, 24).screen.contains("▀"))
        let plain = colored(100, 24, isASCII: true).screen
        #expect(!plain.unicodeScalars.contains { !$0.isASCII })
    }

    @Test("each tile has its letter, also where it shares its cells", arguments: [(100, 24), (60, 20), (40, 12)])
    func letters(width: Int, height: Int) {
        let journey = colored(width, height)
        let (canvas, map, area) = (journey.canvas, MapScreen(journey.state), journey.state.layout.treeRows)
        let cells = (area.y..<area.maxY).flatMap { y in (area.x..<area.maxX).map { Point(x: $0, y: y) } }
        for path in journey.state.derived.rows.map(\.path) {
            let texts = cells.filter { map.path(at: $0) == path }.map { canvas[$0.x, $0.y].text }
            #expect(texts.isEmpty || texts.contains { "123".contains($0) })
        }
    }

    @Test("a click on either half of a cell finds the tile that is there")
    func clickHalves() {
        var journey = colored(100, 24, keys: "M h j")
        let area = journey.state.layout.treeRows
        for y in area.y..<area.maxY {
            journey.click(area.x, y)
            #expect(journey.selected == "usr")
        }
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        assertSnapshot(map("M h", width, height).screen, named: "files-map-\(width)x\(height)")
    }
}
