import Classroom
import Dispatch
import Explorer
import ImageAnalysis
import ImageStore
import Learn
import NcursesTerminal

/// A lesson in a terminal, from its first picture until the learner leaves it: for `strata learn`, and over an explorer that
/// is open already.
struct LessonSession {
    let course: Course
    let lesson: CourseLesson
    let memory: LearnerMemory

    init(course: Course, lesson: CourseLesson, memory: LearnerMemory) {
        (self.course, self.lesson, self.memory) = (course, lesson, memory)
    }

    /// A lesson of the course that comes with strata, by its number.
    init(number: Int, memory: LearnerMemory) throws(Failure) {
        let (course, name) = try LearnCommand.course("\(number)")
        self.init(course: course, lesson: try LearnCommand.lesson(name ?? "", in: course), memory: memory)
    }

    /// Teaches it.
    ///
    /// - Parameters:
    ///   - terminal: Where; it stays as it is for whoever goes on in it.
    ///   - options: How the explorer looks; what it compares and where one was in it is the lesson's own.
    /// - Returns: What came of each step; and why the image cannot be read, a sentence, nil where it can.
    func run(in terminal: Terminal, _ options: Explorer.Options) throws -> (records: [StepRecord], failure: String?) {
        guard let image = lesson.images.first else { return ([], nil) }
        var options = options
        (options.otherImage, options.places) = (lesson.comparedPath, [:])
        let records = memory.progress.lessons[lesson.name]?.steps ?? []
        let number = course.names.count > 1 ? course.names.firstIndex(of: lesson.name) : nil
        let place = number.map { (number: $0 + 1, count: course.names.count) }
        let classroom = Classroom(
            title: lesson.title, place: place, image: image.name, size: terminal.size, options: options)
        let keeper = LessonKeeper(memory)
        let presentation = ClassroomPresentation(classroom, records: records.allSatisfy(\.isPassed) ? [] : records) {
            keeper.keep($0)
        }
        let session = ExplorerSession(terminal, wanted: try ImageLoading.Wanted(of: lesson), showing: presentation)
        prepare(for: session.mailbox, until: session.session)
        let failure = session.run()
        return (session.shown.classroom.sitting?.records ?? records, failure)
    }

    /// What is told of a lesson to who comes back from it.
    func notice(after outcome: (records: [StepRecord], failure: String?)) -> Notice {
        if let failure = outcome.failure { return Notice(.error, failure) }
        let passed = outcome.records.count(where: \.isPassed)
        let place =
            "Lesson \(lesson.number.map(String.init) ?? lesson.name): \(passed) of \(lesson.steps.count) steps passed"
        return Notice(.information, passed < lesson.steps.count ? "\(place); u goes on there." : "\(place).")
    }

    /// Computes what the lesson asks, away from the main thread.
    private func prepare(for mailbox: Mailbox, until session: Cancellation) {
        DispatchQueue.global().async { [lesson] in
            let result = Result { () throws(LessonFault) in
                try PreparedLesson(lesson, on: try LessonImages().facts(for: lesson))
            }
            mailbox.post(.lesson(result), from: session)
        }
    }
}

extension ImageLoading.Wanted {
    /// The first image of a lesson, with what it is compared with.
    init(of lesson: CourseLesson) throws {
        self.init(
            name: ImageName(lesson.images.first?.path ?? ""), reference: nil, platform: nil,
            dockerfile: try lesson.dockerfile.map { try DockerfileSource(reading: $0) }, target: nil,
            other: lesson.comparedPath)
    }
}

/// Keeps how far a learner is, with the time that they have sat.
private final class LessonKeeper {
    private var memory: LearnerMemory
    private var last = ContinuousClock.now

    init(_ memory: LearnerMemory) { self.memory = memory }

    func keep(_ sitting: Sitting) {
        let now = ContinuousClock.now
        let seconds = Int((now - last).components.seconds)
        if seconds > 0 { last = now }
        memory.change { $0.note(sitting, seconds: seconds) }
    }
}
