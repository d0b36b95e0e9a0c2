/// A value of a YAML document (yaml.org/spec/1.2), and where it stands. Numbers and words such as `true` are the text that
/// is written: who reads a setting knows what it expects.
package struct YAMLValue: Sendable, Equatable {
    /// What a value is.
    package enum Content: Sendable, Equatable {
        /// A text, as it is once quotes and folding are undone. An empty document is an empty one.
        case scalar(String)
        /// `[a, b]`, or lines with `-`.
        case sequence([YAMLValue])
        /// `key: value`, in order; a key may be there twice, and be anything.
        case mapping([Member])
    }

    /// A key with its value.
    package struct Member: Sendable, Equatable {
        /// The key.
        package let key: YAMLValue
        /// The value.
        package let value: YAMLValue
    }

    /// What is wrong with a document.
    package struct Fault: Error, Sendable, Equatable {
        /// A phrase, with the line where one is known.
        package let message: String
    }

    /// What it is.
    package let content: Content
    /// The line on which it begins, from 1; for an alias that of the value that it repeats.
    package let line: Int

    /// Reads the first document of a stream, aliases followed. Documents that are longer, deeper or repeat more than
    /// settings do are refused, so that reading costs no more than their length.
    package init(parsing text: [UInt8]) throws(Fault) {
        self = try YAMLReader.read(text)
    }

    init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    /// The text of a scalar; nil for all else.
    package var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// The values of a sequence; none for all else.
    package var items: [YAMLValue] {
        if case .sequence(let items) = content { items } else { [] }
    }

    /// The keys and values of a mapping, in order; none for all else.
    package var members: [Member] {
        if case .mapping(let members) = content { members } else { [] }
    }

    /// The value of a key that is a text, the first where it stands twice; nil where there is none.
    package subscript(key: String) -> YAMLValue? {
        members.first { $0.key.text == key }?.value
    }
}
