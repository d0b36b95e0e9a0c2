import ArgumentParser
import DisplayText
import ImageAnalysis
import Learn
import Reporting

extension LearnCommand {
    /// `strata learn fact IMAGE EXPRESSION`: what a lesson would get.
    struct FactCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fact", abstract: "Say what an expression of a lesson comes to.")

        @Argument(help: "A directory with a lesson.yaml, or an image.") var image: String
        @Argument(help: "Such as 'layer(12).size' or 'wasted / size as percent'.") var expression: String

        func run() throws {
            do {
                let facts = try facts()
                let output = try Output(path: nil)
                try output.write(Printable.escapeLines(try Expression(expression).text(in: facts)) + "\n")
                try output.finish()
            } catch let fault as LessonFault {
                throw Failure.usage("\(fault)")
            }
        }

        private func facts() throws -> TaughtImage {
            if ConfigurationFile.isDirectory(image), let course = try? Course(in: image), course.names.count == 1 {
                return try LessonImages().facts(for: try LearnCommand.lesson(course.names[0], in: course))
            }
            return TaughtImage(try Analysis(opening: image).image)
        }
    }
}
