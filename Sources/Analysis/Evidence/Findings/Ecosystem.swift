/// Who installs a package, by the word that reports have for it: `dpkg`, `python`. The source that reads its records
/// declares it, and knows all else about it.
public struct Ecosystem: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String

    /// The ecosystem of that word.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}
