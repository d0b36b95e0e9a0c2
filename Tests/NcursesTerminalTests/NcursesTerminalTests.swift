import Glibc
import TerminalUI
import Testing

@testable import NcursesTerminal

@Suite struct ColorLevelTests {
    @Test(arguments: [
        (Color.rgb(255, 0, 0), ColorLevel.palette256, Color.palette(196)),
        (.rgb(128, 128, 128), .palette256, .palette(244)),
        (.rgb(255, 0, 0), .ansi16, .ansi(9)), (.palette(21), .ansi16, .ansi(12)), (.palette(3), .ansi16, .ansi(3)),
        (.ansi(12), .palette256, .ansi(12)), (.palette(16), .direct, .rgb(0, 0, 0)),
        (.palette(255), .direct, .rgb(238, 238, 238)),
        (.rgb(1, 2, 3), .direct, .rgb(1, 2, 3)), (.rgb(1, 2, 3), .none, .standard), (.standard, .direct, .standard),
        (.ansi(4), .direct, .ansi(4)), (.ansi(200), .ansi16, .ansi(8)),
    ])
    func reducesToTheNearest(color: Color, level: ColorLevel, expected: Color) {
        #expect(color.reduced(to: level) == expected)
    }

    @Test(arguments: [
        (-1, ColorLevel.none), (0, .none), (8, .ansi8), (16, .ansi16), (88, .ansi16), (256, .palette256),
        (1 << 24, .direct),
    ])
    func comesFromTheDescription(colors: Int, level: ColorLevel) {
        #expect(ColorLevel(colors: colors) == level)
    }
}

@Suite struct KeyTableTests {
    @Test(
        arguments: [
            (9, "Tab"), (13, "Enter"), (10, "Enter"), (27, "Esc"), (127, "Backspace"), (0, "C-Space"), (3, "C-c"),
            (26, "C-z"),
            (28, "C-\\"), (31, "C-_"), (0x41, "A"), (0x65e5, "日"),
        ] as [(UInt32, String)])
    func namesWhatCharactersStandFor(character: UInt32, label: String) {
        #expect(KeyTable.key(character: character)?.label == label)
    }

    @Test func aSurrogateIsNoKey() {
        #expect(KeyTable.key(character: 0xd800) == nil)
    }

    @Test func everySequenceMeansOneKey() {
        let sequences = KeyTable.sequences
        #expect(Set(sequences.map(\.0)).count == sequences.count)
        let meaning = Dictionary(sequences) { first, _ in first }
        #expect(
            meaning["[1;5D"]?.label == "C-Left" && meaning["[1;2A"]?.label == "S-Up" && meaning["[7~"]?.label == "Home")
        #expect(meaning["OF"]?.label == "End" && meaning["[3;3~"]?.label == "M-Del" && meaning["[24~"]?.label == "F12")
    }
}

@Suite struct DrawableTextTests {
    @Test(
        arguments: [
            ("a", [0x61]), ("日", [0x65e5]), ("e\u{301}", [0x65, 0x301]), ("👨‍👩‍👧", [0x1f468]),
            ("❤\u{fe0f}", [0x2764, 0x20]),
            ("a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", [0x61]),
        ] as [(String, [UInt32])])
    func keepsTheColumnsThatTheCanvasCounts(text: String, scalars: [UInt32]) throws {
        setlocale(LC_CTYPE, "C.UTF-8")
        let cell = Cell(try #require(text.first))
        #expect(DrawableText.scalars(of: cell) == scalars)
    }
}

@Suite struct TerminalDeviceTests {
    @Test(arguments: [("\u{1b}[m", "\u{1b}[m"), ("a$<2>b$<5/>", "ab"), ("a$<b", "a$<b"), ("", "")])
    func leavesOutDelays(capability: String, expected: String) {
        #expect(TerminalDevice.withoutPadding(capability) == expected)
    }
}

@Suite struct WakePipeTests {
    @Test func wakesAPollFromAnotherThreadAndCountsOnce() async throws {
        let pipe = try WakePipe()
        await Task.detached { for _ in 0..<100_000 { pipe.wake() } }.value
        var waiting = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
        #expect(poll(&waiting, 1, 0) == 1)
        pipe.drain()
        #expect(poll(&waiting, 1, 0) == 0)
    }
}
