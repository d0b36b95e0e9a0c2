/// Whether a lesson can be done as it is written, as far as that shows without the explorer: the right answer of each step
/// passes, a wrong one does not.
public struct Proof: Sendable {
    /// What cannot be done, or is not as lessons are to be.
    public let faults: [LessonFault]

    /// Tries each step of a lesson.
    public init(of lesson: PreparedLesson) {
        faults = zip(lesson.steps, lesson.lesson.steps).flatMap { prepared, written in
            Proof.faults(of: prepared) + Proof.typedSizes(of: written)
        }
    }

    private static func faults(of step: PreparedStep) -> [LessonFault] {
        switch step.task {
        case .read: []
        case .look(let goals, let solution): faults(of: goals, solution, line: step.line)
        // Preparing has seen that one is right and others are not.
        case .choose: []
        case .answer(let answer, _): faults(of: answer, line: step.line)
        case .edit(let edit): faults(of: edit, line: step.line)
        }
    }

    private static func faults(of goals: [PreparedStep.Goal], _ solution: [String], line: Int) -> [LessonFault] {
        var faults: [LessonFault] = []
        if goals.isEmpty { faults.append(LessonFault("nothing is looked for", line: line)) }
        if solution.isEmpty { faults.append(LessonFault("a step that looks has a “solution”: the keys", line: line)) }
        return faults
    }

    private static func faults(of answer: PreparedStep.Answer, line: Int) -> [LessonFault] {
        if !answer.accepts(answer.text) {
            return [LessonFault("the answer “\(answer.text)” is not accepted as it is written", line: line)]
        }
        return answer.accepts("") || answer.accepts("xyzzy")
            ? [LessonFault("any answer is accepted", line: line)] : []
    }

    private static func faults(of edit: Step.Edit, line: Int) -> [LessonFault] {
        do throws(LessonFault) {
            if let complaint = try edit.complaint(about: edit.solution) {
                return [LessonFault("the solution does not pass: \(complaint)", line: line)]
            }
            return try edit.complaint(about: edit.start) == nil
                ? [LessonFault("the file passes as it is at the start", line: line)] : []
        } catch {
            return [error.on(line)]
        }
    }

    private static func typedSizes(of step: Step) -> [LessonFault] {
        let choices: [Template] = if case .choose(let choices, _) = step.task { choices.map(\.text) } else { [] }
        return ([step.text] + step.hints + [step.why].compactMap(\.self) + choices).flatMap { text in
            text.typedSizes.map {
                LessonFault("“\($0)” is typed: a number of bytes is computed, {{ … }}", line: text.line)
            }
        }
    }
}
