import ArgumentParser
import FoundationEssentials
import Learn
import Reporting

/// `strata learn`: lessons on real images, with the explorer beside them.
struct LearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what layers, stages and caches are, on real images.",
        discussion: """
            Without a lesson the course goes on where you left it. LESSON is a number, a name, or a directory with a \
            lesson.yaml of your own. The lesson stands beside the explorer, which can be used freely; nothing needs an \
            engine, a network or an account.
            """,
        subcommands: [Open.self, Compare.self, Check.self, New.self, FactCommand.self], defaultSubcommand: Open.self)

    /// `strata learn [LESSON]`.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a lesson, or list what there is (the default).")

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case table, json
        }

        @Argument(help: "A lesson's number or name, or a directory of lessons; the next one if not said.")
        var lesson: String?
        @Flag(help: "List the lessons, and how far you are.") var list = false
        @Option(help: "Of the list: table or json.") var format: Format = .table
        @Flag(help: "Forget how far you are: in the lesson, else in all.") var reset = false
        @Option(help: ArgumentHelp("Write what you did to a file, to hand in.", valueName: "path")) var report: String?
        @Option(
            help: ArgumentHelp(
                "Write the lesson, or all, for a class: a handout as markdown or html, or slides (one html file).",
                valueName: "format"))
        var export: LessonExport.Format?
        @Flag(help: "With --export: with the answers, and what a teacher should know.") var instructor = false
        @OptionGroup var screen: ScreenOptions
        @Option(name: .shortAndLong, help: ArgumentHelp("Write the list or the export to a file.", valueName: "path"))
        var output: String?

        func run() throws {
            let (course, name) = try LearnCommand.course(lesson)
            var memory = LearnerMemory(in: screen.noState ? nil : UserFiles().lessons)
            if reset {
                return memory.change { progress in (name.map { [$0] } ?? course.names).forEach { progress.reset($0) } }
            }
            if list || report != nil { return try write(CourseReport(try course.lessons(), memory.progress)) }
            if let export { return try write(export, name.map { [$0] } ?? course.names, of: course) }
            let next = name ?? course.names.first { memory.progress.lessons[$0]?.isDone != true } ?? course.names[0]
            try teach(try LearnCommand.lesson(next, in: course), in: course, memory)
        }

        private func write(_ courseReport: CourseReport) throws {
            let output = try Output(path: report ?? self.output)
            switch format {
            case .table where report == nil:
                let palette = screen.color.palette(
                    environment: ProcessInfo.processInfo.environment, isTerminal: output.isTerminal)
                try output.write(courseReport.text(width: output.width, palette: palette))
            default: try output.write(json: courseReport.json)
            }
            try output.finish()
        }

        private func write(_ format: LessonExport.Format, _ names: [String], of course: Course) throws {
            let text = try LessonExport(format: format, hasAnswers: instructor).text(names, of: course)
            let output = try Output(path: self.output)
            try output.write(text)
            try output.finish()
        }

        private func teach(_ lesson: CourseLesson, in course: Course, _ memory: LearnerMemory) throws {
            let (terminal, options) = try screen.open(
                comparing: lesson.comparedPath, orElse: "strata learn --list", remembersPlaces: false)
            let failure = try LessonSession(course: course, lesson: lesson, memory: memory).run(in: terminal, options)
                .failure
            terminal.leave()
            if let failure { throw Failure.unreadable(failure) }
        }
    }

    /// The course that is meant, and which lesson of it; nil for none in particular.
    static func course(_ wanted: String?) throws(Failure) -> (course: Course, lesson: String?) {
        do throws(LessonFault) {
            if let wanted, ConfigurationFile.isDirectory(wanted) {
                let course = try Course(in: wanted)
                return (course, course.names.count == 1 ? course.names[0] : nil)
            }
            if let wanted, wanted.contains("/") { throw LessonFault("there is no directory \(wanted)") }
            let course = try Course(in: try directory())
            return (course, try wanted.map { wanted throws(LessonFault) in try course.name(of: wanted) })
        } catch {
            throw .usage("\(error)")
        }
    }

    private static func directory() throws(LessonFault) -> String {
        do throws(Failure) {
            return try LessonsDirectory.path()
        } catch {
            throw LessonFault(error.message)
        }
    }

    /// A lesson of a course.
    static func lesson(_ name: String, in course: Course) throws(Failure) -> CourseLesson {
        do throws(LessonFault) {
            return try course.lesson(name)
        } catch {
            throw .usage("\(course.directory)/\(name)/lesson.yaml, \(error)")
        }
    }
}

extension Course {
    /// All its lessons.
    func lessons() throws(Failure) -> [CourseLesson] {
        try names.map { name throws(Failure) in try LearnCommand.lesson(name, in: self) }
    }
}
