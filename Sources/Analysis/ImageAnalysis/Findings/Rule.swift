/// What a rule is: its name, and why it matters. `strata rules` prints it.
public struct Rule: Sendable, Hashable {
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
    /// The ids by which other tools know it: dockle's, hadolint's, BuildKit's.
    public let knownAs: [String]

    /// A rule of its parts.
    public init(
        id: String, category: Category, severity: Severity, title: String, why: String, remedy: String,
        knownAs: [String] = []
    ) {
        self.id = id
        self.category = category
        self.severity = severity
        self.title = title
        self.why = why
        self.remedy = remedy
        self.knownAs = knownAs
    }
}
