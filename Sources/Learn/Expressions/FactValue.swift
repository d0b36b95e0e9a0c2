import DisplayText
import FileTree

/// What a fact comes to.
public enum FactValue: Sendable, Hashable, CustomStringConvertible {
    /// A number of bytes.
    case bytes(Int64)
    /// A number of things.
    case count(Int)
    /// One amount by another.
    case ratio(Double)
    /// A word or a line.
    case text(String)
    /// Whether something is so.
    case truth(Bool)

    /// As a learner reads it: `50.3 MB`, `2,130`, `77 %`, `yes`.
    public var description: String {
        switch self {
        case .bytes(let bytes): ByteCount(bytes).description
        case .count(let count): Count.grouped(count)
        case .ratio(let ratio): FactValue.percent(ratio)
        case .text(let text): text
        case .truth(let isTrue): isTrue ? "yes" : "no"
        }
    }

    /// The number that it is; nil for words.
    var number: Double? {
        switch self {
        case .bytes(let bytes): Double(bytes)
        case .count(let count): Double(count)
        case .ratio(let ratio): ratio
        case .text, .truth: nil
        }
    }

    /// `77 %`.
    static func percent(_ ratio: Double) -> String {
        let percent = (ratio * 100).rounded()
        return percent.magnitude < 1e15 ? "\(Int(percent)) %" : "many %"
    }

    /// `4.3 times`.
    static func factor(_ ratio: Double) -> String {
        let tenths = (ratio * 10).rounded()
        guard tenths.magnitude < 1e15 else { return "many times" }
        return "\(Int(tenths) / 10).\(Int(tenths.magnitude) % 10) times"
    }

    /// What a learner or a lesson writes: a number with or without a unit of bytes or `%`, else a word.
    init(reading text: String) {
        if text.allSatisfy(\.isASCIIDigit), let count = Int(text) {
            self = .count(count)
        } else if text.last == "%", let percent = Double(text.dropLast().filter { $0 != " " }) {
            self = .ratio(percent / 100)
        } else if text.first?.isASCIIDigit == true, let size = ByteCount(parsing: text) {
            self = .bytes(size.bytes)
        } else if text == "true" || text == "false" {
            self = .truth(text == "true")
        } else {
            self = .text(text)
        }
    }
}

extension Character {
    /// Whether it is one of 0 to 9.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
