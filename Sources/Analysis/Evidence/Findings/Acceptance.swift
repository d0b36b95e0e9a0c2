/// Who accepts a finding or a vulnerability, and why.
public struct Acceptance: Sendable, Hashable {
    /// The file or the option that says so: `.trivyignore`, `vex.json`, `--ignore`.
    public var source: String
    /// Where in it: `line 3`, `statement 2`; empty for all of it.
    public var place: String
    /// Why, in the words of who wrote it; nil where nobody says.
    public var reason: String?

    /// An acceptance of its parts.
    public init(source: String, place: String = "", reason: String? = nil) {
        (self.source, self.place, self.reason) = (source, place, reason)
    }

    /// Source and place: `.trivyignore, line 3`.
    public var origin: String { place.isEmpty ? source : "\(source), \(place)" }
}
