import Classroom
import Explorer
import Foundation
import Learn
import TerminalUI
import TestSupport
import Testing

@testable import strata

@Suite("A lesson beside the explorer")
struct ClassroomTests {
    private static let text = """
        title: A later rm hides
        misconception: A later rm makes it smaller.
        images:
          app: app.tar
        dockerfile: Dockerfile
        steps:
          - text: Layer **3** wrote `/app/data`. Go to it, with `2` and `J` or `K`.
            look:
              layer: 3
              path: app/data
            hints:
              - Type `/data` and Enter.
            why: It has {{ path(app/data@3).size }}.
            solution: "2 / d a t a Enter"
          - text: Is the image smaller after layer 4?
            choose:
              - text: yes, by {{ path(app/data@3).size }}
                because: Layer 3 still has it.
              - text: no
                right: size(4) >= size(3)
            show:
              view: waste
          - text: How many layers are there?
            answer:
              is: layers
          - text: Join the two.
            edit:
              start: Dockerfile
              solution: Mended
              goals:
                - that: instructions(RUN) = 1
                  else: The deletion still has a layer of its own.
          - text: "In your own image: press `4`."

        """
    private static let dockerfile = "FROM busybox\nCOPY main /app/\nRUN make data\nRUN rm /app/data\n"

    private let directory: TemporaryDirectory
    private let prepared: PreparedLesson
    private let opened: OpenedExplorers.Opened

    init() throws {
        directory = try TemporaryDirectory()
        try Image(reference: "app:1") {
            Layer { File("bin/sh", String(repeating: "s", count: 7)) }.createdBy("ADD file:aa in /")
            Layer { File("app/main", String(repeating: "m", count: 3000)) }.createdBy(
                "COPY main /app/ # buildkit", comment: "buildkit.dockerfile.v0")
            Layer { File("app/data", String(repeating: "d", count: 20_000)) }.createdBy(
                "RUN /bin/sh -c make data # buildkit", comment: "buildkit.dockerfile.v0")
            Layer { Whiteout("app/data") }.createdBy(
                "RUN /bin/sh -c rm /app/data # buildkit", comment: "buildkit.dockerfile.v0")
        }.write(as: .dockerArchive, to: directory.path("app.tar"))
        let files = [
            "lesson.yaml": ClassroomTests.text, "Dockerfile": ClassroomTests.dockerfile,
            "Mended": "FROM busybox\nCOPY main /app/\nRUN make data && rm /app/data\n",
        ]
        for (name, contents) in files { try Data(contents.utf8).write(to: URL(filePath: directory.path(name))) }
        let (course, name) = try LearnCommand.course(directory.path(""))
        let lesson = try LearnCommand.lesson(try #require(name), in: course)
        prepared = try PreparedLesson(lesson, on: try LessonImages().facts(for: lesson))
        opened = try OpenedExplorers().explorer(for: lesson)
    }

    /// A learner at a terminal of a size.
    private struct Learner {
        var classroom: Classroom
        var effects: [ClassroomEffect] = []

        mutating func press(_ keys: String) {
            for key in keys.split(separator: " ") {
                effects += teach(&classroom, .event(.key(Key(String(key)))))
            }
        }

        var screen: String {
            var canvas = Canvas(size: classroom.size)
            render(classroom, into: &canvas)
            return canvas.lines.joined(separator: "\n")
        }

        var step: Int { (classroom.sitting?.step ?? -1) + 1 }
    }

    private func learner(_ width: Int, _ height: Int) -> Learner {
        let size = Size(width: width, height: height)
        var learner = Learner(
            classroom: Classroom(title: "A later rm hides", place: (3, 24), explorer: opened.state, size: size))
        learner.effects += teach(&learner.classroom, .event(.resize(size)))
        learner.effects += teach(&learner.classroom, .prepared(prepared, records: []))
        return learner
    }

    @Test(
        "the lesson stands beside the explorer where there is room, and passes by what that shows",
        arguments: [(160, 45), (80, 24)])
    func journey(width: Int, height: Int) throws {
        var learner = learner(width, height)
        assertSnapshot(learner.screen, named: "lesson-\(width)x\(height)-look")
        learner.press("n")
        #expect(learner.step == 1, "a step that is not passed is not left")
        learner.press("h Tab 2 / d a t a Enter")
        assertSnapshot(learner.screen, named: "lesson-\(width)x\(height)-found")
        learner.press("n Enter")
        #expect(learner.screen.contains("x Not yet."))
        #expect(learner.screen.contains("Layer 3 still has it."))
        learner.press("j Enter")
        #expect(learner.screen.contains("+ Yes."))
        assertSnapshot(learner.screen, named: "lesson-\(width)x\(height)-chosen")
        learner.press("n 5 Enter")
        #expect(learner.screen.contains("Not 5."))
        learner.press("C-u 4 Enter n")
        #expect(learner.step == 4)
        learner.press("Tab")
        assertSnapshot(learner.screen, named: "lesson-\(width)x\(height)-edit")
        learner.press("Esc")
        #expect(learner.screen.contains("The deletion still has a layer of its own."))
        learner.press("Tab PgDn Backspace Del Del Del Del Space & & Space C-t")
        #expect(learner.screen.contains("+ Yes."), "\(learner.screen)")
        learner.press("n")
        #expect(learner.step == 5)
        learner.press("n")
        #expect(learner.effects.last == .leave)
        #expect(learner.classroom.sitting?.isDone == true)
    }

    @Test("a picture of the explorer has its cells, in the colours of light and dark")
    func picture() throws {
        let picture = opened.state.picture
        let text = picture.html.source.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        #expect(lines == picture.lines)
        #expect(picture.lines.count == 40 && picture.lines[0].contains("app:1"))
        let dark = opened.state.options.theme.bar.foreground.description
        #expect(dark == "80" && picture.html.source.contains("--light-ink:#005f87;--dark-ink:#5fd7d7"))
    }

    @Test("u in the explorer of a lesson does not leave it for another one")
    func otherLesson() {
        var learner = learner(160, 45)
        learner.press("Tab 4 j u")
        #expect(!learner.effects.contains { if case .explorer(.openLesson) = $0 { true } else { false } })
        #expect(learner.screen.contains("That is lesson 3; this one comes first."))
    }

    @Test("q in the explorer leads back to the lesson, Esc in the lesson leaves it")
    func leaving() {
        var learner = learner(160, 45)
        learner.press("Tab q")
        #expect(!learner.effects.contains(.leave))
        learner.press("Esc")
        #expect(learner.effects.last == .leave)
    }

    @Test("the mouse goes to where it is: the explorer, or a choice")
    func mouse() {
        var learner = learner(160, 45)
        _ = teach(&learner.classroom, .event(.mouse(Mouse(position: Point(x: 80, y: 1), action: .press(.left)))))
        learner.press("2 / d a t a Enter")
        #expect(learner.classroom.sitting?.record.isPassed == true)
        learner.press("n")
        let rows = learner.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let row = rows.firstIndex { $0.contains("( ) no") } ?? 0
        _ = teach(&learner.classroom, .event(.mouse(Mouse(position: Point(x: 5, y: row), action: .press(.left)))))
        learner.press("Enter")
        #expect(learner.classroom.sitting?.record.isPassed == true)
    }

    @Test("solutions are proven by typing them, on either screen; one that leads elsewhere is found")
    func rehearsal() throws {
        for size in [Size(width: 160, height: 45), Size(width: 80, height: 24)] {
            #expect(Rehearsal(prepared, in: opened, size: size).faults().isEmpty)
        }
        let path = directory.path("lesson.yaml")
        try Data(ClassroomTests.text.replacing("/ d a t a", with: "/ m a i n").utf8).write(to: URL(filePath: path))
        let (course, name) = try LearnCommand.course(directory.path(""))
        let wrong = try LearnCommand.lesson(try #require(name), in: course)
        let lesson = try PreparedLesson(wrong, on: try LessonImages().facts(for: wrong))
        let faults = Rehearsal(lesson, in: opened, size: Size(width: 160, height: 45)).faults()
        #expect(faults.map(\.line) == [7])
        #expect(
            faults.first?.message
                == "the solution does not pass: after “2 / m a i n Enter” path is “app/main”, wanted “app/data”")
    }

    @Test("a solution of what is no key is found, and what is wrong on one screen alone says on which")
    func keys() throws {
        func faults(_ solution: String) throws -> [LessonFault] {
            let path = directory.path("lesson.yaml")
            try Data(ClassroomTests.text.replacing("2 / d a t a Enter", with: solution).utf8).write(
                to: URL(filePath: path))
            let (course, name) = try LearnCommand.course(directory.path(""))
            return try LearnCommand.Check.faults(of: try #require(name), in: course, LessonImages(), OpenedExplorers())
        }
        #expect(
            try faults("2 / d a t a Return").map(\.message) == [
                "“Return” is no key: a, C-d, Enter, Esc, as the help has them"
            ])
        let narrow = LessonFault("a", line: 1)
        let (one, other) = (Size(width: 160, height: 45), Size(width: 80, height: 24))
        #expect(
            LearnCommand.Check.joined([(one, []), (other, [narrow])]) == [LessonFault("on 80x24: a", line: 1)])
        #expect(LearnCommand.Check.joined([(one, [narrow]), (other, [narrow])]) == [narrow])
    }
}
