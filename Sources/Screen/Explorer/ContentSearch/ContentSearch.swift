/// A search in the contents of all layers: what is looked for, how far that is, and what was found.
struct ContentSearch: Sendable {
    /// Where the work stands.
    enum Phase: Hashable {
        /// So much of the layers has been read, 0…1.
        case running(Double)
        /// All layers were read.
        case finished
        /// The user has stopped it when so much was read, 0…1.
        case stopped(Double)
        /// It cannot be looked for: a phrase without a full stop.
        case failed(String)
    }

    /// The expression.
    let pattern: String
    /// What reports of it are known by.
    let request: Int
    /// Where the work stands.
    var phase = Phase.running(0)
    /// What was found so far.
    var found = FoundLines()
    /// Whether lines of some files were only counted.
    var isOverBudget = false

    /// How much has been read while it runs; nil where it does not.
    var running: Double? { if case .running(let part) = phase { part } else { nil } }
}
