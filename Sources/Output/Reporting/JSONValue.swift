import DisplayText

/// A JSON value whose objects keep the order of their keys, since reports promise a stable one.
public indirect enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A fraction; what is no number (infinite, NaN) is written as `null`.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// A list of so many values, each made when it is written: all together would fill the memory.
    case lazyArray(count: Int, element: @Sendable (Int) -> JSONValue)
    /// Keys and values in the order in which they are written.
    case object([(key: String, value: JSONValue)])

    /// `value`, or null where there is none.
    public static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    /// `value`, or null where there is none.
    public static func optional(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    /// `value`, or null where there is none.
    public static func optional(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
    /// A list of texts.
    public static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map { .string($0) }) }
    /// A list of whole numbers.
    public static func integers(_ values: some Sequence<Int>) -> JSONValue { .array(values.map { .integer($0) }) }
    /// A whole number.
    public static func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    /// Adds members at the end of an object; other values stay as they are.
    public mutating func add(_ members: JSONValue) {
        if case .object(let before) = self, case .object(let more) = members { self = .object(before + more) }
    }

    /// The object with members at its end.
    public func adding(_ members: JSONValue) -> JSONValue {
        var value = self
        value.add(members)
        return value
    }

    /// The value on one line.
    public var compact: String { text(indentation: nil) }

    /// The value over several lines, two spaces a level.
    public var pretty: String { text(indentation: 0) }

    /// Writes the value as `pretty` has it, piece by piece, so that a long one is never whole in memory.
    public func writePretty<Failure: Error>(to write: (String) throws(Failure) -> Void) throws(Failure) {
        var text = ""
        try self.write(to: &text, indentation: 0) { text throws(Failure) in
            guard text.utf8.count >= JSONValue.pieceSize else { return }
            try write(text)
            text = ""
        }
        try write(text)
    }

    /// A piece that is written has at least so many bytes.
    private static let pieceSize = 64 << 10

    /// Whether two values are written alike.
    public static func == (one: JSONValue, other: JSONValue) -> Bool {
        one.compact == other.compact
    }

    private func text(indentation: Int?) -> String {
        var text = ""
        write(to: &text, indentation: indentation) { _ in }
        return text
    }

    /// Adds the value to a text, of which `pass` may take away what is there behind each element.
    private func write<Failure: Error>(
        to text: inout String, indentation: Int?, pass: (inout String) throws(Failure) -> Void
    ) throws(Failure) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? String(value) : "null"
        case .string(let value): JSONValue.write(value, to: &text)
        case .array(let values):
            try JSONValue.writeList("[", values.count, "]", to: &text, indentation, pass: pass) {
                (text: inout String, index, inner) throws(Failure) in
                try values[index].write(to: &text, indentation: inner, pass: pass)
            }
        case .lazyArray(let count, let element):
            try JSONValue.writeList("[", count, "]", to: &text, indentation, pass: pass) {
                (text: inout String, index, inner) throws(Failure) in
                try element(index).write(to: &text, indentation: inner, pass: pass)
            }
        case .object(let members):
            try JSONValue.writeList("{", members.count, "}", to: &text, indentation, pass: pass) {
                (text: inout String, index, inner) throws(Failure) in
                JSONValue.write(members[index].key, to: &text)
                text += inner == nil ? ":" : ": "
                try members[index].value.write(to: &text, indentation: inner, pass: pass)
            }
        }
    }

    private static func writeList<Failure: Error>(
        _ open: String, _ count: Int, _ close: String, to text: inout String, _ indentation: Int?,
        pass: (inout String) throws(Failure) -> Void, writeElement: (inout String, Int, Int?) throws(Failure) -> Void
    ) throws(Failure) {
        text += open
        let inner = indentation.map { $0 + 1 }
        for index in 0..<count {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            try writeElement(&text, index, inner)
            try pass(&text)
        }
        if let indentation, count > 0 { text += "\n" + String(repeating: "  ", count: indentation) }
        text += close
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x22: text += "\\\""
            case 0x5c: text += "\\\\"
            case 0x0a: text += "\\n"
            case 0x0d: text += "\\r"
            case 0x09: text += "\\t"
            case 0x20..<0x7f: text.unicodeScalars.append(scalar)
            // The terminal must not take a name for a command, nor text hide or run backwards.
            default:
                if Printable.isVisible(scalar) {
                    text.unicodeScalars.append(scalar)
                } else {
                    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { text += escaped(unit) }
                }
            }
        }
        text += "\""
    }

    private static func escaped(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A text.
    public init(stringLiteral text: String) { self = .string(text) }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Keys and values in the order in which they stand.
    public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members.map { ($0, $1) }) }
}
