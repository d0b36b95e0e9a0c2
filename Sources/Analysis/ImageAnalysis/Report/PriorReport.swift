/// An earlier report on an image, as far as a later one is held against it.
public struct PriorReport: Sendable, Hashable {
    /// What the user calls it.
    public var name: String
    /// The bytes of all its layers.
    public var layerBytes: Int64
    /// The same as stored, where all are compressed; nil where they are not.
    public var compressedBytes: Int64?
    /// All that was found in it.
    public var findings: KnownFindings

    /// A report of its parts.
    public init(name: String, layerBytes: Int64, compressedBytes: Int64?, findings: KnownFindings) {
        self.name = name
        self.layerBytes = layerBytes
        self.compressedBytes = compressedBytes
        self.findings = findings
    }

    /// A report that was made in the same run.
    public init(_ report: FindingsReport, name: String) {
        self.init(
            name: name, layerBytes: report.image.totals.layerBytes, compressedBytes: report.image.compressedBytes,
            findings: report.everything)
    }
}

/// How an image stands to the one that it is held against.
public struct Growth: Sendable, Hashable {
    /// What it is held against.
    public let prior: PriorReport
    /// How many findings, accepted ones apart, that one does not have.
    public let newCount: Int
    /// How many findings of that one the image does not have.
    public let goneCount: Int
    /// How many findings that one has too and the report leaves out; 0 where all are asked for.
    public let leftOutCount: Int
}
