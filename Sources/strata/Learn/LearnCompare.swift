import ArgumentParser
import ImageAnalysis
import Learn
import Reporting

extension LearnCommand {
    /// `strata learn compare A B`: two images of one's own, in the words of the course.
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell what became of an image of your own: what left, by which technique, what is still to do.")

        @Argument(help: "The image before.") var before: String
        @Argument(help: "The image after.") var after: String
        @OptionGroup var output: OutputOptions
        @OptionGroup var messages: MessageOptions

        func run() throws {
            let (a, b) = (try open(before), try open(after))
            let story = BeforeAndAfter(a.image, named: before, b.image, named: after)
            let output = try Output(path: output.output)
            try output.write(story.text(width: output.width, palette: self.output.palette(for: output)))
            try output.finish()
            a.warn(messages)
            b.warn(messages)
        }

        private func open(_ name: String) throws -> OpenedAnalysis {
            var options = ImageOptions()
            (options.image, options.reference, options.platform) = (name, nil, nil)
            let opened = try OpenedAnalysis(options, DockerfileOptions(), messages) { $0.scansSecrets = true }
            try opened.loaded.requireComplete()
            return opened
        }
    }
}
