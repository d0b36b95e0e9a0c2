import BinaryCoding
import FileTree

/// A rule that fired: what it found, where, and what to do.
public struct Finding: Sendable, Hashable {
    /// The rule.
    public var rule: Rule
    /// How much it matters.
    public var severity: Severity
    /// What was found, one line without a full stop.
    public var title: String
    /// The path that it is about, without a leading slash; nil when it is about no single path.
    public var path: [UInt8]?
    /// The layer, from 1, that has it; nil when no layer does.
    public var layer: Int?
    /// The Dockerfile's line, from 1; nil when no Dockerfile is known or no line is to blame.
    public var line: Int?
    /// The column in that line, from 1; nil where the rule tells no column.
    public var column: Int?
    /// How many bytes the image would lose by the remedy; nil when it is not about bytes.
    public var bytes: Int64?
    /// What the finding rests on, one line; secrets are redacted unless the user asked to see them.
    public var evidence: String
    /// What to do about it here.
    public var remedy: String
    /// The files that it is made of, the largest first; empty when it is not about files.
    public var items: Items
    /// How sure it is; nil where the finding is a plain fact.
    public var confidence: Confidence?
    /// Where a secret stands; nil for all other findings.
    public var state: SecretState?
    /// The known vulnerabilities of the package that it is about, the worst first; empty for all other findings.
    public var vulnerabilities: [KnownVulnerability] = []
    /// Who accepts the finding; empty where nobody does.
    public var acceptances: [Acceptance] = []
    /// What it is known by in another build; empty until a report gives it one.
    public var fingerprint = ""

    /// One file of a finding.
    public struct Item: Sendable, Hashable {
        /// The path in the stack.
        public var path: PathID
        /// The entry that stores the bytes. Findings that share entries share bytes.
        public var entry: EntryReference
        /// Its bytes.
        public var bytes: Int64
        /// What is to be said of this file; empty for nothing.
        public var note: String

        /// An item of its parts.
        public init(path: PathID, entry: EntryReference, bytes: Int64, note: String = "") {
            self.path = path
            self.entry = entry
            self.bytes = bytes
            self.note = note
        }
    }

    /// A finding of a rule; severity and remedy are the rule's where none is given.
    public init(
        _ rule: Rule, title: String, severity: Severity? = nil, path: [UInt8]? = nil, layer: Int? = nil,
        line: Int? = nil, column: Int? = nil, bytes: Int64? = nil, evidence: String, remedy: String? = nil,
        items: [Item] = [], confidence: Confidence? = nil, state: SecretState? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.title = title
        self.path = path
        self.layer = layer
        self.line = line
        self.column = column
        self.bytes = bytes
        self.evidence = evidence
        self.remedy = remedy ?? rule.remedy
        self.items = Items(items)
        self.confidence = confidence
        self.state = state
    }

    /// The entry in which the layer stores the finding's path; nil where it is about no single path of a layer.
    public func place(in stack: LayerStack) -> Item? {
        guard let path, let layer, let id = stack.find(path) else { return nil }
        let entry = stack.history(of: id).last { $0.layer == layer }?.entry
        return entry.map { Item(path: id, entry: $0, bytes: stack.entry($0).size) }
    }

    /// The entries that it names: those of its files, else that of its path.
    public func places(in stack: LayerStack) -> Items {
        items.isEmpty ? Items([place(in: stack)].compactMap(\.self)) : items
    }
}

/// How sure a finding is.
public enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// By shape and checksum, or by the format of the file.
    case high
    /// By what stands around it.
    case medium
    /// By entropy or name alone.
    case low
}

extension Confidence: BinaryCodable {}

/// Where a secret stands: also what is deleted can be had from the layer that stored it.
public enum SecretState: Sendable, Hashable {
    /// In the final tree.
    case live
    /// Deleted by a later layer, from 1.
    case deleted(inLayer: Int)
    /// Overwritten by a later layer, from 1.
    case overwritten(inLayer: Int)
    /// In the image's configuration.
    case config
    /// In the image's history.
    case history
    /// In a label or an annotation.
    case label
    /// In an attestation.
    case attestation

    /// Its name in data.
    public var word: String {
        switch self {
        case .live: "live"
        case .deleted: "deleted"
        case .overwritten: "overwritten"
        case .config: "config"
        case .history: "history"
        case .label: "label"
        case .attestation: "attestation"
        }
    }
}

extension Finding {
    /// The lesson of the course that teaches what it is about: on a secret by where that stands, else the rule's, and on
    /// what later layers hide the one on that; nil for none.
    public var lesson: Lesson? {
        switch state {
        case .deleted, .overwritten: .deletedSecrets
        case .config, .history, .label: .environment
        case .attestation: .arguments
        case .live: rule.lesson ?? .dockerignore
        case nil: rule.lesson ?? (rule.category == .waste ? .deletions : nil)
        }
    }
}
