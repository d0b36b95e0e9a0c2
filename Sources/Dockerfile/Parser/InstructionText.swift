/// An instruction's text, which may be long, laid out for reading.
public enum InstructionText {
    /// All of it on one line, runs of white space as one space.
    public static func oneLine(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// The text in lines, broken where the Dockerfile was: builders drop the backslash and the line break of a
    /// continuation and keep the indentation of the next line.
    public static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(continuations)
    }

    /// Breaks one line where a tab or several spaces show that a continuation was there.
    private static func continuations(_ line: Substring) -> [String] {
        let body = line.drop { $0.isWhitespace }
        var lines = [String(line[..<body.startIndex])]
        var index = body.startIndex
        while index < body.endIndex {
            let word = body[index...].prefix { !$0.isWhitespace }
            let gap = body[word.endIndex...].prefix { $0.isWhitespace }
            index = gap.endIndex
            lines[lines.count - 1] += word
            guard index < body.endIndex else { break }
            if gap == " " {
                lines[lines.count - 1] += " "
            } else {
                lines[lines.count - 1] += " \\"
                lines.append("    ")
            }
        }
        return lines
    }
}
