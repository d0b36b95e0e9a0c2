import Foundation
import TestSupport
import Testing

@testable import Learn

@Suite("Lessons as data")
struct LessonTests {
    private static let whole = """
        title: A later rm hides
        misconception: "rm makes it smaller"
        minutes: 7
        images:
          app: app.tar
        steps:
          - text: Go to layer {{ path(app/data).hidden }}.
            look:
              layer: "{{ path(app/data).hidden }}"
            hints:
              - Press `J`.
            solution: "2 J"
          - text: What is larger now?
            choose:
              - text: the image
                right: size(4) >= size(3)
              - text: nothing
                right: size(4) < size(3)
                because: No layer is changed.
          - text: How much is hidden?
            answer:
              is: wasted
            guess: true
            why: It is {{ wasted }}.
          - text: Join the two.
            edit:
              start: start.Dockerfile
              solution: end.Dockerfile
              goals:
                - that: instructions(RUN) = 1
                  else: There are {{ instructions(RUN) }}.
          - text: The end.

        """
    private static let files = [
        "start.Dockerfile": "FROM a\nRUN b\nRUN c\n", "end.Dockerfile": "FROM a\nRUN b && c\n",
    ]

    private func prepared(_ text: String = whole) throws -> PreparedLesson {
        let (lesson, _) = try LearnFixture.lesson(text, files: LessonTests.files)
        return try PreparedLesson(lesson, on: try LearnFixture.image())
    }

    @Test("all that is computed stands in the lesson that is taught")
    func preparing() throws {
        let lesson = try prepared()
        #expect(lesson.steps.map(\.text)[0] == "Go to layer 4.")
        #expect(lesson.steps[0].task == .look([.init(aspect: .layer, value: "4")], solution: ["2", "J"]))
        guard case .choose(let choices, _) = lesson.steps[1].task else { return #expect(Bool(false)) }
        #expect(choices.map(\.isRight) == [true, false])
        #expect(lesson.steps[2].why == "It is 20.0 kB.")
        #expect(Proof(of: lesson).faults.isEmpty)
    }

    @Test(
        "what is wrong with a lesson is told with its line and what was meant",
        arguments: [
            ("titel: a", "line 1: a lesson has no “titel”: did you mean title?"),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    lok: {}",
                "line 6: a step has no “lok”: did you mean look?"
            ),
            ("title: a\nsteps: []", "line 1: a lesson has images"),
            ("title: a\nimages:\n  a: b\nsteps: []", "line 1: a lesson has steps"),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    look:\n      vew: files",
                "line 7: what is looked for has no “vew”: did you mean view?"
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    look: {view: files}\n    choose: []",
                "line 5: a step has one task, not look and choose"
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    choose:\n      - text: x\n        right: size >",
                "line 8: “size >” ends where a fact is expected"
            ),
            ("title: a\nimages:\n  a: b\nsteps:\n  - text: '{{ size'", "line 5: “{{” is not closed"),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    edit:\n      start: no.Dockerfile\n      goals: [{that: faults = 0}]",
                "line 7: "
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    edit:\n      start: |\n        FROM a\n      goals: [{that: faults = 0}]",
                "line 7: “start” names a file beside lesson.yaml: write the text to one, and its name here"
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    answer: {is: size, within: 5}",
                "line 6: “5” is no share such as 5%, or 0"
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    hints:\n      - Think: twice",
                "line 7: a hint is a text: one with a colon in it stands in quotes"
            ),
            (
                "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    hints: Think",
                "line 6: “hints” is a list, each item behind a “-”"
            ),
            ("title: [", "it is no YAML: line 2: did not find expected node content"),
        ])
    func faults(text: String, fault: String) throws {
        let found = try LearnFixture.fault(text) ?? "none"
        #expect(found.hasPrefix(fault), "\(found)")
    }

    @Test("of several choices exactly one is right")
    func choices() throws {
        let both = LessonTests.whole.replacing("size(4) < size(3)", with: "size(4) = size(3)")
        #expect(throws: LessonFault("of several choices one is right, not 2 of 2", line: 13)) { try prepared(both) }
    }

    @Test("a lesson that cannot be done is found: a start that passes, a solution that does not, a size that is typed")
    func proof() throws {
        func faults(_ old: String, _ new: String) throws -> [String] {
            Proof(of: try prepared(LessonTests.whole.replacing(old, with: new))).faults.map(\.description)
        }
        #expect(
            try faults("instructions(RUN) = 1", "instructions(RUN) >= 1") == [
                "line 25: the file passes as it is at the start"
            ])
        #expect(
            try faults("instructions(RUN) = 1", "instructions(RUN) = 3") == [
                "line 25: the solution does not pass: There are 1."
            ])
        #expect(
            try faults("The end.", "It has 20 kB.") == [
                "line 32: “20 kB” is typed: a number of bytes is computed, {{ … }}"
            ])
        #expect(
            try faults("solution: \"2 J\"", "guess: false") == ["line 7: a step that looks has a “solution”: the keys"])
    }

    @Test("a learner answers, is told why, gets hints, and goes on only then")
    func sitting() throws {
        var sitting = Sitting(try prepared())
        let isLeft = sitting.goOn()
        #expect(!isLeft)
        var seen = Observation()
        seen.layers = 3...3
        let isThere = sitting.look(at: seen)
        #expect(!isThere)
        sitting.hint()
        sitting.hint()
        #expect(sitting.record.hints == 1)
        seen.layers = 4...4
        let isFound = sitting.look(at: seen)
        #expect(isFound)
        let hasNext = sitting.goOn()
        #expect(hasNext)

        sitting.pick(1)
        #expect(sitting.verdict == .wrong("No layer is changed."))
        #expect(!sitting.mayGoOn)
        sitting.pick(0)
        #expect(sitting.verdict == .right(""))
        #expect(sitting.record.tries == 2)
        sitting.goOn()

        sitting.answer("much")
        #expect(sitting.verdict == .wrong("A number, please.") && sitting.record.tries == 0)
        sitting.answer("3 MB")
        #expect(sitting.verdict == .off("It is 20.0 kB."))
        sitting.goOn()

        let isPassed = try sitting.edit("FROM a\nRUN b\nRUN c\n", isTry: true)
        #expect(!isPassed)
        #expect(sitting.verdict == .wrong("There are 2."))
        let isMended = try sitting.edit("FROM a\nRUN b && c\n", isTry: true)
        #expect(isMended)
        sitting.goOn()
        #expect(!sitting.isDone)
        sitting.goOn()
        #expect(sitting.isDone)

        var progress = CourseProgress()
        progress.note(sitting, seconds: 60)
        let kept = try #require(progress.lessons[sitting.lesson.lesson.name])
        #expect(kept.isDone && kept.seconds == 60)
        #expect(Sitting(sitting.lesson, records: Array(kept.steps.prefix(2))).step == 0, "records of another lesson")
    }

    @Test("an answer is a number within what is allowed, or a word whatever its case")
    func answers() throws {
        func accepts(_ typed: String, _ expression: String, within: String? = nil) throws -> Bool {
            let within = within.map { "\n      within: \($0)" } ?? ""
            let text = "title: a\nimages:\n  a: b\nsteps:\n  - text: a\n    answer:\n      is: \(expression)\(within)"
            guard case .answer(let answer, _) = try prepared(text).steps[0].task else { return false }
            return answer.accepts(typed)
        }
        #expect(try accepts("20 kB", "wasted"))
        #expect(try accepts("19,500", "wasted"))
        #expect(try !accepts("18 kB", "wasted"))
        #expect(try accepts("18 kB", "wasted", within: "25%"))
        #expect(try accepts(" 4 ", "layers"))
        #expect(try !accepts("5", "layers"))
        #expect(try accepts("BUSYBOX", "stage(final).base"))
        #expect(try accepts("no", "path(app/data).exists"))
        #expect(try !accepts("", "wasted"))
    }

    @Test("a course is the directories with a lesson, by number or name, or the directory of one")
    func course() throws {
        let directory = try TemporaryDirectory()
        for name in ["02-b", "01-a", "images"] {
            try FileManager.default.createDirectory(atPath: directory.path(name), withIntermediateDirectories: true)
        }
        for name in ["01-a", "02-b"] {
            try Data("title: \(name)\nimages: {a: b}\nsteps: [{text: a}]\n".utf8).write(
                to: URL(filePath: directory.path("\(name)/lesson.yaml")))
        }
        let course = try Course(in: directory.path(""))
        #expect(course.names == ["01-a", "02-b"])
        #expect(try course.name(of: "2") == "02-b")
        #expect(try course.name(of: "a") == "01-a")
        #expect(throws: LessonFault.self) { try course.name(of: "7") }
        #expect(try Course(in: directory.path("01-a")).names == ["01-a"])
        #expect(try course.lesson("02-b").title == "02-b")
        #expect(throws: LessonFault.self) { try Course(in: directory.path("images")) }
    }

    @Test("the schema of the format has the keys that are read")
    func schema() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Fixtures/schemas/lesson.schema.json")
        let text = try String(contentsOf: path, encoding: .utf8)
        let keys =
            LessonReader.lessonKeys + LessonReader.stepKeys + LessonReader.choiceKeys + LessonReader.answerKeys
            + LessonReader.editKeys + LessonReader.goalKeys + LookGoal.Aspect.allCases.map(\.rawValue)
        for key in keys { #expect(text.contains("\"\(key)\":"), "\(key)") }
    }
}
