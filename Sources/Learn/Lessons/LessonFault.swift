/// What is wrong with a lesson, for whoever wrote it.
public struct LessonFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line of the lesson's file, from 1; nil where it is not about one.
    public let line: Int?
    /// A phrase: what is wrong and, where it is known, what was meant.
    public let message: String

    /// A fault, with its line where it is about one.
    public init(_ message: String, line: Int? = nil) {
        self.line = line
        self.message = message
    }

    /// `line 12: there is no task “lok”: did you mean look?`
    public var description: String { (line.map { "line \($0): " } ?? "") + message }

    /// The same on a line, where it does not have one already.
    func on(_ line: Int) -> LessonFault { self.line == nil ? LessonFault(message, line: line) : self }
}
