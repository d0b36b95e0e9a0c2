/// How far a learner is in the lessons; kept from one time to the next.
public struct CourseProgress: Sendable, Hashable, Codable {
    /// How far one lesson is.
    public struct LessonProgress: Sendable, Hashable, Codable {
        /// What came of each step.
        public var steps: [StepRecord] = []
        /// How long the learner has sat over it, in seconds.
        public var seconds = 0

        /// Nothing yet.
        public init() {}

        /// Whether all steps are passed.
        public var isDone: Bool { !steps.isEmpty && steps.allSatisfy(\.isPassed) }
        /// How many steps are passed.
        public var passed: Int { steps.filter(\.isPassed).count }
    }

    /// More lessons than any course has.
    public static let limit = 1000

    /// By the names of the lessons' directories.
    public var lessons: [String: LessonProgress] = [:]

    /// Nothing yet.
    public init() {}

    /// Notes how far a sitting has come.
    public mutating func note(_ sitting: Sitting, seconds: Int) {
        var progress = lessons[sitting.lesson.lesson.name] ?? LessonProgress()
        progress.steps = sitting.records
        progress.seconds += max(0, seconds)
        guard lessons.count < CourseProgress.limit || lessons[sitting.lesson.lesson.name] != nil else { return }
        lessons[sitting.lesson.lesson.name] = progress
    }

    /// Forgets a lesson.
    public mutating func reset(_ name: String) { lessons[name] = nil }
}
