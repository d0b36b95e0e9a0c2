import Archive
import FileTree
import Glibc
import YAML

/// Reads a lesson from its directory.
struct LessonReader {
    /// Longer files are refused, in bytes.
    private static let maximumSize: Int64 = 1 << 20

    private let directory: String

    init(directory: String) {
        self.directory = directory.hasSuffix("/") && directory.count > 1 ? String(directory.dropLast()) : directory
    }

    /// The lesson; a fault names the line of `lesson.yaml`.
    func lesson() throws(LessonFault) -> CourseLesson {
        let text = try bytes(of: "lesson.yaml")
        let document: YAMLValue
        do throws(YAMLValue.Fault) {
            document = try YAMLValue(parsing: text)
        } catch {
            throw LessonFault("it is no YAML: \(error.message)")
        }
        let lesson = try Mapping(document, "a lesson", keys: LessonReader.lessonKeys)
        let images = try self.images(lesson)
        let compared = try lesson.text("compare")
        if let compared, !images.contains(where: { $0.name == compared }) {
            let line = lesson["compare"]?.line ?? 0
            throw LessonFault(
                "the lesson has no image “\(compared)”" + Spelling.suggestion(for: compared, among: images.map(\.name)),
                line: line)
        }
        let steps = try lesson.items("steps").map { value throws(LessonFault) in try step(value) }
        guard !steps.isEmpty else { throw LessonFault("a lesson has steps", line: document.line) }
        return CourseLesson(
            name: directory.split(separator: "/").last.map(String.init) ?? directory, directory: directory,
            title: try lesson.requiredText("title"), idea: try lesson.text("idea") ?? "",
            misconception: try lesson.text("misconception") ?? "", minutes: try lesson.count("minutes") ?? 5,
            instructor: try lesson.text("instructor") ?? "", images: images,
            dockerfile: try lesson.text("dockerfile").map { path($0) }, compared: compared, steps: steps)
    }

    /// The keys of a lesson.
    static let lessonKeys = [
        "title", "idea", "misconception", "minutes", "instructor", "images", "dockerfile", "compare", "steps",
    ]
    /// The keys of a step, tasks first.
    static let stepKeys = ["look", "choose", "answer", "edit", "text", "hints", "why", "show", "guess", "solution"]
    /// The keys of a choice.
    static let choiceKeys = ["text", "right", "because"]
    /// The keys of an answer.
    static let answerKeys = ["is", "within"]
    /// The keys of an edit.
    static let editKeys = ["file", "start", "solution", "dockerfile", "goals"]
    /// The keys of a goal.
    static let goalKeys = ["that", "else"]

    private func images(_ lesson: Mapping) throws(LessonFault) -> [(name: String, path: String)] {
        guard let images = lesson["images"] else { throw LessonFault("a lesson has images", line: lesson.line) }
        var found: [(name: String, path: String)] = []
        for member in images.members {
            guard let name = member.key.text, let file = member.value.text else {
                throw LessonFault("an image is a line “name: path”", line: member.key.line)
            }
            found.append((name, path(file)))
        }
        guard !found.isEmpty else { throw LessonFault("images are lines of the form “name: path”", line: images.line) }
        return found
    }

    private func step(_ value: YAMLValue) throws(LessonFault) -> Step {
        let step = try Mapping(value, "a step", keys: LessonReader.stepKeys)
        let tasks = ["look", "choose", "answer", "edit"].filter { step[$0] != nil }
        guard tasks.count <= 1 else {
            throw LessonFault("a step has one task, not \(tasks.joined(separator: " and "))", line: value.line)
        }
        let isGuess = try step.truth("guess")
        let task: Step.Task =
            switch tasks.first {
            case "look": .look(try goals(step, "look"), solution: try solution(step))
            case "choose": .choose(try choices(step), isGuess: isGuess)
            case "answer": .answer(try answer(step), isGuess: isGuess)
            case "edit": .edit(try edit(step))
            default: .read
            }
        return Step(
            text: try step.requiredTemplate("text"), task: task,
            hints: try step.items("hints").map { value throws(LessonFault) in try hint(value) },
            why: try step.template("why"), show: step["show"] == nil ? [] : try goals(step, "show"), line: value.line)
    }

    private func hint(_ value: YAMLValue) throws(LessonFault) -> Template {
        guard let text = value.text else {
            throw LessonFault("a hint is a text: one with a colon in it stands in quotes", line: value.line)
        }
        return try Template(text, line: value.line)
    }

    private func solution(_ step: Mapping) throws(LessonFault) -> [String] {
        (try step.text("solution") ?? "").split(separator: " ").map(String.init)
    }

    private func goals(_ step: Mapping, _ key: String) throws(LessonFault) -> [LookGoal] {
        guard let value = step[key] else { return [] }
        let names = LookGoal.Aspect.allCases.map(\.rawValue)
        let goals = try Mapping(value, "what is looked for", keys: names)
        var found: [LookGoal] = []
        for aspect in LookGoal.Aspect.allCases {
            guard let wanted = try goals.template(aspect.rawValue) else { continue }
            found.append(LookGoal(aspect: aspect, value: wanted))
        }
        return found
    }

    private func choices(_ step: Mapping) throws(LessonFault) -> [Step.Choice] {
        try step.items("choose").map { value throws(LessonFault) in try choice(value) }
    }

    private func choice(_ value: YAMLValue) throws(LessonFault) -> Step.Choice {
        let choice = try Mapping(value, "a choice", keys: LessonReader.choiceKeys)
        return Step.Choice(
            text: try choice.requiredTemplate("text"), right: try choice.condition("right"),
            because: try choice.template("because"), line: value.line)
    }

    private func answer(_ step: Mapping) throws(LessonFault) -> Step.Answer {
        guard let value = step["answer"] else { throw LessonFault("there is no answer", line: step.line) }
        let answer = try Mapping(value, "an answer", keys: LessonReader.answerKeys)
        let text = try answer.requiredText("is")
        let line = answer["is"]?.line ?? value.line
        var tolerance: Double?
        if let within = try answer.text("within") {
            guard let number = FactValue(reading: within).number, number >= 0, number <= 1 else {
                throw LessonFault("“\(within)” is no share such as 5%, or 0", line: answer["within"]?.line)
            }
            tolerance = number
        }
        do throws(LessonFault) {
            return Step.Answer(expression: try Expression(text), tolerance: tolerance, line: line)
        } catch {
            throw error.on(line)
        }
    }

    private func edit(_ step: Mapping) throws(LessonFault) -> Step.Edit {
        guard let value = step["edit"] else { throw LessonFault("there is no edit", line: step.line) }
        let edit = try Mapping(value, "an edit", keys: LessonReader.editKeys)
        let names = Step.Edit.File.allCases.map(\.rawValue)
        let name = try edit.text("file") ?? Step.Edit.File.dockerfile.rawValue
        guard let file = Step.Edit.File(rawValue: name) else {
            throw LessonFault("“\(name)” is none of \(names.joined(separator: ", "))", line: edit["file"]?.line)
        }
        let goals = try edit.items("goals").map { value throws(LessonFault) -> Step.Edit.Goal in
            let goal = try Mapping(value, "a goal", keys: LessonReader.goalKeys)
            guard let condition = try goal.condition("that") else {
                throw LessonFault("a goal says “that”", line: value.line)
            }
            return Step.Edit.Goal(
                condition: condition, complaint: try goal.template("else") ?? .empty, line: value.line)
        }
        guard !goals.isEmpty else { throw LessonFault("an edit has goals", line: value.line) }
        return Step.Edit(
            file: file, start: try contents(edit, "start") ?? "",
            solution: try contents(edit, "solution") ?? "", dockerfile: try contents(edit, "dockerfile") ?? "",
            goals: goals)
    }

    /// The text of a file that a key names; nil without the key.
    private func contents(_ mapping: Mapping, _ key: String) throws(LessonFault) -> String? {
        guard let name = try mapping.text(key), !name.isEmpty else { return nil }
        guard !name.contains("\n") else {
            throw LessonFault(
                "“\(key)” names a file beside lesson.yaml: write the text to one, and its name here",
                line: mapping[key]?.line)
        }
        do throws(LessonFault) {
            return String(decoding: try bytes(of: name), as: UTF8.self)
        } catch {
            throw error.on(mapping[key]?.line ?? mapping.line)
        }
    }

    /// The path of a file, without `..` where it is there: it is shown.
    private func path(_ name: String) -> String {
        let path = name.hasPrefix("/") ? name : "\(directory)/\(name)"
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private func bytes(of name: String) throws(LessonFault) -> [UInt8] {
        do throws(ArchiveError) {
            let window = try FileWindow(opening: path(name))
            if window.length <= LessonReader.maximumSize { return try window.bytes(at: 0, count: Int(window.length)) }
        } catch {
            throw LessonFault(error.message)
        }
        throw LessonFault("\(name) is too large")
    }
}
