import ArgumentParser
import Learn
import Reporting
import TerminalUI

extension LearnCommand {
    /// `strata learn check DIR`: whether lessons can be done.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that lessons can be done: the solution of each step passes, its start does not.",
            discussion: """
                The keys of each step are typed into the explorer, on a wide screen and on a narrow one. Exit status: 0 all \
                can be done, 1 something cannot, 2 wrong usage.
                """)

        @Argument(help: "A directory with a lesson.yaml, or with such directories; the course if not said.")
        var directory: String?

        /// A screen with the lesson beside the explorer, and one with one at a time.
        private static let sizes = [Size(width: 160, height: 45), Size(width: 80, height: 24)]

        func run() throws {
            let (course, name) = try LearnCommand.course(directory)
            let (images, explorers) = (LessonImages(), OpenedExplorers())
            let output = try Output(path: nil)
            var failed = 0
            for name in name.map({ [$0] }) ?? course.names {
                let faults = try Check.faults(of: name, in: course, images, explorers)
                if !faults.isEmpty { failed += 1 }
                let verdict = faults.isEmpty ? "can be done" : "cannot be done"
                let lines = faults.map { "  lesson.yaml, \(Printable.escape($0.description))\n" }
                try output.write("\(Printable.escape(name)): \(verdict)\n" + lines.joined())
            }
            try output.finish()
            if failed > 0 { throw Failure.gate("\(Count.text(failed, "lesson")) cannot be done") }
        }

        /// The faults of all screens; what is wrong on some of them says on which.
        static func joined(_ found: [(size: Size, faults: [LessonFault])]) -> [LessonFault] {
            var faults: [LessonFault] = []
            for fault in found.flatMap(\.faults) where !faults.contains(fault) { faults.append(fault) }
            return faults.map { fault in
                let sizes = found.filter { $0.faults.contains(fault) }.map { "\($0.size.width)x\($0.size.height)" }
                guard sizes.count < found.count else { return fault }
                return LessonFault("on \(sizes.joined(separator: " and ")): \(fault.message)", line: fault.line)
            }
        }

        /// What is wrong with a lesson.
        static func faults(
            of name: String, in course: Course, _ images: LessonImages, _ explorers: OpenedExplorers
        ) throws -> [LessonFault] {
            do {
                let lesson = try course.lesson(name)
                let prepared = try PreparedLesson(lesson, on: try images.facts(for: lesson))
                let proof = Proof(of: prepared).faults
                guard proof.isEmpty else { return proof }
                let opened = try explorers.explorer(for: lesson)
                return Check.joined(Check.sizes.map { ($0, Rehearsal(prepared, in: opened, size: $0).faults()) })
            } catch let fault as LessonFault {
                return [fault]
            }
        }
    }
}
