import ArgumentParser
import ImageAnalysis
import Reporting

/// A limit as options and `.dive-ci` write it, or none: `off`, `disabled`, `false`, `none` or nothing at all.
enum LimitText {
    static func isOff(_ text: String) -> Bool {
        ["", "off", "disabled", "false", "none"].contains(text.lowercased())
    }
}

/// A limit that a text may say.
protocol LimitValue: Sendable {
    /// What is said of any other text.
    static var expected: String { get }

    /// Reads a text; nil where it is no limit, and not off.
    init?(_ text: String)
}

extension LimitValue {
    /// The value of an option.
    @Sendable static func parse(_ text: String) throws -> Self {
        guard let limit = Self(text) else { throw ValidationError(expected) }
        return limit
    }
}

/// A share from 0 to 1, or off.
struct FractionLimit: LimitValue, Equatable {
    static let expected = "a number from 0 to 1, or off, is expected"

    let value: Double?

    init?(_ text: String) {
        if LimitText.isOff(text) {
            value = nil
        } else {
            guard let number = Double(text), (0...1).contains(number) else { return nil }
            value = number
        }
    }
}

/// A number of bytes as people write it, or off.
struct SizeLimit: LimitValue, Equatable {
    static let expected = "a size such as 20MB, or off, is expected"

    let value: Int64?

    init?(_ text: String) {
        if LimitText.isOff(text) {
            value = nil
        } else {
            guard let count = ByteCount(parsing: text) else { return nil }
            value = count.bytes
        }
    }
}

/// A number of bytes, or a share of others, or off.
struct AmountLimit: LimitValue, Equatable {
    static let expected = "a size such as 20MB, a share such as 5%, or off, is expected"

    /// What is allowed.
    enum Amount: Equatable {
        case bytes(Int64)
        /// 1 for all.
        case share(Double)
    }

    let value: Amount?

    init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let number = Double(text.dropLast()), number >= 0, number.isFinite else { return nil }
            value = .share(number / 100)
        } else {
            guard let limit = SizeLimit(text) else { return nil }
            value = limit.value.map { .bytes($0) }
        }
    }
}

/// A number of things, or off.
struct CountLimit: LimitValue, Equatable {
    static let expected = "a whole number from 0, or off, is expected"

    let value: Int?

    init?(_ text: String) {
        if LimitText.isOff(text) {
            value = nil
        } else {
            guard let number = Int(text), number >= 0 else { return nil }
            value = number
        }
    }
}

/// The least severity that fails, or none.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case critical, high, medium, low, info, none

    var severity: Severity? { Severity(rawValue: rawValue) }
}

extension Severity: ExpressibleByArgument {}
extension Rule.Category: ExpressibleByArgument {}
