import Evidence
import FileTree

/// One thing to do, with what it saves when all that stands before it is done.
public struct Remedy: Sendable {
    /// Its name: the rule's id, or `slim-base`, `hidden-bytes`, `builder-stage` for what the prediction itself finds.
    public let id: String
    /// The rule whose files it takes away; nil for what the prediction itself finds.
    public let rule: Rule?
    /// The lesson of the course that teaches what it is about; nil for none.
    public let lesson: Lesson?
    /// What it is about, one line without a full stop.
    public let title: String
    /// What to do, a sentence.
    public let action: String
    /// What it rests on.
    public let evidence: String
    /// How sure it is.
    public let confidence: Confidence
    /// The Dockerfile's line to change, from 1; nil where it is not known.
    public let line: Int?
    /// The bytes saved in layers, counted by no other remedy.
    public let savedBytes: Int64
    /// The same as stored, by each layer's own ratio.
    public let savedCompressedBytes: Int64
    /// The files, the largest first.
    public let items: Finding.Items
}
