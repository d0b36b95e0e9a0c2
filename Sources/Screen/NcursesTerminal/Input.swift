import CNcurses
import Glibc
import TerminalUI

/// Reads events from ncurses without waiting.
struct Input {
    private let window: UnsafeMutablePointer<WINDOW>
    private let descriptor: Int32
    private let keys = KeyTable()
    private var doubleClick = DoubleClick()
    /// What was read too far, to be read next.
    private var held: Unit?

    private static let longestPaste = 1 << 20
    private static let longestAnswer = 64

    init(window: UnsafeMutablePointer<WINDOW>, descriptor: Int32) {
        self.window = window
        self.descriptor = descriptor
    }

    /// What the user did, or nil where nothing has come in. What is no event of ours is passed over.
    mutating func next() -> Event? {
        while let unit = takeHeld() ?? read() {
            if let event = event(of: unit) { return event }
        }
        return nil
    }

    private enum Unit {
        case code(Int32)
        case character(UInt32)
    }

    private mutating func takeHeld() -> Unit? {
        defer { held = nil }
        return held
    }

    private func read() -> Unit? {
        var value: UInt32 = 0
        return switch strata_read(window, &value) {
        case KEY_CODE_YES: .code(Int32(bitPattern: value))
        case OK: .character(value)
        default: nil
        }
    }

    private mutating func event(of unit: Unit) -> Event? {
        switch unit {
        case .code(KEY_RESIZE):
            return .resize(Size(width: Int(strata_columns(window)), height: Int(strata_rows(window))))
        case .code(KeyTable.mouseReport): return mouse()
        case .code(KeyTable.pasteStart): return paste()
        case .code(KeyTable.lateAnswer):
            passOverAnswer()
            return nil
        case .code(let code): return keys.key(code: code).map { .key($0) }
        case .character(27): return .key(afterEscape())
        case .character(let character): return KeyTable.key(character: character).map { .key($0) }
        }
    }

    /// ncurses has waited for the rest of a sequence: what has come by now belongs to the escape, as Alt; but for another
    /// escape, which is one more.
    private mutating func afterEscape() -> Key {
        let unit = read()
        let key: Key?
        switch unit {
        case .character(27):
            held = unit
            key = nil
        case .code(let code): key = keys.key(code: code)
        case .character(let character): key = KeyTable.key(character: character)
        case nil: key = nil
        }
        return key.map { Key($0.code, $0.modifiers.union(.alt)) } ?? Key(.escape)
    }

    /// The report that follows its mark; nil for what is no act of ours.
    private mutating func mouse() -> Event? {
        var text = ""
        while text.count < MouseReport.longest, text.last != "M", text.last != "m",
            let unit = read() ?? readSoon(within: 50), case .character(let value) = unit,
            let scalar = Unicode.Scalar(value)
        {
            text.unicodeScalars.append(scalar)
        }
        guard let report = MouseReport(text), var action = report.action else { return nil }
        if action == .press(.left) { action = doubleClick.action(at: report.position, time: .now) }
        return .mouse(Mouse(position: report.position, action: action))
    }

    /// What comes in within so many milliseconds: the rest of what a terminal has begun to send.
    private func readSoon(within milliseconds: Int32) -> Unit? {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) > 0 ? read() : nil
    }

    /// The rest of an answer that comes after it was waited for: up to BEL, `ESC \`, or the letter that ends a sequence.
    private func passOverAnswer() {
        var isCommand = false
        for _ in 0..<Input.longestAnswer {
            guard case .character(let value) = read() ?? readSoon(within: 50) else { return }
            // A colour: `rgb:`; what the terminal is: digits and `c`.
            if value == 0x72 { isCommand = true }
            if value == 0x07 || value == 0x5c || !isCommand && 0x40...0x7e ~= value { return }
        }
    }

    /// The text between the marks of a paste; what has come where the end mark does not.
    private func paste() -> Event {
        var text = String.UnicodeScalarView()
        while true {
            switch read() ?? readSoon(within: 200) {
            case .code(KeyTable.pasteEnd): return .paste(String(text))
            case .code: break
            case .character(let value):
                if text.count < Input.longestPaste, let scalar = Unicode.Scalar(value == 13 ? 10 : value) {
                    text.append(scalar)
                }
            case nil: return .paste(String(text))
            }
        }
    }
}
