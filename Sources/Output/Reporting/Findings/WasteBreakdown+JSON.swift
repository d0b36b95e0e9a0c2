import ImageAnalysis

extension WasteBreakdown {
    /// Wasted bytes by who stored and who hid them, by layer, instruction, stage and path.
    ///
    /// - Parameter pathLimit: Only so many paths, those with most bytes.
    func json(pathLimit: Int) -> JSONValue {
        let paths = byPath
        return [
            "pairs": .array(
                pairs.map { pair in
                    [
                        "storedBy": .integer(pair.storedBy),
                        "hiddenBy": .integer(pair.hiddenBy),
                        "kind": .string(pair.kind.rawValue),
                        "bytes": .integer(pair.bytes),
                        "files": .integer(pair.copies.count),
                    ]
                }),
            "layers": .array(
                byLayer.map { share in
                    [
                        "layer": .integer(share.layer),
                        "wastedBytes": .integer(share.wastedBytes),
                        "hiddenBytes": .integer(share.hiddenBytes),
                    ]
                }),
            "instructions": .array(byInstruction.map { $0.json(nameKey: "instruction") }),
            "stages": .array(byStage.map { $0.json(nameKey: "stage") }),
            "pathCount": .integer(paths.count),
            "paths": .array(paths.prefix(pathLimit).map { $0.json(nameKey: "path") }),
        ]
    }
}

extension WasteBreakdown.Share {
    fileprivate func json(nameKey: String) -> JSONValue {
        [
            nameKey: .string(name),
            "lines": JSONValue(lines),
            "layers": .integers(layers),
            "bytes": .integer(bytes),
            "files": .integer(copies),
        ]
    }
}

extension DuplicateContents {
    /// How much is there more than once, blanked contents apart.
    var json: JSONValue {
        func sums(_ groups: [DuplicateGroup]) -> JSONValue {
            [
                "groups": .integer(groups.count),
                "files": .integer(groups.reduce(0) { $0 + $1.files.count - 1 }),
                "bytes": .integer(
                    groups.reduce(Int64(0)) { $0.addingSaturated($1.extraBytes) }),
            ]
        }
        return [
            "copies": sums(groups.filter { !$0.isBlank }),
            "blank": sums(groups.filter(\.isBlank)),
        ]
    }
}
