import DisplayText
import TerminalUI
import Testing

@testable import Explorer

@Suite("Numbers and lines of text")
struct FigureTests {
    @Test(
        "percents never round something to nothing",
        arguments: [(0, "0%"), (0.0001, "<1%"), (0.005, "1%"), (0.125, "13%"), (1, "100%"), (7, "100%"), (-1, "0%")])
    func percent(fraction: Double, text: String) {
        #expect(Figure.percent(fraction) == text)
    }

    @Test("100.0% means all", arguments: [(0.9999, "99.9%"), (1, "100.0%"), (0, "0.0%"), (.nan, "0.0%")])
    func precise(fraction: Double, text: String) {
        #expect(Figure.precisePercent(fraction) == text)
    }

    @Test("thousands have commas", arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")])
    func grouped(count: Int, text: String) {
        #expect(Count.grouped(count) == text)
    }

    @Test("one file, two files")
    func plural() {
        #expect(Figure.count(1, "file") == "1 file")
        #expect(Figure.count(2000, "file") == "2,000 files")
        #expect(Figure.count(1, "directory", "directories") == "1 directory")
        #expect(Figure.count(3, "directory", "directories") == "3 directories")
    }

    @Test("a part of a whole; of nothing, nothing")
    func share() {
        #expect(Figure.percent(1, of: 8) == "13%")
        #expect(Figure.percent(Int64(0), of: 0) == "0%")
        #expect(Figure.percent(UInt64(3), of: Int64(2)) == "100%")
    }

    @Test(
        "numbers of layers in words",
        arguments: [
            ([], ""), ([9], "layer 9"), ([1, 2, 3], "layers 1-3"), ([9, 12, 14], "layers 9, 12, 14"),
            ([1, 3, 5, 7, 9], "layers 1, 3, 5, 7, …"),
        ] as [([Int], String)])
    func layers(layers: [Int], text: String) {
        #expect(Journey(80, 24).state.text(ofLayers: layers) == text)
    }

    @Test("text of reports is drawn in ASCII as wide as it was")
    func drawable() {
        let text = "├ └─▶ a → b ← c ± − …│"
        #expect(Journey(80, 24).state.drawable(text) == text)
        let ascii = Journey(80, 24, options: Options(isASCII: true)).state
        #expect(ascii.drawable("└─▶ a → b ← c ± − …│") == "`-> a > b < c ~ - ~|")
        #expect(ascii.text(ofLayers: [1, 3, 5, 7, 9]) == "layers 1, 3, 5, 7, ..")
    }

    @Test("the next of a list, round its ends")
    func next() {
        let list = ["a", "b", "c"]
        #expect(list.next(after: "a") == "b" && list.next(after: "c") == "a")
        #expect(list.next(after: "a", by: -1) == "c" && list.next(after: "b", by: 5) == "a")
        #expect(list.next(after: "x") == "b" && [String]().next(after: "x") == "x")
    }

    @Test("a line ends under an ellipsis where it does not fit, also between its parts")
    func truncated() {
        var canvas = Canvas(size: Size(width: 6, height: 3))
        TextLine("abc").adding("def").draw(into: &canvas, in: Rect(x: 0, y: 0, width: 6, height: 1))
        TextLine("abc").adding("defg").draw(into: &canvas, in: Rect(x: 0, y: 1, width: 6, height: 1))
        TextLine("abcdef").adding("g").draw(into: &canvas, in: Rect(x: 0, y: 2, width: 6, height: 1))
        #expect(canvas.lines == ["abcdef", "abcde…", "abcde…"])
    }

    @Test("a wrapped text goes on under its start")
    func wrapped() {
        let lines = TextLine.wrapped("one two three", label: TextLine("Name  "), width: 14)
        #expect(lines.map { $0.parts.map(\.text).joined() } == ["Name  one two", "      three"])
    }
}
