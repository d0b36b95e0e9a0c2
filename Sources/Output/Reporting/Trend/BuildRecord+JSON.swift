import ImageAnalysis

extension BuildRecord {
    /// The version of a line of a history file.
    static let schemaVersion = 1

    /// The documented object, a line of a history file; the same build is always the same line.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(BuildRecord.schemaVersion),
            "label": .string(label),
            "date": .optional(date),
            "image": .string(image),
            "size": .integer(size),
            "compressed": .optional(compressed),
            "wasted": .integer(wasted),
            "layers": .array(
                layers.map { layer in
                    [
                        "instruction": .string(layer.instruction),
                        "line": .optional(layer.line),
                        "bytes": .integer(layer.bytes),
                    ]
                }),
            "packages": .array(
                packages.map { package in
                    [
                        "ecosystem": .string(package.ecosystem),
                        "name": .string(package.name),
                        "version": .string(package.version),
                        "bytes": .integer(package.bytes),
                    ]
                }),
            "otherPackages": ["count": .integer(otherPackages.count), "bytes": .integer(otherPackages.bytes)],
            "findings": .object(Severity.allCases.map { ($0.rawValue, .integer(findings[$0] ?? 0)) }),
        ]
    }
}
