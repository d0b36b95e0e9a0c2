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
    /// Keys and values in the order in which they are written.
    case object([(key: String, value: JSONValue)])

    /// `value`, or null where there is none.
    public static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    /// `value`, or null where there is none.
    public static func optional(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    /// A whole number.
    public static func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    /// The value on one line.
    public var compact: String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// The value over several lines, two spaces a level.
    public var pretty: String {
        var text = ""
        write(to: &text, indentation: 0)
        return text
    }

    /// Whether two values are written alike.
    public static func == (one: JSONValue, other: JSONValue) -> Bool {
        one.compact == other.compact
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? String(value) : "null"
        case .string(let value): JSONValue.write(value, to: &text)
        case .array(let values):
            JSONValue.writeList("[", values, "]", to: &text, indentation) { $1.write(to: &$0, indentation: $2) }
        case .object(let members):
            JSONValue.writeList("{", members, "}", to: &text, indentation) { text, member, inner in
                JSONValue.write(member.key, to: &text)
                text += inner == nil ? ":" : ": "
                member.value.write(to: &text, indentation: inner)
            }
        }
    }

    private static func writeList<Element>(
        _ open: String, _ elements: [Element], _ close: String, to text: inout String, _ indentation: Int?,
        _ writeElement: (inout String, Element, Int?) -> Void
    ) {
        text += open
        let inner = indentation.map { $0 + 1 }
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            writeElement(&text, element, inner)
        }
        if let indentation, !elements.isEmpty { text += "\n" + String(repeating: "  ", count: indentation) }
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
            // The terminal must not take a name for a command, so C1 controls are escaped as well.
            case 0..<0x20, 0x7f..<0xa0: text += unicodeEscape(scalar.value)
            // Invisible controls that reorder text.
            case 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: text += unicodeEscape(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func unicodeEscape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
