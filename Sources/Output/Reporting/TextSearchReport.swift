import DisplayText
import FileTree
import ImageAnalysis

/// What a search in the contents of files found, with where each file stands: what `strata grep` prints.
public struct TextSearchReport: Sendable {
    /// A file in which something was found.
    public struct Found: Sendable {
        /// What was found.
        public var file: TextSearch.File
        /// Its path without a leading slash.
        public var path: [UInt8]
        /// Its entry; nil where a later one of its own layer has taken its place.
        public var entry: EntryReference?
        /// Whether the final tree shows it.
        public var state: SecretState
    }

    /// What was looked for.
    public let pattern: String
    /// The files, by path and layer.
    public let files: [Found]

    /// Puts together what was found.
    ///
    /// - Parameters:
    ///   - pattern: What was looked for.
    ///   - files: The files in any order.
    ///   - stack: The layers that they are in.
    ///   - isWanted: Whether a path of a layer is told; the path is nil for what its own layer wrote over.
    public init(
        of pattern: String, _ files: [TextSearch.File], in stack: LayerStack, where isWanted: (PathID?, Int) -> Bool
    ) {
        self.pattern = pattern
        let view = stack.layerCount > 0 ? stack.view(of: 1...stack.layerCount) : nil
        let places = StoredFiles(at: Set(files.map(\.place)), in: stack, view: view)
        let found = files.compactMap { file -> Found? in
            let item = places.item(of: file.place)
            let id = item?.path ?? stack.find(file.path)
            guard isWanted(id, file.place.layer) else { return nil }
            return Found(
                file: file, path: id.map(stack.path(of:)) ?? file.path, entry: item?.entry,
                state: places.state(of: file.place))
        }
        self.files = found.sorted { one, other in
            if one.path != other.path { return one.path.lexicographicallyPrecedes(other.path) }
            let (left, right) = (one.file.place, other.file.place)
            return (left.layer, left.ordinal) < (right.layer, right.ordinal)
        }
    }

    /// How much of each file is told.
    public enum Detail: Sendable {
        /// The lines.
        case lines
        /// How many lines.
        case counts
        /// The name.
        case names
    }

    /// The files for people: layer, state, then the path, a line's number and the line.
    public func text(_ detail: Detail, width: Int? = nil, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([.init("LAYER", .right), .init("STATE"), .init("FOUND", minimumWidth: 24)])
        for found in files {
            for text in texts(of: found, detail) {
                table.append([
                    .init(String(found.file.place.layer)),
                    .init(found.state.short, found.state == .live ? .plain : .modified), .init(text),
                ])
            }
        }
        return files.isEmpty ? "" : table.lines(width: width, palette: palette).map { $0 + "\n" }.joined()
    }

    private func texts(of found: Found, _ detail: Detail) -> [String] {
        let path = "/" + Printable.escape(found.path)
        switch detail {
        case .names: return [path]
        case .counts: return ["\(path): \(found.file.count)"]
        case .lines where found.file.isBinary: return ["\(path): binary file, not shown"]
        case .lines:
            let lines = found.file.lines.map { "\(path):\($0.number): \(Printable.escape($0.text))" }
            let rest = found.file.count - lines.count
            return lines + (rest > 0 ? ["\(path): \(Count.text(rest, "more line")), not kept"] : [])
        }
    }

    /// The files as one JSON document, version 1.
    public var json: JSONValue {
        ["schemaVersion": 1, "pattern": .string(pattern), "files": .array(files.map(json(of:)))]
    }

    /// The files as one JSON object a line.
    public var jsonLines: String { files.map { json(of: $0).compact + "\n" }.joined() }

    private func json(of found: Found) -> JSONValue {
        [
            "path": .string(String(decoding: found.path, as: UTF8.self)),
            "layer": .integer(found.file.place.layer),
            "state": .string(found.state.word),
            "hiddenBy": .optional(found.state.hiddenBy),
            "binary": .bool(found.file.isBinary),
            "count": .integer(found.file.count),
            "lines": .array(
                found.file.lines.map {
                    ["line": .integer($0.number), "text": .string(String(decoding: $0.text, as: UTF8.self))]
                }),
        ]
    }
}

extension SecretState {
    /// The state in a few words.
    fileprivate var short: String {
        switch self {
        case .deleted(let layer): "deleted in \(layer)"
        case .overwritten(let layer): "overwritten in \(layer)"
        default: word
        }
    }
}
