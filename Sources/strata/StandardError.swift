import DisplayText
import Glibc

/// Standard error: one sentence a line, under the program's name.
enum StandardError {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Fills the places of standard input, output and error where the parent closed them: a file that is opened later
    /// would get one, and with it what is meant for people. Writing there fails, as it does to what is closed.
    static func reserveStandardDescriptors() {
        var descriptor: Int32 = 0
        while (0...STDERR_FILENO).contains(descriptor) { descriptor = open("/dev/null", O_RDONLY) }
        if descriptor > STDERR_FILENO { close(descriptor) }
    }

    /// Writes `strata: ` and the message, whose line breaks and control characters are written out.
    static func write(_ message: String) {
        writeRaw("strata: \(Printable.escape(message))\n")
    }

    /// Writes text as it is; a failure has nowhere to go.
    static func writeRaw(_ text: String) {
        Array(text.utf8).withUnsafeBytes { bytes in
            try? writeAll(bytes, to: STDERR_FILENO) { _ in Output.ReaderIsGone() }
        }
    }
}
