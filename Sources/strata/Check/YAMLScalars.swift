import CYAML

/// The scalars of a YAML document with the keys that lead to them: all that a flat configuration needs.
///
/// Of sequences only the scalars right in them count, aliases are not followed, and of several documents the first counts.
struct YAMLScalars {
    /// What is wrong with a document; a phrase.
    struct Fault: Error {
        let message: String
    }

    /// One value: `rules: {lowestEfficiency: 0.9}` is `0.9` under `["rules", "lowestEfficiency"]`.
    struct Scalar: Equatable {
        let keys: [String]
        let value: String
        /// The line, from 1.
        let line: Int
        /// Whether it is one of a sequence: `ignored: [A, B]` gives `A` and `B` under `["ignored"]`.
        var isItem = false
    }

    private(set) var scalars: [Scalar] = []

    /// Deeper documents are refused.
    private static let maximumDepth = 32

    /// Reads a document.
    init(parsing text: [UInt8]) throws(Fault) {
        let result = text.withUnsafeBufferPointer { bytes in
            Result { () throws(Fault) in try YAMLScalars.read(bytes) }
        }
        scalars = try result.get()
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> [Scalar] {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { throw Fault(message: "there is no memory to read it") }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
        var walk = Walk()
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else {
                let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
                throw Fault(message: "line \(parser.problem_mark.line + 1): \(problem)")
            }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT: return walk.scalars
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                let value = UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length)
                walk.take(String(decoding: value, as: UTF8.self), line: event.start_mark.line + 1)
            case YAML_ALIAS_EVENT: walk.take(nil, line: 0)
            case YAML_MAPPING_START_EVENT: try walk.open(isMapping: true)
            case YAML_SEQUENCE_START_EVENT: try walk.open(isMapping: false)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: walk.close()
            default: break
            }
        }
    }

    /// Where the reading stands.
    private struct Walk {
        private struct Level {
            let isMapping: Bool
            /// Whether it stands where a key does: then nothing in it counts.
            let isKey: Bool
            /// The key whose value comes next.
            var key: String?
        }

        private var levels: [Level] = []
        var scalars: [Scalar] = []

        /// A key or a value; nil for one that is not known.
        mutating func take(_ text: String?, line: Int) {
            guard let level = levels.last else { return }
            guard level.isMapping else {
                let isPlain = !level.isKey && levels.dropLast().allSatisfy { $0.isMapping && !$0.isKey }
                let keys = levels.compactMap(\.key)
                if isPlain, let text { scalars.append(Scalar(keys: keys, value: text, line: line, isItem: true)) }
                return
            }
            if level.key == nil {
                levels[levels.count - 1].key = text ?? ""
                return
            }
            let isPlain = levels.allSatisfy { $0.isMapping && !$0.isKey }
            if isPlain, let text { scalars.append(Scalar(keys: levels.compactMap(\.key), value: text, line: line)) }
            levels[levels.count - 1].key = nil
        }

        mutating func open(isMapping: Bool) throws(Fault) {
            guard levels.count < YAMLScalars.maximumDepth else { throw Fault(message: "it is nested too deep") }
            let isKey = levels.last.map { $0.isMapping && $0.key == nil } ?? false
            levels.append(Level(isMapping: isMapping, isKey: isKey))
        }

        mutating func close() {
            let closed = levels.popLast()
            guard let level = levels.last, level.isMapping else { return }
            levels[levels.count - 1].key = closed?.isKey == true ? "" : nil
        }
    }
}
