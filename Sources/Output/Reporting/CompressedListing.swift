import Archive
import ImageStore

/// How large the layers of an image are compressed: what `strata inspect --compressed` shows.
public struct CompressedListing: Sendable {
    private let sizes: CompressedSizes

    /// The listing of measured layers.
    public init(_ sizes: CompressedSizes) {
        self.sizes = sizes
    }

    /// A table by layer, and the sums below it.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([
            .init("LAYER", .right), .init("STORED", .right), .init("AS"), .init("GZIP", .right), .init("±", .right),
            .init("ZSTD", .right), .init("±", .right), .init("KNOWN BY", minimumWidth: 8),
        ])
        for layer in sizes.layers {
            let basis =
                layer.gzip?.basis == .stored ? layer.zstd?.basis ?? .stored : layer.gzip?.basis ?? layer.zstd?.basis
            table.append(
                ["\(layer.index)", "\(ByteCount(layer.storedBytes))", .init(layer.compression.rawValue)]
                    + cells(layer.gzip) + cells(layer.zstd) + [.init(basis?.rawValue ?? "unknown")])
        }
        let stored = sizes.layers.reduce(Int64(0)) { $0 &+ $1.storedBytes }
        table.append(
            ["all", "\(ByteCount(stored))", ""] + cells(sizes.total(\.gzip)) + cells(sizes.total(\.zstd)) + [""])
        return table.lines(width: width, palette: palette).map { $0 + "\n" }.joined()
    }

    private func cells(_ size: CompressedSize?) -> [TextTable.Cell] {
        guard let size else { return ["unknown", ""] }
        return ["\(ByteCount(size.bytes))", .init(size.error == 0 ? "" : "\(ByteCount(size.error))")]
    }

    /// What it adds to the JSON of `strata inspect`.
    public var json: JSONValue {
        [
            "compressed": [
                "gzip": json(sizes.total(\.gzip)),
                "zstd": json(sizes.total(\.zstd)),
                "layers": .array(
                    sizes.layers.map { layer in
                        ["index": .integer(layer.index), "gzip": json(layer.gzip), "zstd": json(layer.zstd)]
                    }),
            ]
        ]
    }

    private func json(_ size: CompressedSize?) -> JSONValue {
        guard let size else { return .null }
        return [
            "bytes": .integer(size.bytes), "error": .integer(size.error), "basis": .string(size.basis.rawValue),
        ]
    }
}
