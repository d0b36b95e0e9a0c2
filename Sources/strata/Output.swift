import Glibc
import Reporting

/// Where a command's result goes: standard output, or the file that `-o` names.
final class Output {
    /// Nobody reads any more: the pipe is closed. That is how `head` ends a listing, and no fault.
    struct ReaderIsGone: Error {}

    /// Whether it is a terminal.
    let isTerminal: Bool
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []

    /// Opens the file, which is made anew; nil for standard output.
    init(path: String?) throws(Failure) {
        // A closed pipe is told by write(), so that it ends quietly whatever the parent set up.
        signal(SIGPIPE, SIG_IGN)
        if let path {
            name = path
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                throw .usage("\(path) cannot be written: \(String(cString: strerror(errno)))")
            }
        } else {
            name = "standard output"
            descriptor = STDOUT_FILENO
        }
        isTerminal = isatty(descriptor) == 1
    }

    deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

    /// The columns that lines may take; nil where it is no terminal.
    var width: Int? {
        guard isTerminal else { return nil }
        if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Adds text; it is written when enough has come together, and by `finish`.
    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Output.bufferSize { try flush() }
    }

    /// Adds bytes as they are.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Output.bufferSize { try flush() }
    }

    /// Writes what is left. Without it the last part is lost, so that no fault goes unseen.
    func finish() throws {
        try flush()
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { bytes in
            try writeAll(bytes, to: descriptor) { number in
                number == EPIPE
                    ? ReaderIsGone() as any Error
                    : Failure.unreadable("\(self.name) cannot be written: \(String(cString: strerror(number)))")
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let bufferSize = 1 << 16
}
