import ArgumentParser
import Learn
import TerminalUI

/// Writes lessons for paper or for a wall, with pictures of what the explorer shows.
struct LessonExport {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, html, slides
    }

    let format: Format
    /// Whether it is for who teaches.
    let hasAnswers: Bool

    /// As wide as a page or half of a slide has room for; the explorer has all rows but the one above it.
    private static let size = Size(width: 80, height: 25)

    /// The lessons of a course with these names as one document.
    func text(_ names: [String], of course: Course) throws -> String {
        let (images, explorers) = (LessonImages(), OpenedExplorers())
        let handouts = try names.map { name in
            let lesson = try LearnCommand.lesson(name, in: course)
            do {
                return try handout(lesson, images, explorers)
            } catch let fault as LessonFault {
                throw Failure.usage("\(course.directory)/\(name)/lesson.yaml, \(fault)")
            }
        }
        let version = Strata.configuration.version
        return switch format {
        case .markdown: handouts.map { $0.markdown(hasAnswers: hasAnswers) }.joined()
        case .html: HandoutPage(handouts, hasAnswers: hasAnswers).html(toolVersion: version)
        case .slides: Slides(handouts, hasAnswers: hasAnswers).html(toolVersion: version)
        }
    }

    /// A learner's Markdown has no pictures: nothing in it folds, and they would give the answers away.
    private func handout(
        _ lesson: CourseLesson, _ images: LessonImages, _ explorers: OpenedExplorers
    ) throws -> Handout {
        let prepared = try PreparedLesson(lesson, on: try images.facts(for: lesson))
        guard hasAnswers || format != .markdown else { return Handout(prepared) }
        let rehearsal = Rehearsal(prepared, in: try explorers.explorer(for: lesson), size: LessonExport.size)
        return Handout(prepared, pictures: rehearsal.pictures())
    }
}
