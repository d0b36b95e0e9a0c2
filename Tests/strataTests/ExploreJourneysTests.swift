import Foundation
import TestSupport
import Testing

/// What people do at the explorer, the real program in a real terminal. Nothing sleeps: each key that needs the picture
/// before it is pressed when that picture is there.
@Suite("Journeys", .serialized)
struct ExploreJourneysTests {
    /// Something that a new user wants to know.
    struct Task: Sendable, CustomTestStringConvertible {
        let wish: String
        /// Keys as tmux names them; each is found from the footer, `?` or `:`.
        let keys: [String]
        /// What the screen says then.
        let answers: [String]

        var testDescription: String { wish }
    }

    private let shop: Shop

    init() throws { shop = try Shop() }

    // MARK: The tasks of a new user

    static let tasks = [
        Task(
            wish: "the largest wasted file, and the instruction that stored it",
            keys: ["/", "m", "o", "d", "Enter", "Enter"],
            answers: ["/app/model.bin  from layer 2", "line 5: COPY . /app"]),
        Task(
            wish: "a leaked secret", keys: ["5"],
            answers: ["AWS secret access key, deleted in layer 4, still in layer 2"]),
        Task(
            wish: "the leaked secret's contents", keys: ["5", "Enter", "Enter"],
            answers: ["AWS_SECRET_ACCESS_KEY=wJalr", "63 B, layer 2"]),
        Task(
            wish: "stage and line of a path", keys: ["2", "/", "n", "o", "Enter"],
            answers: ["/opt/shop/notes  from layer 5, stage-1, line 8"]),
        Task(
            wish: "what COPY --from carried", keys: ["3", "Enter", "c"],
            answers: ["COPY --from=builder /out", "Changes of layer 5]", "notes", "server"]),
        Task(
            wish: "what would shrink the image most", keys: ["7"],
            answers: ["3.0 MB  Layers store what later layers hide"]),
        Task(
            wish: "all files over 10 MB", keys: ["2", "f", ">", "1", "0", "M"], answers: ["filter: >10M", "server"]),
        Task(
            wish: "why deleting does not shrink", keys: ["4"],
            answers: ["Deleting in a later layer only hides", "layer 2"]),
    ]

    @Test("a new user's task takes at most six keys", arguments: tasks)
    func task(_ task: Task) throws {
        #expect(task.keys.count <= 6)
        let terminal = try shop.open()
        for key in task.keys { try terminal.press(key) }
        try terminal.wait(for: task.wish) { screen in
            let text = screen.joined(separator: "\n")
            return task.answers.allSatisfy { text.contains($0) }
        }
    }

    @Test("a directory is extracted to where one is, in four keys")
    func extracted() throws {
        let terminal = try shop.open()
        try terminal.press("2", "Tab", "x", "Enter")
        try terminal.wait(forText: "in .")
        let text = try String(contentsOfFile: shop.path("opt/shop/notes"), encoding: .utf8)
        #expect(text == "read me\n")
    }

    @Test("two images are compared: two names on the command line, and one digit")
    func compared() throws {
        let terminal = try shop.open(shop.archive)
        try terminal.press("9")
        try terminal.wait(forText: "The images are the same.")
    }

    // MARK: The tabs

    static let tabs = [
        ("1", "Overview", "What would save most"), ("2", "Files", "[Files after layer 5]"),
        ("3", "Stages", "Dockerfile "), ("4", "Waste", "need not be there"), ("5", "Security", "findings"),
        ("6", "Packages", "packages"), ("7", "Advice", "pip's cache is kept"), ("8", "Image", "/opt/shop/server"),
    ]

    @Test("each digit leads to its tab, and q quits there", arguments: tabs)
    func digit(digit: String, name: String, text: String) throws {
        let terminal = try shop.open()
        try terminal.press(digit == "1" ? "2" : "1", digit)
        try terminal.wait(forText: text)
        #expect(try terminal.screen()[1].contains("\(digit) \(name)"))
        try terminal.press("q")
        try terminal.wait(forText: "exit 0")
    }

    @Test("a click on a name of the bar leads to its tab")
    func click() throws {
        let terminal = try shop.open()
        for (digit, name, text) in ExploreJourneysTests.tabs.reversed() {
            let bar = try terminal.screen()[1]
            let place = try #require(bar.range(of: "\(digit) \(name)"))
            try terminal.click(column: bar.distance(from: bar.startIndex, to: place.lowerBound) + 2, row: 1)
            try terminal.wait(forText: text)
        }
    }

    @Test("back and forward lead along the way that one came")
    func trail() throws {
        let terminal = try shop.open()
        try terminal.press("4", "7", ",")
        try terminal.wait(forText: "need not be there")
        try terminal.press(",")
        try terminal.wait(forText: "What would save most")
        try terminal.press(".", ".")
        try terminal.wait(for: "the advice") {
            $0.contains { $0.contains("pip's cache is kept") } && $0[3].contains("Then")
        }
        try terminal.press("Escape")
        try terminal.wait(forText: "need not be there")
    }

    @Test("a click on a footer's key presses it")
    func footer() throws {
        let terminal = try shop.open()
        let line = try #require(try terminal.screen().last)
        let place = try #require(line.range(of: "? help"))
        try terminal.click(column: line.distance(from: line.startIndex, to: place.lowerBound), row: 29)
        try terminal.wait(forText: "Keys and marks")
    }

    // MARK: Finding out what can be done

    @Test("the palette narrows while one types, and Enter does what is left")
    func palette() throws {
        let terminal = try shop.open()
        try terminal.press(":")
        try terminal.wait(forText: "Commands")
        try terminal.type("waste")
        try terminal.wait(forText: "strata check")
        try terminal.press("Enter")
        try terminal.wait(forText: "need not be there")
    }

    @Test("what no command is called says so, and Esc leaves things as they were")
    func noCommand() throws {
        let terminal = try shop.open()
        try terminal.press(":")
        try terminal.type("xyzzy")
        try terminal.wait(forText: "No command matches")
        try terminal.press("Escape")
        try terminal.wait(forText: "? help")
    }

    @Test("the help is searched")
    func help() throws {
        let terminal = try shop.open()
        try terminal.press("?", "/")
        try terminal.type("mouse on or off")
        try terminal.press("Enter")
        try terminal.wait(forText: "mouse on or off")
        try terminal.press("Escape")
        try terminal.wait(forText: "What would save most")
    }

    // MARK: Leaving

    @Test(
        "C-c quits from everywhere",
        arguments: [["?"], [":"], ["2", "f", "x"], ["2", "/"], ["2", "Tab", "x"], ["5", "Enter", "Enter"], ["t"]])
    func interrupt(keys: [String]) throws {
        let terminal = try shop.open()
        for key in keys { try terminal.press(key) }
        try terminal.press("C-c")
        try terminal.wait(forText: "exit 0")
    }

    @Test("Esc everywhere first leads back, and never out")
    func escape() throws {
        let terminal = try shop.open()
        try terminal.press("5", "Enter", "Enter")
        try terminal.wait(forText: "AWS_SECRET_ACCESS_KEY=")
        for text in [
            "Files after layer 2", "11 findings", "What would save most", "Nothing is open over this; q quits.",
        ] {
            try terminal.press("Escape")
            try terminal.wait(forText: text)
        }
    }

    // MARK: Sizes

    @Test("another size is drawn while a view is open")
    func resized() throws {
        let terminal = try shop.open()
        for (tab, _, _) in ExploreJourneysTests.tabs {
            try terminal.press(tab)
            for (width, height) in [(40, 12), (200, 50), (84, 24)] {
                try terminal.resize(width: width, height: height)
                try terminal.wait(for: "the footer at \(width)x\(height)") { screen in
                    screen.count == height && screen[height - 1].hasSuffix("quit")
                }
            }
        }
    }

    @Test(
        "the first screen has the verdict, small and large, with and without colours and Unicode",
        arguments: [
            (40, 12, []), (200, 50, []), (80, 24, ["--ascii"]), (80, 24, ["--color", "never"]),
            (40, 12, ["--ascii", "--theme", "light"]),
        ])
    func looks(width: Int, height: Int, arguments: [String]) throws {
        let terminal = try Tmux([Program.path, shop.archive] + arguments, width: width, height: height)
        let screen = try terminal.wait(for: "the verdict", seconds: 30) {
            $0.contains { $0.contains("What would save") } && $0.contains { $0.contains("3.0 MB") }
        }
        #expect(screen.allSatisfy { $0.count <= width })
        if arguments.contains("--ascii") { #expect(!screen.joined().unicodeScalars.contains { !$0.isASCII }) }
        if arguments.contains("never") {
            let styled = try terminal.styledScreen().joined()
            #expect(styled.matches(of: /\u{1b}\[[0-9;]*[34][0-7]m/).isEmpty)
        }
    }

    @Test("an image that is cut short says so, and what is there can be browsed", arguments: ["2", "7"])
    func truncated(tab: String) throws {
        let path = shop.path("cut.tar")
        let image = Image(reference: "cut:1") {
            Layer { File("whole", "x") }
            Layer { File("part", String(repeating: "y", count: 5000)) }.changed { $0.tar = Array($0.tar.prefix(1000)) }
        }
        try image.write(as: .dockerArchive, to: path)
        let terminal = try Tmux(["sh", "-c", "'\(Program.path)' '\(path)'; echo \"exit $?\""], width: 100, height: 30)
        try terminal.wait(for: "a word on the fault", seconds: 30) {
            $0.contains { $0.contains("not readable") || $0.contains("cannot be read") || $0.contains("exit 3") }
        }
        guard try !terminal.screen().contains(where: { $0.contains("exit 3") }) else { return }
        try terminal.press(tab, "q")
        try terminal.wait(forText: "exit 0")
    }

    // MARK: Settings and memory

    @Test("an image that is opened again is where one left it, with order and theme; not with --no-state")
    func remembered() throws {
        let environment = ["XDG_STATE_HOME": shop.path("state")]
        let first = try shop.open(environment: environment)
        try first.press("2", "s", "T", "/", "n", "o", "Enter")
        try first.wait(forText: "/opt/shop/notes  from layer 5")
        try first.press("q")
        try first.wait(forText: "exit 0")
        let second = try shop.open(environment: environment)
        let screen = try second.wait(forText: "─  notes")
        #expect(screen.contains { $0.contains("Files↓") })
        let third = try shop.open("--no-state", environment: environment)
        try third.wait(forText: "What would save most")
    }

    @Test("a damaged memory is none")
    func damaged() throws {
        let text = #"{"places":[{"image":"\#u{1b}[2J","layer":-9,"tab":"x","path":"/w=="}],"theme":"\#u{1b}"}"#
        try FileManager.default.createDirectory(atPath: shop.path("state/strata"), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: shop.path("state/strata/explorer.json")))
        try shop.open(environment: ["XDG_STATE_HOME": shop.path("state")]).wait(forText: "What would save most")
    }

    @Test("settings are of the file, and flags win over them")
    func settings() throws {
        let text = "view: waste\nascii: true\nkeys:\n  quit: [Z]\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: shop.path("mine.yaml")))
        let terminal = try shop.open("--config", shop.path("mine.yaml"), waitingFor: "need not be there")
        #expect(try !terminal.screen().joined().unicodeScalars.contains { !$0.isASCII })
        try terminal.press("q", "Z")
        try terminal.wait(forText: "exit 0")
        let other = try shop.open("--config", shop.path("mine.yaml"), "--no-ascii", waitingFor: "need not be there")
        try other.wait(forText: "█")
    }

    @Test("settings that are wrong are told before anything is opened")
    func wrongSettings() throws {
        try Data("theem: dark\n".utf8).write(to: URL(fileURLWithPath: shop.path("mine.yaml")))
        let terminal = try shop.open("--config", shop.path("mine.yaml"), waitingFor: "exit 2")
        try terminal.wait(forText: "did you mean theme?")
    }
}
