import ArgumentParser
import ImageAnalysis
import Reporting

/// A limit as options and `.dive-ci` write it, or none: `off`, `disabled`, `false`, `none` or nothing at all.
enum LimitText {
    static func isOff(_ text: String) -> Bool {
        ["", "off", "disabled", "false", "none"].contains(text.lowercased())
    }
}

/// A share from 0 to 1, or off.
struct FractionLimit: Equatable {
    /// What is said of any other text.
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

    /// The value of an option.
    @Sendable static func parse(_ text: String) throws -> FractionLimit {
        guard let limit = FractionLimit(text) else { throw ValidationError(expected) }
        return limit
    }
}

/// A number of bytes as people write it, or off.
struct SizeLimit: Equatable {
    /// What is said of any other text.
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

    /// The value of an option.
    @Sendable static func parse(_ text: String) throws -> SizeLimit {
        guard let limit = SizeLimit(text) else { throw ValidationError(expected) }
        return limit
    }
}

/// The least severity that fails, or none.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case critical, high, medium, low, info, none

    var severity: Severity? { Severity(rawValue: rawValue) }
}

extension Severity: ExpressibleByArgument {}
extension Rule.Category: ExpressibleByArgument {}
