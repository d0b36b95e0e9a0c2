import DisplayText
import Reporting

/// The lessons of a course and how far a learner is in them: the list, and what is handed in.
public struct CourseReport: Sendable {
    private let lessons: [CourseLesson]
    private let progress: CourseProgress

    /// A report on lessons.
    public init(_ lessons: [CourseLesson], _ progress: CourseProgress) {
        (self.lessons, self.progress) = (lessons, progress)
    }

    /// A table, a line for each lesson.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([.init("", .right), .init("LESSON"), .init("MIN", .right), .init("STEPS", .right)])
        for lesson in lessons {
            let done = progress.lessons[lesson.name]?.passed ?? 0
            table.append([
                .init(lesson.number.map(String.init) ?? ""), .init(Printable.escape(lesson.title)),
                .init("\(lesson.minutes)"), .init("\(done)/\(lesson.steps.count)"),
            ])
        }
        return table.lines().map { line in (width.map { TextWidth.truncate(line, to: $0) } ?? line) + "\n" }.joined()
    }

    /// The contract of `strata learn --list --format json`; keys keep their order and meaning.
    public var json: JSONValue { .array(lessons.map(json)) }

    private func json(_ lesson: CourseLesson) -> JSONValue {
        let progress = progress.lessons[lesson.name] ?? CourseProgress.LessonProgress()
        return [
            "id": .string(lesson.name),
            "number": .optional(lesson.number),
            "title": .string(lesson.title),
            "idea": .string(lesson.idea),
            "minutes": .integer(lesson.minutes),
            "steps": .integer(lesson.steps.count),
            "misconception": .string(lesson.misconception),
            "progress": [
                "passed": .integer(progress.passed),
                "seconds": .integer(progress.seconds),
                "steps": .array(
                    progress.steps.map { step in
                        [
                            "passed": .bool(step.isPassed), "tries": .integer(step.tries),
                            "hints": .integer(step.hints),
                        ]
                    }),
            ],
        ]
    }
}
