/// A lesson as it is written: what `lesson.yaml` says, with the files beside it.
public struct CourseLesson: Sendable {
    /// The name of its directory, `03-a-later-rm-hides`.
    public let name: String
    /// Its directory.
    public let directory: String
    /// Its title.
    public let title: String
    /// What one knows after it, a sentence.
    public let idea: String
    /// What people say who do not know it; empty for none.
    public let misconception: String
    /// How long it takes.
    public let minutes: Int
    /// What a teacher should know, Markdown; empty for nothing.
    public let instructor: String
    /// Its images by name; the first one is open in the explorer.
    public let images: [(name: String, path: String)]
    /// The path of the first image's Dockerfile; nil for none.
    public let dockerfile: String?
    /// The name of the image to compare with; nil for none.
    public let compared: String?
    /// Its steps, at least one.
    public let steps: [Step]

    /// Its place in the course: the number that its directory's name begins with; nil for none.
    public var number: Int? { Int(name.prefix { $0.isASCIIDigit }) }

    /// The path of the image to compare with; nil for none.
    public var comparedPath: String? {
        compared.flatMap { compared in images.first { $0.name == compared }?.path }
    }
}
