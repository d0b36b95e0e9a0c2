import DisplayText
import Glibc
import TerminalUI

/// A file as the explorer shows it: as text and in hexadecimal, searched for its own beginning.
@Sendable
func view(_ input: [UInt8]) {
    let text = Printable.escapeLines(String(decoding: input, as: UTF8.self))
    Outputs.requireHarmless(text)
    Outputs.requireHarmless(Printable.escape(input).filter { $0 != "\n" })
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for lines in [lines, HexDump.lines(input)] {
        var canvas = Canvas(size: Size(width: 40, height: 10))
        let viewer = TextViewer(lines: lines, column: input.count % 7, match: String((lines.first ?? "").prefix(3)))
        _ = viewer.nextMatch(from: 0)
        viewer.draw(into: &canvas, in: canvas.bounds, theme: Theme())
    }
    for line in lines {
        _ = (TextWidth.truncate(line, to: 7), TextWidth.wrap(line, width: 9), TextWidth.pad(line, to: 12))
    }
}

/// A name that ends as a record of OSV does, for a file that has none.
final class TemporaryLink {
    let path = "/tmp/strata-fuzz-\(getpid()).json"

    init(to target: String) {
        unlink(path)
        symlink(target, path)
    }

    deinit { unlink(path) }
}
