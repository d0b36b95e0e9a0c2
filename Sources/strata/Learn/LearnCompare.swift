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
        @OptionGroup var cache: CacheOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var messages: MessageOptions

        func run() throws {
            var opened = OpenedImages(platform: nil, scansSecrets: true, findsDockerfile: true, cache, messages)
            let (a, b) = (try opened.open(before).image, try opened.open(after).image)
            let story = BeforeAndAfter(a, named: before, b, named: after)
            let output = try Output(path: output.output)
            try output.write(story.text(width: output.width, palette: self.output.palette(for: output)))
            try output.finish()
            messages.warn(opened.warnings)
        }
    }
}
