import Classroom
import Explorer
import Learn
import TerminalUI

/// The explorer beside a lesson, whose progress is kept.
struct ClassroomPresentation: Presentation {
    private(set) var classroom: Classroom
    /// What is known of the lesson from before.
    let records: [StepRecord]
    /// Keeps how far the learner is.
    let keep: (Sitting) -> Void

    init(_ classroom: Classroom, records: [StepRecord], keep: @escaping (Sitting) -> Void) {
        (self.classroom, self.records, self.keep) = (classroom, records, keep)
    }

    var size: Size { classroom.size }
    var explorer: State { classroom.explorer }

    mutating func take(_ action: SessionAction) -> [SessionEffect] {
        teach(&classroom, classroomAction(action)).compactMap { effect in
            switch effect {
            case .explorer(let effect): return .explorer(effect)
            case .editOutside(let text, let name): return .edit(text, name: name)
            case .leave: return .explorer(.quit(error: nil))
            case .keep:
                if let sitting = classroom.sitting { keep(sitting) }
                return nil
            }
        }
    }

    func draw(into canvas: inout Canvas) { render(classroom, into: &canvas) }

    private func classroomAction(_ action: SessionAction) -> ClassroomAction {
        switch action {
        case .explorer(.event(let event)): .event(event)
        case .explorer(let action): .explorer(action)
        case .lesson(.success(let lesson)): .prepared(lesson, records: records)
        case .lesson(.failure(let fault)): .failed("The lesson cannot be taught: \(fault)")
        case .edited(let text): .edited(text)
        }
    }
}
