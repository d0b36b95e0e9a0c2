import CNcurses
import CTerminalGuard
import Glibc
import TerminalUI

/// The terminal's descriptors and description: opened once, with everything checked before ncurses could end the process.
final class TerminalDevice {
    let input: Int32
    let isUnicode: Bool
    private let output: Int32 = STDOUT_FILENO
    private var marksPastes = false

    init() throws(TerminalError) {
        guard isatty(output) == 1 else {
            throw TerminalError(
                kind: .notATerminal,
                message: "standard output is not a terminal; run it in one, or use a plain command.")
        }
        input = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
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
        guard strata_open(dup(output), dup(input)) != nil, let window = strata_screen() else {
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
        if mouse { setMouse(true) }
        wrefresh(window)
        marksPastes = strata_capability("kmous") != nil
        setPasteMarks(true)
        return window
    }

    func setMouse(_ isOn: Bool) {
        mouseinterval(0)
        mousemask(
            isOn
                ? strata_left_pressed | strata_middle_pressed | strata_right_pressed | strata_wheel_up
                    | strata_wheel_down | strata_released : 0, nil)
    }

    func arm() { terminal_guard_arm() }
    func disarm() { terminal_guard_disarm() }

    /// Switches bracketed paste, on terminals that are xterm's kin.
    func setPasteMarks(_ isOn: Bool) {
        guard marksPastes else { return }
        let sequence = Array("\u{1b}[?2004\(isOn ? "h" : "l")".utf8)
        _ = write(output, sequence, sequence.count)
    }

    private func checkDescription() throws(TerminalError) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        var status: Int32 = 0
        guard !name.isEmpty, setupterm(nil, output, &status) == OK else {
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
        if strata_capability("kmous") != nil { text += "\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1006l\u{1b}[?2004l" }
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
