import DisplayText
import Glibc

/// Standard error: one sentence a line, under the program's name.
enum StandardError {
    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

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
