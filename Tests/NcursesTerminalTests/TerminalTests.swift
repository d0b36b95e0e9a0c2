import Glibc
import TerminalUI
import Testing

@testable import NcursesTerminal

/// The whole of `Terminal` on a pseudo-terminal. ncurses knows one terminal at a time.
@Suite("The terminal", .serialized)
struct TerminalTests {
    private func events(of text: String, as name: String = "xterm-256color") throws -> [Event] {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take(as: name)
        defer { terminal.leave() }
        pseudo.type(text)
        return terminal.events()
    }

    private func labels(of text: String, as name: String = "xterm-256color") throws -> [String] {
        try events(of: text, as: name).map { event in
            if case .key(let key) = event { key.label } else { "\(event)" }
        }
    }

    // MARK: Keys

    @Test(
        "keys come as terminals send them, with modifiers and without",
        arguments: [
            ("a", "a"), ("Z", "Z"), (" ", "Space"), ("ü", "ü"), ("日", "日"), ("\r", "Enter"), ("\n", "Enter"),
            ("\t", "Tab"), ("\u{7f}", "Backspace"), ("\u{3}", "C-c"), ("\u{1a}", "C-z"), ("\u{13}", "C-s"),
            ("\u{1b}[A", "Up"), ("\u{1b}OB", "Down"), ("\u{1b}[1;5C", "C-Right"), ("\u{1b}[1;2D", "S-Left"),
            ("\u{1b}[H", "Home"), ("\u{1b}[4~", "End"), ("\u{1b}OF", "End"), ("\u{1b}[5~", "PgUp"),
            ("\u{1b}[6;5~", "C-PgDn"), ("\u{1b}[3~", "Del"), ("\u{1b}[Z", "S-Tab"), ("\u{1b}OP", "F1"),
            ("\u{1b}[1;3D", "M-Left"), ("\u{1b}[1;3C", "M-Right"), ("\u{1b}\u{1b}[D", "M-Left"),
            ("\u{1b}[24~", "F12"), ("\u{1b}[15;3~", "M-F5"), ("\u{1b}", "Esc"), ("\u{1b}x", "M-x"),
            ("\u{1b}ü", "M-ü"),
        ])
    func keys(bytes: String, label: String) throws {
        #expect(try labels(of: bytes) == [label])
    }

    @Test("the same in a terminal of another kind", arguments: ["screen", "tmux-256color", "linux", "vt100"])
    func otherTerminals(name: String) throws {
        guard (try? PseudoTerminal().take(as: name).leave()) != nil else { return }
        #expect(
            try labels(of: "j\u{1b}[A\u{1b}OA\u{1b}[1;5B\u{1b}[6~", as: name) == ["j", "Up", "Up", "C-Down", "PgDn"])
    }

    @Test("several keys in one read come one by one, in their order")
    func inOneRead() throws {
        #expect(try labels(of: "gj\u{1b}[B\u{1b}[Bq") == ["g", "j", "Down", "Down", "q"])
    }

    @Test("Esc several times in one read is Esc as often, and Esc before an arrow still is Alt")
    func escapes() throws {
        #expect(try labels(of: "\u{1b}\u{1b}") == ["Esc", "Esc"])
        #expect(try labels(of: "\u{1b}\u{1b}\u{1b}\u{1b}") == ["Esc", "Esc", "Esc", "Esc"])
        #expect(try labels(of: "\u{1b}\u{1b}x") == ["Esc", "M-x"])
        #expect(try labels(of: "\u{1b}\u{1b}\u{1b}[A") == ["Esc", "M-Up"])
    }

    @Test("bytes that are no key are passed over")
    func unknown() throws {
        #expect(try labels(of: "\u{1b}[99;99~j").last == "j")
    }

    @Test("a paste is one event, its line breaks kept and no key in it pressed")
    func paste() throws {
        #expect(try events(of: "\u{1b}[200~q\rrm -rf\u{1b}[201~j") == [.paste("q\nrm -rf"), .key(Key("j"))])
    }

    @Test("a paste whose end does not come ends by itself")
    func cutPaste() throws {
        #expect(try events(of: "\u{1b}[200~abc") == [.paste("abc")])
    }

    // MARK: The mouse

    private func mouse(_ x: Int, _ y: Int, _ action: Mouse.Action) -> Event {
        .mouse(Mouse(position: Point(x: x, y: y), action: action))
    }

    @Test("press and release in one read are both told, with their cell counted from 0")
    func click() throws {
        #expect(
            try events(of: "\u{1b}[<0;11;5M\u{1b}[<0;11;5m")
                == [mouse(10, 4, .press(.left)), mouse(10, 4, .release)])
    }

    @Test("cells beyond column 223 are told too")
    func wide() throws {
        let pseudo = try PseudoTerminal(width: 400, height: 100)
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        pseudo.type("\u{1b}[<0;301;90M")
        #expect(terminal.events() == [mouse(300, 89, .press(.left))])
    }

    @Test("a second press on the same cell is a double click, on another one it is not")
    func doubleClick() throws {
        let click = "\u{1b}[<0;3;3M\u{1b}[<0;3;3m"
        #expect(
            try events(of: click + click + click).filter { $0 != mouse(2, 2, .release) }
                == [mouse(2, 2, .press(.left)), mouse(2, 2, .doubleClick), mouse(2, 2, .press(.left))])
        #expect(
            try events(of: "\u{1b}[<0;3;3M\u{1b}[<0;4;3M") == [mouse(2, 2, .press(.left)), mouse(3, 2, .press(.left))])
    }

    @Test(
        "other buttons and the wheel",
        arguments: [(1, Mouse.Action.press(.middle)), (2, .press(.right)), (64, .wheelUp), (65, .wheelDown)])
    func buttons(code: Int, action: Mouse.Action) throws {
        #expect(try events(of: "\u{1b}[<\(code);1;1M") == [mouse(0, 0, action)])
    }

    @Test("a turn of the wheel comes as often as the terminal says")
    func wheel() throws {
        let turn = String(repeating: "\u{1b}[<65;8;8M", count: 5)
        #expect(try events(of: turn) == Array(repeating: mouse(7, 7, .wheelDown), count: 5))
    }

    @Test("a report that comes in two pieces is one, and one that is cut short is none")
    func pieces() async throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        pseudo.type("\u{1b}[<0;1")
        #expect(terminal.events() == [])
        pseudo.type("\u{1b}[<64;2;2Mj")
        #expect(terminal.events() == [mouse(1, 1, .wheelUp), .key(Key("j"))])
    }

    @Test("a drag tells every cell while the button is down, then the release")
    func drag() throws {
        #expect(
            try events(of: "\u{1b}[<0;3;3M\u{1b}[<32;4;3M\u{1b}[<32;5;3M\u{1b}[<0;5;3m")
                == [
                    mouse(2, 2, .press(.left)), mouse(3, 2, .drag(.left)), mouse(4, 2, .drag(.left)),
                    mouse(4, 2, .release),
                ])
    }

    @Test("keys between clicks keep their place")
    func mixed() throws {
        #expect(
            try events(of: "j\u{1b}[<0;1;1Mk") == [.key(Key("j")), mouse(0, 0, .press(.left)), .key(Key("k"))])
    }

    @Test("the terminal is asked for the mouse only where it is wanted, and it can be given back")
    func mouseModes() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take(options: .init(mouse: false))
        defer { terminal.leave() }
        #expect(!pseudo.output().contains("1000;1002h"))
        terminal.setMouse(true)
        #expect(pseudo.output().contains("\u{1b}[?1006;1000;1002h"))
        terminal.runOutside {}
        #expect(pseudo.output().contains("\u{1b}[?1006;1000;1002h"), "again after another program")
        terminal.setMouse(false)
        #expect(pseudo.output().contains("\u{1b}[?1006;1000;1002l"))
    }

    // MARK: Waiting

    @Test("waiting ends with its time, and when it is woken from another thread")
    func waiting() async throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        #expect(terminal.nextEvent(timeout: .milliseconds(5)) == nil)
        let pipe = terminal.wakePipe
        Task.detached { pipe.wake() }
        #expect(terminal.nextEvent(timeout: .seconds(20)) == nil)
        pseudo.type("x")
        terminal.wake()
        // A key that has come too is not lost.
        #expect(terminal.events() == [.key(Key("x"))])
    }

    @Test("another size is an event with the new size, and everything is drawn again")
    func resize() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        var canvas = Canvas(size: terminal.size)
        canvas.draw("first", at: .zero)
        terminal.draw(canvas)
        _ = pseudo.output()
        pseudo.resize(width: 100, height: 30)
        // To the process: the threads that tests run on take no signals.
        kill(getpid(), SIGWINCH)
        usleep(50_000)
        #expect(terminal.events() == [.resize(Size(width: 100, height: 30))])
        #expect(terminal.size == Size(width: 100, height: 30))
        canvas = Canvas(size: terminal.size)
        canvas.draw("first", at: .zero)
        terminal.draw(canvas)
        #expect(pseudo.output().contains("first"))
    }

    // MARK: Drawing

    /// What is sent for a text in a style on an empty screen.
    private func drawn(_ style: Style, as name: String = "xterm-256color", colors: ColorLevel? = nil) throws -> String {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take(as: name, options: .init(colors: colors))
        defer { terminal.leave() }
        terminal.draw(Canvas(size: terminal.size))
        _ = pseudo.output()
        var canvas = Canvas(size: terminal.size)
        canvas.draw("here", at: Point(x: 4, y: 2), style: style)
        terminal.draw(canvas)
        return pseudo.output()
    }

    @Test(
        "attributes are sent as the terminal has them",
        arguments: [
            (Style.Attributes.bold, "\u{1b}[0;1m"), (.dim, "\u{1b}[0;2m"), (.italic, "\u{1b}[3m"),
            (.underline, "\u{1b}[0;4m"), (.reverse, "\u{1b}[0;7m"),
        ])
    func attributes(attributes: Style.Attributes, sequence: String) throws {
        let text = try drawn(Style(.standard, attributes))
        #expect(text.contains(sequence))
        #expect(text.contains("here"))
    }

    @Test(
        "colours are sent as the terminal has them, or the nearest that are allowed",
        arguments: [
            (Color.ansi(1), nil, "\u{1b}[31m"), (.ansi(9), nil, "\u{1b}[91m"), (.palette(208), nil, "38;5;208m"),
            (.rgb(255, 0, 0), nil, "38;5;196m"), (.rgb(255, 0, 0), ColorLevel.ansi16, "\u{1b}[91m"),
            (.palette(208), ColorLevel.none, "Hhere"),
        ] as [(Color, ColorLevel?, String)])
    func colors(color: Color, level: ColorLevel?, sequence: String) throws {
        let text = try drawn(Style(color), colors: level)
        #expect(text.contains(sequence))
        #expect(text.contains("here"))
    }

    @Test("a terminal of eight colours shows grey as faint and bright colours as bold")
    func eightColors() throws {
        let (red, grey) = (try drawn(Style(.ansi(9)), as: "xterm"), try drawn(Style(.ansi(8)), as: "xterm"))
        #expect(red.contains("\u{1b}[31m\u{1b}[1m") || red.contains("\u{1b}[0;1m\u{1b}[31m"), "\(red.debugDescription)")
        #expect(grey.contains("\u{1b}[0;2m"), "\(grey.debugDescription)")
    }

    @Test("a frame comes as one where the terminal can wait for its end, and nothing is sent for the same picture")
    func frames() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        var canvas = Canvas(size: terminal.size)
        canvas.draw("all of it", at: .zero)
        _ = pseudo.output()
        terminal.draw(canvas)
        let frame = pseudo.output()
        #expect(frame.hasPrefix("\u{1b}[?2026h") && frame.hasSuffix("\u{1b}[?2026l") && frame.contains("all of it"))
        terminal.draw(canvas)
        #expect(pseudo.output() == "")
    }

    /// What is sent for a text by a terminal that has given these answers.
    private func drawn(_ text: String, answers: String) throws -> String {
        let pseudo = try PseudoTerminal()
        pseudo.type(answers)
        let terminal = try pseudo.take(options: .init(asks: true))
        defer { terminal.leave() }
        _ = pseudo.output()
        var canvas = Canvas(size: terminal.size)
        canvas.draw(text, at: .zero)
        terminal.draw(canvas)
        return pseudo.output()
    }

    @Test("a joined emoji is whole where the terminal joins it, and its first one with its width where it does not")
    func emoji() throws {
        let text = "a👩‍🚀b👍🏽c"
        #expect(try drawn(text, answers: "\u{1b}[1;3R\u{1b}[?6c").contains("a👩‍🚀b👍🏽c"))
        #expect(try drawn(text, answers: "\u{1b}[1;5R\u{1b}[?6c").contains("a👩b👍c"))
        let family = "👨‍👩‍👧‍👦"
        #expect(try drawn("a\(family)b", answers: "\u{1b}[1;3R\u{1b}[?6c").contains("a👨b"), "too long for ncurses")
    }

    // MARK: Asking

    @Test("the terminal is asked for its background, and what is typed before it answers comes as keys")
    func asked() throws {
        let pseudo = try PseudoTerminal()
        pseudo.type("j\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}[B\u{1b}[?6c")
        let terminal = try pseudo.take(options: .init(asks: true))
        defer { terminal.leave() }
        #expect(pseudo.output().contains("\u{1b}]11;?\u{1b}\\"))
        #expect(terminal.background == .light)
        #expect(terminal.events() == [.key(Key("j")), .key(Key("Down"))])
    }

    @Test("a terminal that does not answer costs 100 ms, and answers that come later are no keys")
    func late() throws {
        let pseudo = try PseudoTerminal()
        let start = ContinuousClock.now
        let terminal = try pseudo.take(options: .init(asks: true))
        defer { terminal.leave() }
        #expect(start.duration(to: .now) < .seconds(2))
        #expect(terminal.background == nil)
        pseudo.type("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}[?64;1;2cj")
        #expect(terminal.events() == [.key(Key("j"))])
        pseudo.type("\u{1b}]11;rgb:0000/0000/0000\u{7}k")
        #expect(terminal.events() == [.key(Key("k"))])
    }

    @Test("a terminal that would show the questions is not asked", arguments: ["linux", "vt100"])
    func notAsked(name: String) throws {
        let pseudo = try PseudoTerminal()
        guard let terminal = try? pseudo.take(as: name, options: .init(asks: true)) else { return }
        defer { terminal.leave() }
        #expect(!pseudo.output().contains("]11;?"))
    }

    @Test("only what differs is sent, and all of it after redraw")
    func differences() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        var canvas = Canvas(size: terminal.size)
        canvas.draw("steady", at: .zero)
        canvas.draw("before", at: Point(x: 0, y: 5))
        terminal.draw(canvas)
        _ = pseudo.output()
        canvas.draw("later!", at: Point(x: 0, y: 5))
        terminal.draw(canvas)
        let change = pseudo.output()
        #expect(change.contains("later!") && !change.contains("steady"))
        terminal.draw(canvas)
        #expect(!pseudo.output().contains("later!"))
        terminal.redraw()
        terminal.draw(canvas)
        #expect(pseudo.output().contains("steady"))
    }

    @Test("the cursor shows where the canvas has it, and hides where it has none")
    func cursor() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        var canvas = Canvas(size: terminal.size)
        terminal.draw(canvas)
        #expect(pseudo.output().contains("\u{1b}[?25l"))
        canvas.cursor = Point(x: 9, y: 3)
        terminal.draw(canvas)
        let text = pseudo.output()
        #expect(text.contains("\u{1b}[4;10H"))
        #expect(text.contains("\u{1b}[?25h"))
    }

    // MARK: Taking and giving back

    @Test("leaving gives the terminal back as it was, once; then nothing is drawn or read")
    func leaving() throws {
        let pseudo = try PseudoTerminal()
        #expect(pseudo.isCooked)
        let terminal = try pseudo.take()
        #expect(!pseudo.isCooked)
        let taken = pseudo.output()
        #expect(taken.contains("\u{1b}[?1049h") && taken.contains("\u{1b}[?2004h"))
        terminal.leave()
        #expect(pseudo.isCooked)
        let left = pseudo.output()
        #expect(left.contains("\u{1b}[?1049l") && left.contains("\u{1b}[?2004l"))
        terminal.leave()
        terminal.draw(Canvas(size: terminal.size))
        pseudo.type("x")
        #expect(terminal.nextEvent(timeout: .zero) == nil)
        #expect(!pseudo.output().contains("\u{1b}["))
    }

    @Test("the end of the object gives it back too")
    func forgotten() throws {
        let pseudo = try PseudoTerminal()
        do { _ = try pseudo.take() }
        #expect(pseudo.isCooked)
    }

    @Test("another program has the terminal as it was while it runs; then all is drawn again")
    func outside() throws {
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        var canvas = Canvas(size: terminal.size)
        canvas.draw("mine", at: .zero)
        terminal.draw(canvas)
        _ = pseudo.output()
        let wasCooked = terminal.runOutside { pseudo.isCooked }
        #expect(wasCooked)
        #expect(!pseudo.isCooked)
        #expect(terminal.events() == [.suspendResumed])
        let between = pseudo.output()
        #expect(between.contains("\u{1b}[?1049l") && between.contains("\u{1b}[?1049h"))
        terminal.draw(canvas)
        #expect(pseudo.output().contains("mine"))
    }

    @Test("what the outside throws comes out, the terminal taken again")
    func outsideThrows() throws {
        struct Fault: Error {}
        let pseudo = try PseudoTerminal()
        let terminal = try pseudo.take()
        defer { terminal.leave() }
        #expect(throws: Fault.self) { try terminal.runOutside { throw Fault() } }
        #expect(!pseudo.isCooked)
    }

    @Test("C-c and C-z come as keys: nothing stops the program but itself")
    func rawKeys() throws {
        #expect(try labels(of: "\u{3}\u{1a}\u{1c}\u{11}") == ["C-c", "C-z", "C-\\", "C-q"])
    }

    // MARK: What is no terminal

    @Test("what cannot be taken says so in a sentence, and leaves everything alone")
    func refused() throws {
        let pseudo = try PseudoTerminal()
        #expect(kind { _ = try pseudo.take(as: "no-such-terminal") } == .unknownTerminal)
        #expect(kind { _ = try pseudo.take(as: "") } == .unknownTerminal)
        #expect(kind { _ = try pseudo.take(as: "dumb") } == .tooSimple)
        #expect(pseudo.isCooked && pseudo.output().isEmpty)
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        #expect(kind { _ = try TerminalDevice(output: null, input: dup(null), name: "xterm") } == .notATerminal)
    }

    private func kind(_ body: () throws -> Void) -> TerminalError.Kind? {
        do {
            try body()
            return nil
        } catch {
            let error = error as? TerminalError
            #expect(error?.message.hasSuffix(".") == true)
            return error?.kind
        }
    }
}
