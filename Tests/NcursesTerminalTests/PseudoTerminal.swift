import Glibc
import TerminalUI

@testable import NcursesTerminal

/// A terminal without a screen: what the program writes can be read, and what is typed reaches it.
final class PseudoTerminal {
    private let master: Int32
    private let slave: Int32

    /// TIOCSPTLCK and TIOCGPTN, which are macros.
    private static let unlock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    struct Failure: Error {
        let call: String
        let number = errno
    }

    init(width: Int = 80, height: Int = 24) throws {
        // posix_openpt and its kin are hidden from Swift: these are what they do on Linux.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, number): (Int32, UInt32) = (0, 0)
        guard master >= 0, ioctl(master, PseudoTerminal.unlock, &lock) == 0,
            ioctl(master, PseudoTerminal.getNumber, &number) == 0
        else { throw Failure(call: "ptmx") }
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw Failure(call: "open") }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        resize(width: width, height: height)
    }

    deinit {
        close(slave)
        close(master)
    }

    /// Takes it as the program does. The terminal has to be left before another one is taken.
    func take(as name: String = "xterm-256color", options: Terminal.Options = .init()) throws -> Terminal {
        try Terminal(TerminalDevice(output: slave, input: dup(slave), name: name), options: options)
    }

    /// Gives it another size; who has it is told by a signal, as by a real terminal.
    func resize(width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Sends bytes in one go, as a terminal does on a key.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// What has been written since it was last asked.
    func output() -> String {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += bytes[..<count]
        }
    }

    /// Whether it is as a shell leaves it: it echoes, and gives lines.
    var isCooked: Bool {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes.c_lflag & UInt32(ECHO) != 0 && modes.c_lflag & UInt32(ICANON) != 0
    }
}

extension Terminal {
    /// All events that have come in; waits for what a terminal sends in pieces.
    func events(within time: Duration = .milliseconds(80)) -> [Event] {
        var events: [Event] = []
        while let event = nextEvent(timeout: time) { events.append(event) }
        return events
    }
}
