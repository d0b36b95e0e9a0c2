import ImageAnalysis
import TerminalUI

/// A line of a file as a row shows it: safe to show, in parts of what was found and what was not, begun so that the first of
/// what was found is in sight.
struct MatchedText {
    /// A part of the line.
    struct Part: Hashable {
        var text: String
        var isMatch: Bool
    }

    /// The parts that are shown.
    let parts: [Part]
    /// Whether the line's start is left out.
    let isCutAtStart: Bool

    init(_ line: TextSearch.Line, width: Int) {
        let start = MatchedText.start(of: line, width: width)
        isCutAtStart = start.isCut
        var parts: [Part] = []
        var position = start.index
        func add(upTo end: Int, isMatch: Bool) {
            guard position < end else { return }
            parts.append(Part(text: MatchedText.text(line.text[position..<end]), isMatch: isMatch))
            position = end
        }
        for span in line.spans {
            add(upTo: span.lowerBound, isMatch: false)
            add(upTo: span.upperBound, isMatch: true)
        }
        add(upTo: line.text.count, isMatch: false)
        self.parts = parts
    }

    /// The first byte that is shown: behind the indentation, or, where what was found would stand beyond the width, a
    /// third of the width before it.
    private static func start(of line: TextSearch.Line, width: Int) -> (index: Int, isCut: Bool) {
        let indentation = line.text.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? 0
        guard let match = line.spans.first, match.upperBound - indentation > width else {
            return (min(indentation, line.spans.first?.lowerBound ?? indentation), false)
        }
        var index = max(indentation, match.lowerBound - width / 3)
        // Not within a character.
        while index < match.lowerBound, line.text[index] & 0xc0 == 0x80 { index += 1 }
        return (index, index > indentation)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        Printable.escape(bytes.map { $0 == 0x09 ? 0x20 : $0 })
    }
}
