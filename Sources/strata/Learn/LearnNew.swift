import ArgumentParser
import Glibc
import Learn
import Reporting

extension LearnCommand {
    /// `strata learn new DIR`: a first lesson.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a first lesson to a directory that is not there yet.")

        @Argument(help: "The directory, such as 25-my-image.") var directory: String
        @Argument(help: "The image that it teaches on, a path.") var image: String

        func run() throws {
            guard mkdir(directory, 0o777) == 0 else {
                throw Failure.usage("\(directory) cannot be made: \(String(cString: strerror(errno)))")
            }
            let isAbsolute = image.hasPrefix("/")
            let depth = directory.split(separator: "/").count
            let path =
                isAbsolute || directory.hasPrefix("/")
                ? image : String(repeating: "../", count: depth) + image
            let output = try Output(path: "\(directory)/lesson.yaml")
            try output.write(FirstLesson.text(image: path))
            try output.finish()
            let said = try Output(path: nil)
            try said.write(
                "\(directory)/lesson.yaml is written: strata learn check \(directory) proves that it can be done\n")
            try said.finish()
        }
    }
}
