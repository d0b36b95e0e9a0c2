import CNcurses
import CTerminalGuard
import Glibc
import TerminalUI

/// The terminal's descriptors and description: opened once, with everything checked before ncurses could end the process.
final class TerminalDevice {
    let input: Int32
    let isUnicode: Bool
    private let output: Int32
    /// The name of the terminal's description.
    private let name: String
    private var isLikeXterm = false
    private var wantsMouse = false

    /// The terminal of this process: standard output, and standard input or what controls the process.
    convenience init() throws(TerminalError) {
        try self.init(
            output: STDOUT_FILENO,
            input: isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC),
            name: getenv("TERM").map { String(cString: $0) } ?? "")
    }

    /// A terminal on these descriptors. The input is closed with it, unless it is standard input.
    init(output: Int32, input: Int32, name: String) throws(TerminalError) {
        self.output = output
        self.input = input
        self.name = name
        guard isatty(output) == 1 else {
            throw TerminalError(
                kind: .notATerminal,
                message: "standard output is not a terminal; run it in one, or use a plain command.")
        }
        guard input >= 0 else {
            throw TerminalError(
                kind: .notATerminal, message: "there is no terminal to read keys from; run it in one.")
        }
        isUnicode = TerminalDevice.setLocale()
        try checkDescription()
    }

    deinit {
        if input > STDERR_FILENO { close(input) }
    }

    /// Takes the screen and gives its window.
    func open(mouse: Bool) throws(TerminalError) -> UnsafeMutablePointer<WINDOW> {
        let restore = restoreSequence()
        // Before ncurses: it leaves handlers alone that are there, and its modes are not yet set.
        guard terminal_guard_install(input, output, restore, restore.count) == 0 else {
            throw TerminalError(kind: .system, message: "the terminal's modes cannot be read.")
        }
        set_escdelay(25)
        guard strata_open(name, dup(output), dup(input)) != nil, let window = strata_screen() else {
            terminal_guard_remove()
            throw TerminalError(kind: .system, message: "ncurses cannot open the terminal.")
        }
        // raw: C-c, C-z, C-s and C-q come as keys.
        raw()
        noecho()
        nonl()
        keypad(window, true)
        nodelay(window, true)
        meta(window, true)
        wrefresh(window)
        isLikeXterm = strata_capability("kmous") != nil
        wantsMouse = mouse
        setReports(true)
        return window
    }

    /// Turns reports of the mouse on or off.
    func setMouse(_ isOn: Bool) {
        wantsMouse = isOn
        send(TerminalDevice.mouseModes(isOn))
    }

    /// Turns on what is reported while the screen is taken, or all of it off: the mouse, and marks around what is pasted.
    func setReports(_ isOn: Bool) {
        if wantsMouse { send(TerminalDevice.mouseModes(isOn)) }
        send("\u{1b}[?2004\(isOn ? "h" : "l")")
    }

    /// Presses and releases, movements while a button is down, and all of them in a form without bounds.
    private static func mouseModes(_ isOn: Bool) -> String { "\u{1b}[?1006;1000;1002\(isOn ? "h" : "l")" }

    /// Has the terminal show nothing of a frame before all of it is there, where it can; elsewhere it is passed over.
    func setFrame(_ isOpen: Bool) {
        send("\u{1b}[?2026\(isOpen ? "h" : "l")")
    }

    /// Asks the terminal what it is like and waits for its last answer, but not long. Only while the screen is taken and
    /// empty. Terminals that would show the questions as text are not asked.
    func ask() -> TerminalAnswers {
        guard isLikeXterm, !name.hasPrefix("linux") else { return TerminalAnswers() }
        send(TerminalAnswers.questions(isUnicode: isUnicode))
        var bytes: [UInt8] = []
        var answers = TerminalAnswers()
        let end = ContinuousClock.now + TerminalDevice.patience
        while !answers.isComplete, bytes.count < TerminalDevice.longestAnswers {
            var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let left = ContinuousClock.now.duration(to: end) / Duration.milliseconds(1)
            let result = poll(&waiting, 1, Int32(max(0, left.rounded(.up))))
            if result < 0, errno == EINTR { continue }
            var piece = [UInt8](repeating: 0, count: 1024)
            let count = result > 0 ? read(input, &piece, piece.count) : 0
            guard count > 0 else { break }
            bytes += piece[..<count]
            answers = TerminalAnswers(bytes)
        }
        return answers
    }

    /// A terminal at hand answers in a millisecond; one that answers never costs this once.
    private static let patience = Duration.milliseconds(100)
    private static let longestAnswers = 1 << 16

    /// Sends a sequence that ncurses has not, to terminals that are xterm's kin.
    private func send(_ sequence: String) {
        guard isLikeXterm else { return }
        let bytes = Array(sequence.utf8)
        _ = write(output, bytes, bytes.count)
    }

    func arm() { terminal_guard_arm() }
    func disarm() { terminal_guard_disarm() }

    private func checkDescription() throws(TerminalError) {
        var status: Int32 = 0
        guard !name.isEmpty, setupterm(name, output, &status) == OK else {
            let what = name.isEmpty ? "TERM is not set" : "TERM names an unknown terminal, “\(Printable.escape(name))”"
            throw TerminalError(kind: .unknownTerminal, message: "\(what); try TERM=xterm-256color.")
        }
        guard strata_capability("cup") != nil else {
            throw TerminalError(
                kind: .tooSimple,
                message: "the terminal “\(Printable.escape(name))” cannot move its cursor; try TERM=xterm-256color.")
        }
    }

    /// The bytes that leave the alternate screen, show the cursor, and end colours, keypad, mouse and paste modes.
    private func restoreSequence() -> [CChar] {
        var text = ""
        if strata_capability("kmous") != nil {
            text += "\u{1b}[?2026l\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1006l\u{1b}[?2004l"
        }
        for name in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] {
            text += strata_capability(name).map { TerminalDevice.withoutPadding(String(cString: $0)) } ?? ""
        }
        // Without an alternate screen the prompt goes below what is there.
        if strata_capability("rmcup") == nil { text += "\r\n" }
        return text.utf8.map { CChar(bitPattern: $0) }
    }

    /// A capability without the delays, `$<5>`, that only old hardware needs.
    static func withoutPadding(_ capability: String) -> String {
        var result = ""
        var rest = Substring(capability)
        while let start = rest.firstRange(of: "$<"), let end = rest[start.upperBound...].firstIndex(of: ">") {
            result += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Takes the user's locale and says whether it is UTF-8. Where none is set, as in most containers, UTF-8 is assumed.
    private static func setLocale() -> Bool {
        setlocale(LC_ALL, "")
        let names: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
        let isSet = names.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }
        if !isSet { setlocale(LC_CTYPE, "C.UTF-8") }
        return nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    }
}
