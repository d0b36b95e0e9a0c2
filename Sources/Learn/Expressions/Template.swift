/// A text of a lesson, with places that are computed: `it has {{ path(app/model.bin).size }}`.
public struct Template: Sendable, Hashable {
    /// A piece of it.
    enum Piece: Sendable, Hashable {
        case text(String)
        case expression(Expression)
    }

    let pieces: [Piece]
    /// Its line in the lesson's file, from 1.
    let line: Int

    /// A text without places.
    static let empty = Template(pieces: [], line: 0)

    private init(pieces: [Piece], line: Int) {
        (self.pieces, self.line) = (pieces, line)
    }

    /// Reads a text.
    init(_ text: String, line: Int) throws(LessonFault) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            pieces.append(.text(String(rest[..<open.lowerBound])))
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                throw LessonFault("“{{” is not closed", line: line)
            }
            do throws(LessonFault) {
                pieces.append(.expression(try Expression(String(rest[open.upperBound..<close.lowerBound]))))
            } catch {
                throw error.on(line)
            }
            rest = rest[close.upperBound...]
        }
        pieces.append(.text(String(rest)))
        self.init(pieces: pieces, line: line)
    }

    /// The text with what its places come to.
    public func text(in facts: any Facts) throws(LessonFault) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let plain): text += plain
            case .expression(let expression):
                do throws(LessonFault) {
                    text += try expression.text(in: facts)
                } catch {
                    throw error.on(line)
                }
            }
        }
        return text
    }

    /// Numbers of bytes that are typed, not computed; a line that tells what an article says may have them.
    var typedSizes: [String] {
        pieces.flatMap { piece -> [String] in
            guard case .text(let text) = piece else { return [] }
            let lines = text.split(separator: "\n").filter { !$0.contains("article") }
            return lines.flatMap { $0.matches(of: Template.size).map { String($0.output.0) } }
        }
    }

    private static var size: Regex<(Substring, Substring)> { /\b\d[\d.,]*\s?(kB|KB|MB|GB|KiB|MiB|GiB|bytes)\b/ }
}
