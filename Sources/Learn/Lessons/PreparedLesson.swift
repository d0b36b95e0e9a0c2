/// A lesson with all that is computed: what a learner sees, and what passes.
public struct PreparedLesson: Sendable {
    /// The lesson as it is written.
    public let lesson: CourseLesson
    /// Its steps.
    public let steps: [PreparedStep]
    /// What is known of sizes before anything is built.
    public let sizes: KnownSizes

    /// Computes what its texts and tasks ask of its images.
    ///
    /// - Throws: A fault with the line of what cannot be computed, or of a choice of which not exactly one is right.
    public init(_ lesson: CourseLesson, on image: TaughtImage) throws(LessonFault) {
        self.lesson = lesson
        sizes = KnownSizes(of: image.others.values)
        steps = try lesson.steps.map { step throws(LessonFault) in try PreparedStep(step, on: image) }
    }
}

/// A step with all that is computed.
public struct PreparedStep: Sendable, Hashable {
    /// What the learner reads, Markdown.
    public let text: String
    /// What the learner does.
    public let task: Task
    /// What helps, one after the other, Markdown.
    public let hints: [String]
    /// What is said when the step is passed, Markdown; empty for nothing.
    public let why: String
    /// Where the explorer goes then.
    public let show: [Goal]
    /// Its line in the lesson's file, from 1.
    public let line: Int

    /// What the learner does.
    public enum Task: Sendable, Hashable {
        case read
        case look([Goal], solution: [String])
        case choose([Choice], isGuess: Bool)
        case answer(Answer, isGuess: Bool)
        case edit(Step.Edit)
    }

    /// Something that has to be on the screen.
    public struct Goal: Sendable, Hashable {
        /// What of the screen it is about.
        public let aspect: LookGoal.Aspect
        /// What it has to be.
        public let value: String
    }

    /// One of several to pick from.
    public struct Choice: Sendable, Hashable {
        /// What it says, Markdown.
        public let text: String
        /// Whether it is the right one.
        public let isRight: Bool
        /// What is said when it is picked, Markdown; empty for nothing.
        public let because: String
    }

    /// What is to be typed.
    public struct Answer: Sendable, Hashable {
        /// What it is, as it is written.
        public let text: String
        let value: FactValue
        let tolerance: Double

        /// Whether a number is asked for, and what a learner typed is none.
        func needsNumber(insteadOf typed: String) -> Bool {
            value.number != nil && FactValue(reading: typed.trimmed).number == nil
        }

        /// Whether what a learner typed is it.
        public func accepts(_ typed: String) -> Bool {
            let typed = typed.trimmed
            if case .text(let wanted) = value { return typed.lowercased() == wanted.lowercased() }
            if case .truth(let wanted) = value { return ["yes", "true", "y"].contains(typed.lowercased()) == wanted }
            guard var number = FactValue(reading: typed).number, let wanted = value.number else { return false }
            // Who is asked for a share may leave the % out.
            if case .ratio = value, number > 1, !typed.contains("%") { number /= 100 }
            return (number - wanted).magnitude <= wanted.magnitude * tolerance
        }
    }

    init(_ step: Step, on image: TaughtImage) throws(LessonFault) {
        text = try step.text.text(in: image)
        hints = try step.hints.map { hint throws(LessonFault) in try hint.text(in: image) }
        why = try step.why?.text(in: image) ?? ""
        show = try PreparedStep.goals(step.show, image)
        line = step.line
        task =
            switch step.task {
            case .read: .read
            case .look(let goals, let solution): .look(try PreparedStep.goals(goals, image), solution: solution)
            case .choose(let choices, let isGuess):
                .choose(try PreparedStep.choices(choices, image, line: step.line), isGuess: isGuess)
            case .answer(let answer, let isGuess): .answer(try PreparedStep.answer(answer, image), isGuess: isGuess)
            case .edit(let edit): .edit(edit)
            }
    }

    private static func goals(_ goals: [LookGoal], _ image: TaughtImage) throws(LessonFault) -> [Goal] {
        try goals.map { goal throws(LessonFault) in Goal(aspect: goal.aspect, value: try goal.value.text(in: image)) }
    }

    private static func choices(
        _ choices: [Step.Choice], _ image: TaughtImage, line: Int
    ) throws(LessonFault) -> [Choice] {
        let prepared = try choices.map { choice throws(LessonFault) -> Choice in
            do throws(LessonFault) {
                return Choice(
                    text: try choice.text.text(in: image), isRight: try choice.right?.holds(in: image) ?? false,
                    because: try choice.because?.text(in: image) ?? "")
            } catch {
                throw error.on(choice.line)
            }
        }
        let right = prepared.filter(\.isRight).count
        guard right == 1, prepared.count > 1 else {
            throw LessonFault("of several choices one is right, not \(right) of \(prepared.count)", line: line)
        }
        return prepared
    }

    /// A number of things is met exactly if not said otherwise: it can be counted.
    private static func answer(_ answer: Step.Answer, _ image: TaughtImage) throws(LessonFault) -> Answer {
        do throws(LessonFault) {
            let value = try answer.expression.value(in: image)
            let usual = if case .count = value { 0.0 } else { 0.05 }
            return Answer(
                text: try answer.expression.text(in: image), value: value, tolerance: answer.tolerance ?? usual)
        } catch {
            throw error.on(answer.line)
        }
    }
}

extension Step.Edit {
    /// Why a text does not pass; nil where it does.
    public func complaint(about text: String) throws(LessonFault) -> String? {
        let facts = facts(of: text)
        for goal in goals {
            do throws(LessonFault) {
                guard try !goal.condition.holds(in: facts) else { continue }
                let complaint = try goal.complaint.text(in: facts)
                return complaint.isEmpty ? "Not yet." : complaint
            } catch {
                throw error.on(goal.line)
            }
        }
        return nil
    }

    /// What goals ask of the edited file.
    public func facts(of text: String) -> TaughtDockerfile {
        switch file {
        case .dockerfile: TaughtDockerfile(text, start: (start, ""))
        case .dockerignore: TaughtDockerfile(dockerfile, ignoreFile: text, start: (dockerfile, start))
        }
    }
}

extension String {
    /// The text without spaces around it.
    var trimmed: String {
        var rest = self[...].drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
