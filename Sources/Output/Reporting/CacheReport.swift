import DisplayText
import FileTree
import ImageAnalysis

/// What is kept of layers: where, how large, of how many.
public struct CacheReport: Sendable {
    private let directory: String
    private let usage: LayerIndex.Usage

    /// What is kept in a directory.
    ///
    /// - Parameters:
    ///   - directory: Where it is.
    ///   - usage: How much there is; nil for nothing.
    public init(directory: String, usage: LayerIndex.Usage?) {
        self.directory = directory
        self.usage = usage ?? LayerIndex.Usage()
    }

    /// A line a fact.
    public func text(width: Int?, palette: TextStyle.Palette) -> String {
        var table = TextTable([TextTable.Column(""), TextTable.Column("")])
        table.append(["Directory", "\(Printable.escape(directory))"])
        table.append(["Layers", "\(usage.layers)"])
        table.append(["Files", "\(usage.files)"])
        table.append(["Size", "\(ByteCount(usage.bytes)) of at most \(ByteCount(usage.limit))"])
        return table.lines(width: width, palette: palette).map { $0 + "\n" }.joined()
    }

    /// The same for programs.
    public var json: JSONValue {
        [
            "schemaVersion": 1, "directory": .string(directory), "layers": .integer(usage.layers),
            "files": .integer(usage.files), "bytes": .integer(usage.bytes), "limit": .integer(usage.limit),
        ]
    }
}
