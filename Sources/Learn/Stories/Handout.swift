/// A lesson on paper: for learners with room for their answers, for the one who teaches with the answers.
public struct Handout: Sendable {
    private let lesson: PreparedLesson
    private let screens: [String?]

    /// - Parameters:
    ///   - lesson: The lesson.
    ///   - screens: A picture of the explorer for each step, in lines of text; nil for none.
    public init(_ lesson: PreparedLesson, screens: [String?] = []) {
        (self.lesson, self.screens) = (lesson, screens)
    }

    /// The handout as Markdown.
    ///
    /// - Parameter hasAnswers: Whether it is the instructor's.
    public func markdown(hasAnswers: Bool) -> String {
        let written = lesson.lesson
        let number = written.number.map { "\($0). " } ?? ""
        var parts = ["# \(number)\(written.title)"]
        if !written.misconception.isEmpty { parts.append("> “\(written.misconception)”") }
        parts.append("\(written.minutes) minutes. Images: \(written.images.map(\.name).joined(separator: ", ")).")
        if hasAnswers {
            parts += [written.idea, written.instructor].filter { !$0.isEmpty }
        }
        for (index, step) in lesson.steps.enumerated() {
            parts.append("## \(index + 1)")
            parts.append(step.text)
            parts += Handout.task(step.task, hasAnswers: hasAnswers)
            if hasAnswers, !step.why.isEmpty { parts.append("**Why:** \(step.why)") }
            if index < screens.count, let screen = screens[index] { parts.append("```text\n\(screen)\n```") }
        }
        return parts.map(\.trimmed).joined(separator: "\n\n") + "\n"
    }

    private static func task(_ task: PreparedStep.Task, hasAnswers: Bool) -> [String] {
        switch task {
        case .read: []
        case .look(_, let solution): hasAnswers ? ["**Keys:** " + solution.map(code).joined(separator: " ")] : []
        case .choose(let choices, _):
            [choices.map { "- [\(hasAnswers && $0.isRight ? "x" : " ")] \($0.text.trimmed)" }.joined(separator: "\n")]
        case .answer(let answer, _): ["Answer: " + (hasAnswers ? "**\(answer.text)**" : "________________")]
        case .edit(let edit):
            [
                "```\(edit.file == .dockerfile ? "dockerfile" : "")\n\((hasAnswers ? edit.solution : edit.start).trimmed)\n```"
            ]
        }
    }

    /// A key as code; one that is a backquote between two of them.
    private static func code(_ key: String) -> String { key.contains("`") ? "`` \(key) ``" : "`\(key)`" }
}
