import Foundation
import Learn
import TestSupport
import Testing

@testable import strata

/// Every lesson of the course as a learner does it: the real program in a real terminal, from the first step to the last.
/// Files are edited by a program of the learner's own, which writes the solution.
@Suite("Lessons from start to end", .serialized)
struct LessonJourneysTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/lessons").standardized.path
    static let names = (try? Course(in: directory).names) ?? []
    /// Those on small images; all of them where the environment has STRATA_ALL_LESSONS, since the program of the tests takes
    /// a minute for a large one. `strata learn check` does all of them in the conformance.
    static let tried =
        ProcessInfo.processInfo.environment["STRATA_ALL_LESSONS"] != nil
        ? names : names.filter { ["16", "17", "18", "19", "20", "22"].contains($0.prefix(2)) }

    @Test("the course has its lessons")
    func course() {
        #expect(LessonJourneysTests.names.count == 24)
    }

    @Test("say no to what is wrong, and are done by the keys that they teach", arguments: tried)
    func journey(name: String) throws {
        let directory = try TemporaryDirectory()
        let lesson = try LearnCommand.lesson(name, in: Course(in: LessonJourneysTests.directory))
        let prepared = try PreparedLesson(lesson, on: try LessonImages().facts(for: lesson))
        let solution = directory.path("solution")
        let terminal = try Tmux(
            [Program.path, "learn", lesson.directory], width: 160, height: 45,
            environment: ["EDITOR": "cp '\(solution)'", "VISUAL": "cp '\(solution)'"])
        try terminal.wait(forText: "1/\(prepared.steps.count)", seconds: 240)
        try settle(terminal)
        for (index, step) in prepared.steps.enumerated() {
            let place = "\(index + 1)/\(prepared.steps.count)"
            try terminal.wait(forText: place, seconds: 30)
            try mistake(step, in: terminal, writing: solution)
            #expect(try terminal.screen().joined().contains(place), "a mistake led on")
            try solve(step, in: terminal, writing: solution)
            if index < prepared.steps.count - 1 { try terminal.press("n") }
        }
        try terminal.press("n")
        #expect(try terminal.waitForExit(seconds: 30) == 0)
    }

    /// Waits until all is known of the images: what a step asks of the explorer is there then.
    private func settle(_ terminal: Tmux) throws {
        try terminal.wait(for: "all that is known", seconds: 240) { screen in
            let text = screen.joined(separator: "\n")
            return !["analysing", "Analysing", "being read", "reading"].contains { text.contains($0) }
        }
    }

    /// Does what is wrong: nothing of it passes. A guess takes any answer, so it is left to be solved.
    private func mistake(_ step: PreparedStep, in terminal: Tmux, writing solution: String) throws {
        switch step.task {
        case .read, .choose(_, isGuess: true), .answer(_, isGuess: true): return
        case .choose(let choices, _):
            let wrong = choices.firstIndex { !$0.isRight } ?? 0
            for _ in 0..<wrong { try terminal.press("j") }
            try terminal.press("Enter")
            try terminal.wait(forText: "x Not yet.", seconds: 30)
            for _ in 0..<wrong { try terminal.press("k") }
        case .answer:
            try terminal.type("none")
            try terminal.press("Enter")
            try terminal.wait(forText: "x Not yet.", seconds: 30)
        case .look:
            // A hint shows that the key before it was taken, and led nowhere.
            try terminal.press("n", "h")
            try terminal.wait(forText: "Hint:", seconds: 30)
        case .edit(let edit):
            try Data(edit.start.utf8).write(to: URL(filePath: solution))
            try terminal.press("Tab", "C-o")
            try terminal.wait(forText: "x Not yet.", seconds: 30)
            try terminal.press("Escape")
        }
    }

    private func solve(_ step: PreparedStep, in terminal: Tmux, writing solution: String) throws {
        switch step.task {
        case .read: return
        case .choose(let choices, _):
            for _ in 0..<(choices.firstIndex(where: \.isRight) ?? 0) { try terminal.press("j") }
            try terminal.press("Enter")
        case .answer(let answer, _):
            try terminal.type(answer.text)
            try terminal.press("Enter")
        case .look(_, let keys):
            try terminal.press("Tab")
            for key in keys { try press(key, in: terminal) }
        case .edit(let edit):
            try Data(edit.solution.utf8).write(to: URL(filePath: solution))
            try terminal.press("Tab", "C-o")
        }
        try terminal.wait(forText: "+ Yes.", seconds: 30)
    }

    /// A key by its label, as tmux names it.
    private func press(_ label: String, in terminal: Tmux) throws {
        let names = ["Esc": "Escape", "Backspace": "BSpace", "PgDn": "NPage", "PgUp": "PPage", "Del": "DC"]
        if label.count == 1 { return try terminal.type(label) }
        try terminal.press(names[label] ?? label)
    }
}
