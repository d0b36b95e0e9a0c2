import CYAML

/// Builds a value from libyaml's events.
struct YAMLReader {
    /// Longer documents are refused, in bytes.
    static let maximumLength = 1 << 20
    /// Deeper documents are refused, what aliases repeat counted where they stand.
    static let maximumDepth = 256
    /// Documents with more values are refused, what aliases repeat counted each time.
    static let maximumCount = 100_000

    /// A sequence or mapping that is not closed yet; its keys and values in turn.
    private struct Collection {
        let isMapping: Bool
        let line: Int
        let anchor: String?
        var values: [YAMLValue] = []
        var count = 1
        var depth = 1
    }

    /// A value that aliases may repeat.
    private struct Anchored {
        let value: YAMLValue
        let count: Int
        let depth: Int
    }

    private var open: [Collection] = []
    private var anchors: [String: Anchored] = [:]
    private var count = 0
    private var root: YAMLValue?

    static func read(_ text: [UInt8]) throws(YAMLValue.Fault) -> YAMLValue {
        guard text.count <= maximumLength else {
            throw YAMLValue.Fault(message: "it is longer than \(maximumLength >> 20) MiB")
        }
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw YAMLValue.Fault(message: "there is no memory to read it")
        }
        defer { yaml_parser_delete(&parser) }
        let result = text.withUnsafeBufferPointer { bytes in
            Result { () throws(YAMLValue.Fault) in
                yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
                var reader = YAMLReader()
                return try reader.read(&parser)
            }
        }
        return try result.get()
    }

    private mutating func read(_ parser: inout yaml_parser_t) throws(YAMLValue.Fault) -> YAMLValue {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else {
                let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
                throw YAMLValue.Fault(message: "line \(parser.problem_mark.line + 1): \(problem)")
            }
            defer { yaml_event_delete(&event) }
            let line = event.start_mark.line + 1
            switch event.type {
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                let text = UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length)
                try add(YAMLValue(.scalar(String(decoding: text, as: UTF8.self)), line: line), name(scalar.anchor))
            case YAML_ALIAS_EVENT: try addAlias(name(event.data.alias.anchor) ?? "", line: line)
            case YAML_MAPPING_START_EVENT: try begin(true, line, name(event.data.mapping_start.anchor))
            case YAML_SEQUENCE_START_EVENT: try begin(false, line, name(event.data.sequence_start.anchor))
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try end()
            case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT: return root ?? YAMLValue(.scalar(""), line: 1)
            default: break
            }
        }
    }

    private func name(_ anchor: UnsafePointer<yaml_char_t>?) -> String? {
        anchor.map { String(cString: $0) }
    }

    private mutating func begin(_ isMapping: Bool, _ line: Int, _ anchor: String?) throws(YAMLValue.Fault) {
        open.append(Collection(isMapping: isMapping, line: line, anchor: anchor))
        try checkDepth(below: 0)
    }

    private mutating func end() throws(YAMLValue.Fault) {
        guard let closed = open.popLast() else { return }
        let values = closed.values
        let content: YAMLValue.Content =
            closed.isMapping
            ? .mapping(
                stride(from: 0, to: values.count - 1, by: 2).map { .init(key: values[$0], value: values[$0 + 1]) })
            : .sequence(values)
        let value = YAMLValue(content, line: closed.line)
        try add(value, closed.anchor, count: closed.count, depth: closed.depth)
    }

    private mutating func addAlias(_ name: String, line: Int) throws(YAMLValue.Fault) {
        guard let anchored = anchors[name] else {
            throw YAMLValue.Fault(message: "line \(line): *\(name) repeats what is not there before it")
        }
        try checkDepth(below: anchored.depth)
        count += anchored.count
        try add(anchored.value, nil, count: anchored.count, depth: anchored.depth)
    }

    /// Puts a value where the document stands.
    private mutating func add(
        _ value: YAMLValue, _ anchor: String?, count valueCount: Int = 1, depth: Int = 0
    ) throws(YAMLValue.Fault) {
        count += 1
        guard count <= YAMLReader.maximumCount else {
            throw YAMLValue.Fault(message: "it has more than \(YAMLReader.maximumCount) values")
        }
        if let anchor { anchors[anchor] = Anchored(value: value, count: valueCount, depth: depth) }
        guard let last = open.indices.last else {
            root = value
            return
        }
        open[last].values.append(value)
        open[last].count += valueCount
        open[last].depth = max(open[last].depth, depth + 1)
    }

    private func checkDepth(below depth: Int) throws(YAMLValue.Fault) {
        guard open.count + depth <= YAMLReader.maximumDepth else {
            throw YAMLValue.Fault(message: "it is nested too deep")
        }
    }
}
