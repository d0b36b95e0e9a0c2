/// What a rule is: its name, and why it matters. `strata rules` prints it.
public struct Rule: Sendable, Hashable, CustomStringConvertible {
    /// What the rule is about.
    public enum Category: String, Sendable, Hashable, CaseIterable {
        /// Bytes that the final tree does not show.
        case waste
        /// Bytes that the image shows and does not need.
        case bloat
        /// What the lessons on multi-stage builds teach.
        case lesson
        /// Keys, tokens and passwords.
        case secret
        /// What makes a container easier to attack.
        case hardening
        /// How a Dockerfile is written.
        case dockerfile
        /// Known vulnerabilities of packages.
        case vulnerability
    }

    /// Its name, lower-case words joined by hyphens, never changed once released: `apt-lists`.
    public let id: String
    /// What it is about.
    public let category: Category
    /// How much its findings matter, where a finding does not say otherwise.
    public let severity: Severity
    /// What it finds, a few words without a full stop.
    public let title: String
    /// Why that matters, in one to three sentences.
    public let why: String
    /// What to do about it, in one to three sentences.
    public let remedy: String
    /// The ids by which other tools know it: dockle's, hadolint's, BuildKit's, trivy's.
    public let knownAs: [String]
    /// Whether no container needs the files that it finds: to leave them out has no price.
    public let isFreeToRemove: Bool
    /// Whether it teaches how to build: advice tells it among its lessons.
    public let isLesson: Bool
    /// The lesson of the course that teaches what it is about; nil for none.
    public let lesson: Lesson?

    /// A rule of its parts.
    public init(
        id: String, category: Category, severity: Severity, title: String, why: String, remedy: String,
        knownAs: [String] = [], isFreeToRemove: Bool = false, isLesson: Bool = false,
        lesson: Lesson? = nil
    ) {
        self.id = id
        self.category = category
        self.severity = severity
        self.title = title
        self.why = why
        self.remedy = remedy
        self.knownAs = knownAs
        self.isFreeToRemove = isFreeToRemove
        self.isLesson = isLesson
        self.lesson = lesson
    }

    /// The id: by it users know a rule.
    public var description: String { id }

    /// Rules of one id are the same.
    public static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }

    /// By the id.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A rule that looks at a whole image. Each is one file with its text; all stand in `RuleCatalog`.
public protocol ImageRule: Sendable {
    /// Its id, severity, why and remedy.
    var rule: Rule { get }
    /// What has to be noted of files while layers are read, for it to look at.
    var collectors: [any Collector] { get }
    /// What it finds in the image, in any order.
    func findings(in image: AnalyzedImage) -> [Finding]
}

extension ImageRule {
    /// It needs no contents of files, or only what others note.
    public var collectors: [any Collector] { [] }
}
