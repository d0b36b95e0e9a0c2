import Classroom
import Explorer
import FileTree
import ImageAnalysis
import ImageStore
import Learn
import NcursesTerminal
import TerminalUI

/// Explorers that have read an image, each once for all lessons on it.
final class OpenedExplorers {
    /// An explorer that has read all, and the image for who reads contents.
    struct Opened {
        let state: State
        let image: OpenImage?
        let mailbox: Mailbox
    }

    private var known: [[String?]: Opened] = [:]

    /// The explorer as a lesson finds it at its start.
    func explorer(for lesson: CourseLesson) throws -> Opened {
        let path = lesson.images.first?.path ?? ""
        let key = [path, lesson.dockerfile, lesson.comparedPath]
        if let opened = known[key] { return opened }
        let mailbox = Mailbox(waking: try WakePipe())
        let wanted = try ImageLoading.Wanted(of: lesson)
        var state = State(
            name: path, size: Size(width: 100, height: 40), options: Explorer.Options(otherImage: lesson.comparedPath))
        var image: OpenImage?
        let work = Cancellation()
        ImageLoading(mailbox: mailbox, work: work, wanted: wanted).run()
        var messages = mailbox.drain()[...]
        while let message = messages.popFirst() {
            switch message {
            case .action(let action): _ = reduce(&state, action)
            case .image(let opened): image = opened
            case .judged(let judged):
                guard let other = wanted.other else { break }
                OtherImageWork(mailbox: mailbox, work: work, wanted: wanted).run(judged, with: other)
                messages += mailbox.drain()
            case .lesson, .runOutside: break
            }
        }
        let opened = Opened(state: state, image: image, mailbox: mailbox)
        known[key] = opened
        return opened
    }
}

/// A lesson that is done without a terminal, by the keys of its solutions: the proof that the explorer leads there.
final class Rehearsal {
    private let mailbox: Mailbox
    private let work = Cancellation()
    private let image: OpenImage?
    private(set) var classroom: Classroom

    /// Begins a lesson.
    init(_ lesson: PreparedLesson, in opened: OpenedExplorers.Opened, size: Size) {
        (mailbox, image) = (opened.mailbox, opened.image)
        classroom = Classroom(title: lesson.lesson.title, place: nil, explorer: opened.state, size: size)
        perform(teach(&classroom, .event(.resize(size))))
        perform(teach(&classroom, .prepared(lesson, records: [])))
    }

    deinit { mailbox.cancel(work) }

    /// Does every step; gives what of it does not work, with the step's line.
    func faults() -> [LessonFault] { rehearse { _ in } }

    /// Does every step; gives what the explorer shows when it is done, for the steps that look at it or that it proves.
    func pictures() -> [Handout.Picture?] {
        var pictures: [Handout.Picture?] = []
        _ = rehearse { step in
            let isLooking = if case .look = step.task { true } else { false }
            pictures.append(isLooking || !step.show.isEmpty ? classroom.explorer.picture : nil)
        }
        return pictures
    }

    private func rehearse(_ afterEach: (PreparedStep) -> Void) -> [LessonFault] {
        var faults: [LessonFault] = []
        for _ in 0..<(classroom.sitting?.lesson.steps.count ?? 0) {
            guard let sitting = classroom.sitting else { break }
            if let fault = fault(in: sitting.current) { faults.append(fault) }
            afterEach(sitting.current)
            // What did not work is passed over, so that the steps behind it are tried too.
            if classroom.sitting?.mayGoOn == false { classroom.passOver() }
            if classroom.sitting?.isAtEnd == true { break }
            type("n")
        }
        return faults
    }

    private func fault(in step: PreparedStep) -> LessonFault? {
        switch step.task {
        case .read: return nil
        case .choose(let choices, _):
            let right = choices.firstIndex(where: \.isRight) ?? 0
            for _ in 0..<right { type("j") }
            type("Enter")
        case .answer(let answer, _):
            teachText(answer.text)
            type("Enter")
        case .look(_, let solution):
            if let word = solution.first(where: { Key.named($0) == nil }) {
                return LessonFault("“\(word)” is no key: a, C-d, Enter, Esc, as the help has them", line: step.line)
            }
            if classroom.sitting?.record.isPassed == true {
                return LessonFault("what is looked for is on the screen from the start", line: step.line)
            }
            type("Tab")
            for key in solution where classroom.sitting?.record.isPassed == false { type(key) }
        case .edit(let edit):
            perform(teach(&classroom, .edited(edit.solution)))
        }
        guard classroom.sitting?.record.isPassed == true else {
            return LessonFault("the solution does not pass" + missing(of: step), line: step.line)
        }
        return nil
    }

    /// What the explorer shows where something else is looked for, for whoever wrote the lesson.
    private func missing(of step: PreparedStep) -> String {
        guard case .look(let goals, let solution) = step.task else { return "" }
        let seen = classroom.explorer.observation
        let unmet = goals.filter { !seen.fits($0.aspect, $0.value) }.map {
            "\($0.aspect.rawValue) is “\(seen.text(of: $0.aspect))”, wanted “\($0.value)”"
        }
        return ": after “\(solution.joined(separator: " "))” \(unmet.joined(separator: "; "))"
    }

    private func teachText(_ text: String) {
        perform(teach(&classroom, .event(.paste(text))))
    }

    private func type(_ label: String) {
        perform(teach(&classroom, .event(.key(Key(label)))))
        receive()
    }

    private func receive() {
        for message in mailbox.drain() {
            switch message {
            case .action(let action): perform(teach(&classroom, .explorer(action)))
            case .image, .judged, .lesson, .runOutside: break
            }
        }
    }

    /// Reads what is asked for; all else would leave something behind.
    private func perform(_ effects: [ClassroomEffect]) {
        for case .explorer(.readContents(let request, let reference, let limit)) in effects {
            guard let image else { continue }
            ContentsWork(image: image, mailbox: mailbox, work: work)
                .readAtOnce(reference, limit: limit, request: request, until: Cancellation())
        }
    }
}
