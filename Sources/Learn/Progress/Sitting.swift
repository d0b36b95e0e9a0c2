/// A lesson while somebody does it: which step they are at, and what they have tried.
public struct Sitting: Sendable {
    /// The lesson.
    public let lesson: PreparedLesson
    /// The step that is open, an index from 0.
    public private(set) var step: Int
    /// What came of each step so far.
    public private(set) var records: [StepRecord]
    /// What was said to the last try; nil before there is one.
    public private(set) var verdict: Verdict?

    /// What is said to a try.
    public enum Verdict: Sendable, Hashable {
        /// It passes; with what is said to it, Markdown, empty for nothing.
        case right(String)
        /// A guess that is off; the step is passed. With what is said to it.
        case off(String)
        /// It does not pass; with what is said to it.
        case wrong(String)
    }

    /// Goes on with a lesson where its records leave off.
    public init(_ lesson: PreparedLesson, records: [StepRecord] = []) {
        self.lesson = lesson
        let known = records.count == lesson.steps.count ? records : []
        self.records = known.isEmpty ? lesson.steps.map { _ in StepRecord() } : known
        step = self.records.firstIndex { !$0.isPassed } ?? 0
    }

    /// The step that is open.
    public var current: PreparedStep { lesson.steps[step] }
    /// What came of it.
    public var record: StepRecord { records[step] }
    /// Whether it is the last one.
    public var isAtEnd: Bool { step == lesson.steps.count - 1 }
    /// Whether all steps are passed.
    public var isDone: Bool { records.allSatisfy(\.isPassed) }
    /// Whether the step may be left for the next one: it is passed, or only to be read.
    public var mayGoOn: Bool { record.isPassed || current.task == .read }

    /// Picks a choice, an index from 0.
    public mutating func pick(_ choice: Int) {
        guard !record.isPassed, case .choose(let choices, let isGuess) = current.task, choices.indices.contains(choice)
        else { return }
        let picked = choices[choice]
        if picked.isRight {
            pass(.right(picked.because))
        } else if isGuess {
            let right = choices.first(where: \.isRight)?.text ?? ""
            pass(.off([picked.because, "It is: \(right)."].filter { !$0.isEmpty }.joined(separator: "\n\n")))
        } else {
            fail(picked.because)
        }
    }

    /// Takes what was typed.
    public mutating func answer(_ typed: String) {
        guard !record.isPassed, case .answer(let answer, let isGuess) = current.task else { return }
        if answer.accepts(typed) {
            pass(.right("It is \(answer.text)."))
        } else if answer.needsNumber(insteadOf: typed) {
            verdict = .wrong("A number, please.")
        } else if isGuess {
            pass(.off("It is \(answer.text)."))
        } else {
            fail("Not \(typed.trimmed.isEmpty ? "that" : typed.trimmed).")
        }
    }

    /// Takes what the explorer shows; whether the step is passed by it just now.
    public mutating func look(at observation: Observation) -> Bool {
        guard !record.isPassed, case .look(let goals, _) = current.task,
            goals.allSatisfy({ observation.fits($0.aspect, $0.value) })
        else { return false }
        pass(.right(""))
        return true
    }

    /// Takes the edited file; whether the step is passed by it just now. Typing is no try: `isTry` where the learner asks.
    public mutating func edit(_ text: String, isTry: Bool) throws(LessonFault) -> Bool {
        guard !record.isPassed, case .edit(let edit) = current.task else { return false }
        if let complaint = try edit.complaint(about: text) {
            if isTry { fail(complaint) }
            return false
        }
        guard isTry else { return false }
        pass(.right(""))
        return true
    }

    /// Shows one hint more.
    public mutating func hint() {
        records[step].hints = min(current.hints.count, record.hints + 1)
    }

    /// Goes to the next step, where this one may be left; whether there was one.
    @discardableResult
    public mutating func goOn() -> Bool {
        guard mayGoOn else { return false }
        records[step].isPassed = true
        guard !isAtEnd else { return false }
        step += 1
        verdict = nil
        return true
    }

    /// Goes back a step.
    public mutating func goBack() {
        guard step > 0 else { return }
        step -= 1
        verdict = nil
    }

    /// Lets the step count as passed, for whoever tries the steps behind it.
    public mutating func passOver() { records[step].isPassed = true }

    private mutating func pass(_ verdict: Verdict) {
        records[step].tries += 1
        records[step].isPassed = true
        self.verdict = verdict
    }

    private mutating func fail(_ reason: String) {
        records[step].tries += 1
        verdict = .wrong(reason)
    }
}

/// What came of a step.
public struct StepRecord: Sendable, Hashable, Codable {
    /// How often something was tried.
    public var tries = 0
    /// How many hints were shown.
    public var hints = 0
    /// Whether it is passed.
    public var isPassed = false

    /// Nothing yet.
    public init() {}
}
