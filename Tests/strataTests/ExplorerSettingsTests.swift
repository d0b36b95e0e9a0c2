import Explorer
import Foundation
import TestSupport
import Testing

@testable import strata

@Suite("Settings of the explorer")
struct ExplorerSettingsTests {
    private func read(_ text: String) throws -> ExplorerSettings {
        try ExplorerSettings(text: Array(text.utf8), path: "config.yaml")
    }

    @Test("are read, each with its line")
    func all() throws {
        let settings = try read(
            """
            theme: light
            ascii: true
            mouse: false
            view: Waste
            sort: size
            columns: [size, wasted, bar]
            units: binary
            keys:
              zoom: F5
              quit: [q, C-q]

            """)
        #expect(settings.theme == "light")
        #expect(settings.isASCII == true)
        #expect(settings.hasMouse == false)
        #expect(settings.view == "waste")
        #expect(settings.sort == Explorer.SortOrder(.size))
        #expect(settings.keys.keys(of: .zoom).map(\.label) == ["F5"])
        #expect(settings.keys.keys(of: .quit).map(\.label) == ["q", "C-q"])
        #expect(settings.lines["sort"] == 5)
        #expect(settings.columns == [.size, .wasted, .bar])
        #expect(settings.units == .binary)
        #expect(settings.lines["keys.quit"] == 10)
    }

    @Test("may be none", arguments: ["", "\n", "# nothing\n"])
    func none(text: String) throws {
        #expect(try read(text).theme == nil)
    }

    @Test(
        "that are wrong are told with the line and, where one is near, what was meant",
        arguments: [
            ("# mine\ntheem: dark\n", "config.yaml, line 2: there is no setting “theem”: did you mean theme?"),
            ("colour: red\n", "config.yaml, line 1: there is no setting “colour”; there are theme, ascii"),
            ("theme: pink\n", "config.yaml, line 1: “pink” is none of auto"),
            ("ascii: yes\n", "config.yaml, line 1: “yes” is none of true, false"),
            ("view: [a]\n", "config.yaml, line 1: one value is expected, no list of them"),
            ("sort: age\n", "config.yaml, line 1: “age” is none of name, size"),
            ("columns: [size, waste]\n", "config.yaml, line 1: “waste” is none of mode, owner, size, wasted"),
            ("columns: {size: 1}\n", "config.yaml, line 1: one value is expected, no list of them"),
            ("units: KiB\n", "config.yaml, line 1: “KiB” is none of si, binary"),
            ("theme: dark\ntheme: light\n", "config.yaml, line 2: theme is settled twice"),
            (
                "keys:\n  quit: q\n  zoon: F5\n",
                "config.yaml, line 3: zoon: there is no command “zoon”: did you mean zoom?"
            ),
            ("keys:\n  zoom: j\n", "config.yaml, line 2: zoom: j is down's key too"),
            ("keys: q\n", "config.yaml, line 1: keys are lines of the form"),
            ("- theme\n", "config.yaml, line 1: settings are lines of the form"),
            ("theme: \"\u{1b}\n", "config.yaml is no YAML: "),
        ])
    func wrong(text: String, words: String) {
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.hasPrefix(words) == true, "\(failure?.message ?? "")")
        #expect(failure?.code == .usage)
    }

    @Test("strata config show prints them with where they come from, and what it prints can be read again")
    func show() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("mouse: false\nkeys: {zoom: '\"'}\n", to: "strata/config.yaml")
        let environment = ["XDG_CONFIG_HOME": directory.path]
        let result = try Shell.run(Program.path, ["config", "show"], environment: environment)
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(result.text.contains("mouse: false  # line 1\n"))
        #expect(result.text.contains("theme: auto  # default\n"))
        #expect(result.text.contains("columns: [mode, owner, size, percent, bar]  # default\nunits: si  # default\n"))
        #expect(result.text.contains("  zoom: [\"\\\"\"]  # line 2\n"))
        let again = try read(result.text)
        #expect(again.hasMouse == false)
        #expect(again.keys.keys(of: .zoom).map(\.label) == ["\""])
        let told = try Shell.run(Program.path, ["config", "path"], environment: environment)
        #expect(told.text == path + "\n")
    }

    @Test("places are absolute, as the specification of XDG has them")
    func places() {
        #expect(UserFiles(environment: ["HOME": "/home/me"]).settings == "/home/me/.config/strata/config.yaml")
        #expect(UserFiles(environment: ["HOME": "/home/me"]).memory == "/home/me/.local/state/strata/explorer.json")
        let relative = UserFiles(environment: ["HOME": "/home/me", "XDG_STATE_HOME": "here"])
        #expect(relative.memory == "/home/me/.local/state/strata/explorer.json")
        #expect(UserFiles(environment: [:]).memory == nil)
    }
}

@Suite("What the explorer remembers")
struct ExplorerMemoryTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("a/b/explorer.json") }

    init() throws { directory = try TemporaryDirectory() }

    @Test("comes back as it was, from a place that is made for it; nothing else is left there")
    func roundTrip() throws {
        var memory = ExplorerMemory()
        memory.theme = "light"
        memory.sort = "size"
        memory.isReversed = true
        memory.columns = ["size", "none", "wasted"]
        memory.units = "binary"
        memory.remember(
            RememberedPlace(tab: "Files", layer: 3, path: [0x61, 0xff, 0x0a], unfolded: [[0x61], [0xff]]),
            of: "sha256:1")
        memory.write(to: path)
        memory.write(to: path)
        let again = ExplorerMemory(reading: path)
        #expect(again == memory)
        #expect(again.order == Explorer.SortOrder(.size, isReversed: true))
        #expect(again.byImage["sha256:1"]?.path == [0x61, 0xff, 0x0a])
        #expect(again.byImage["sha256:1"]?.unfolded == [[0x61], [0xff]])
        #expect(again.treeColumns == [.size, .wasted])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("a/b")) == ["explorer.json"])
    }

    @Test("is of 200 images, the newest")
    func bounded() {
        var memory = ExplorerMemory()
        for number in 0..<250 {
            memory.remember(
                RememberedPlace(tab: "Files", layer: 1, path: Array(repeating: 0x61, count: 5000)), of: "\(number)")
        }
        memory.remember(RememberedPlace(tab: "Waste", layer: 2), of: "100")
        #expect(memory.places.count == 200)
        #expect(memory.byImage["49"] == nil && memory.byImage["50"] != nil)
        #expect(memory.byImage["100"]?.tab == "Waste")
        #expect(memory.places.allSatisfy { $0.path.isEmpty })
    }

    @Test("is no longer than what is read back, whatever was unfolded; the newest images stay")
    func readBack() {
        var memory = ExplorerMemory()
        let unfolded = (0..<100).map { Array(repeating: UInt8($0), count: 500) }
        for number in 0..<200 {
            memory.remember(
                RememberedPlace(
                    tab: "Files", layer: 1, path: Array(repeating: 0x61, count: 4000), unfolded: unfolded),
                of: "\(number)")
        }
        memory.write(to: path)
        let again = ExplorerMemory(reading: path)
        #expect(again.byImage["199"]?.unfolded.count == 8)
        #expect(again.byImage["0"] == nil)
    }

    @Test("of a time before there were folds is taken as it is")
    func older() throws {
        let text = #"{"places":[{"image":"a","tab":"Files","layer":2,"path":"YQ=="}],"sort":"size"}"#
        let memory = ExplorerMemory(reading: try directory.write(text, to: "older.json"))
        #expect(memory.byImage["a"]?.unfolded == [] && memory.byImage["a"]?.path == [0x61])
    }

    @Test(
        "is nothing where the file is damaged",
        arguments: [
            "", "{", "[]", "null", #"{"places":7}"#, #"{"places":[{"image":1}]}"#,
            #"{"places":[{"image":"a","tab":"b","layer":1e99,"path":""}]}"#, String(repeating: "[", count: 100_000),
            #"{"places":[{"image":"a","tab":"b","layer":1,"path":"*"}]}"#, String(repeating: "a", count: 2_000_000),
        ])
    func damaged(text: String) throws {
        let file = try directory.write(text, to: "damaged.json")
        #expect(ExplorerMemory(reading: file) == ExplorerMemory())
    }

    @Test("is nothing where there is no file, a directory or a pipe; and where it cannot be written, nothing happens")
    func absent() throws {
        #expect(ExplorerMemory(reading: directory.path("absent")) == ExplorerMemory())
        #expect(ExplorerMemory(reading: directory.path) == ExplorerMemory())
        #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
        #expect(ExplorerMemory(reading: directory.path("pipe")) == ExplorerMemory())
        ExplorerMemory().write(to: "/proc/absent/explorer.json")
    }
}
