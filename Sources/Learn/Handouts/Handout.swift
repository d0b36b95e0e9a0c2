import Reporting

/// A lesson on paper or on a wall: for learners with room for their answers, for the one who teaches with the answers.
/// `markdown` writes it as text, `HandoutPage` as a page, `Slides` as slides.
public struct Handout: Sendable {
    /// What the explorer shows when a step is done.
    public struct Picture: Sendable {
        /// The screen as lines of text.
        package let lines: [String]
        /// The same with its colours.
        package let html: HTML

        /// A picture in both forms.
        package init(lines: [String], html: HTML) {
            (self.lines, self.html) = (lines, html)
        }
    }

    let lesson: PreparedLesson
    /// A picture for each step; nil for none.
    private let pictures: [Picture?]

    /// - Parameters:
    ///   - lesson: The lesson.
    ///   - pictures: What the explorer shows when each step is done; nil for a step that shows nothing.
    public init(_ lesson: PreparedLesson, pictures: [Picture?] = []) {
        (self.lesson, self.pictures) = (lesson, pictures)
    }

    /// `3. A later rm hides`.
    var title: String { (lesson.lesson.number.map { "\($0). " } ?? "") + lesson.lesson.title }

    /// How long it takes, and what it is taught on.
    var circumstances: String {
        "\(lesson.lesson.minutes) minutes. Images: \(lesson.lesson.images.map(\.name).joined(separator: ", "))."
    }

    /// The picture of a step, an index from 0; nil for none.
    func picture(of step: Int) -> Picture? { pictures.indices.contains(step) ? pictures[step] : nil }

    // MARK: Markdown

    /// The handout as Markdown.
    ///
    /// - Parameter hasAnswers: Whether it is the instructor's.
    public func markdown(hasAnswers: Bool) -> String {
        let written = lesson.lesson
        var parts = ["# \(title)"]
        if !written.misconception.isEmpty { parts.append("> “\(written.misconception)”") }
        parts.append(circumstances)
        if hasAnswers {
            parts += [written.idea, written.instructor].filter { !$0.isEmpty }
        }
        for (index, step) in lesson.steps.enumerated() {
            parts.append("## \(index + 1)")
            parts.append(step.text)
            parts += Handout.task(step.task, hasAnswers: hasAnswers)
            guard hasAnswers else { continue }
            if !step.why.isEmpty { parts.append("**Why:** \(step.why)") }
            if let picture = picture(of: index) {
                parts.append("```text\n\(picture.lines.joined(separator: "\n"))\n```")
            }
        }
        return parts.map(\.trimmed).joined(separator: "\n\n") + "\n"
    }

    private static func task(_ task: PreparedStep.Task, hasAnswers: Bool) -> [String] {
        switch task {
        case .read: []
        case .look(_, let solution): hasAnswers ? ["**Keys:** " + solution.map(code).joined(separator: " ")] : []
        case .choose(let choices, _):
            [choices.map { item($0, hasAnswers: hasAnswers) }.joined(separator: "\n")]
        case .answer(let answer, _): ["Answer: " + (hasAnswers ? "**\(answer.text)**" : "________________")]
        case .edit(let edit):
            [
                "```\(edit.file == .dockerfile ? "dockerfile" : "")\n\((hasAnswers ? edit.solution : edit.start).trimmed)\n```"
            ]
        }
    }

    /// A choice; for who teaches with what is said to who picks it.
    private static func item(_ choice: PreparedStep.Choice, hasAnswers: Bool) -> String {
        let box = hasAnswers && choice.isRight ? "[x]" : "[ ]"
        let because = hasAnswers && !choice.because.isEmpty ? " — *\(choice.because.trimmed)*" : ""
        return "- \(box) \(choice.text.trimmed)\(because)"
    }

    /// A key as code; one that is a backquote between two of them.
    private static func code(_ key: String) -> String { key.contains("`") ? "`` \(key) ``" : "`\(key)`" }
}
