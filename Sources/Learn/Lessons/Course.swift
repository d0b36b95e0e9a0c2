import FileTree
import FoundationEssentials

/// The lessons that lie in a directory, in the order of their numbers.
public struct Course: Sendable {
    /// Its directory.
    public let directory: String
    /// The names of the lessons' directories, in order.
    public let names: [String]

    /// Looks what lessons there are: directories that hold a `lesson.yaml`. A directory that holds one itself is a course
    /// of this lesson.
    ///
    /// - Throws: A fault where there are none.
    public init(in directory: String) throws(LessonFault) {
        let all = Course.entries(of: directory)
        if all.contains(Course.file) {
            let parts = directory.split(separator: "/", omittingEmptySubsequences: true)
            let parent = parts.dropLast().joined(separator: "/")
            self.directory =
                (directory.hasPrefix("/") ? "/" : "") + (parent.isEmpty && !directory.hasPrefix("/") ? "." : parent)
            names = parts.last.map { [String($0)] } ?? []
            return
        }
        self.directory = directory
        names = all.filter { Course.entries(of: "\(directory)/\($0)").contains(Course.file) }.sorted()
        guard !names.isEmpty else {
            throw LessonFault("there is no lesson in \(directory): a lesson is a directory with a \(Course.file)")
        }
    }

    private static let file = "lesson.yaml"

    private static func entries(of directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    /// Reads the lesson of a name.
    public func lesson(_ name: String) throws(LessonFault) -> CourseLesson {
        try LessonReader(directory: "\(directory)/\(name)").lesson()
    }

    /// The lesson that a learner means: its number, its name, or the start of that.
    public func name(of wanted: String) throws(LessonFault) -> String {
        if let number = Int(wanted), let name = names.first(where: { Int($0.prefix { $0.isASCIIDigit }) == number }) {
            return name
        }
        let found = names.filter {
            $0 == wanted || $0.hasPrefix(wanted) || $0.drop { $0.isASCIIDigit || $0 == "-" } == wanted
        }
        guard let name = found.first else {
            let nearest = Spelling.nearest(to: wanted, among: names).map { ": did you mean \($0)?" }
            throw LessonFault(
                "there is no lesson “\(wanted)”"
                    + (nearest ?? ", and no such directory; strata learn --list names them"))
        }
        return name
    }
}
