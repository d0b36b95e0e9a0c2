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
struct FractionLimit: ExpressibleByArgument, Equatable {
    let value: Double?

    init?(argument: String) {
        if LimitText.isOff(argument) {
            value = nil
        } else {
            guard let number = Double(argument), (0...1).contains(number) else { return nil }
            value = number
        }
    }
}

/// A number of bytes as people write it, or off.
struct SizeLimit: ExpressibleByArgument, Equatable {
    let value: Int64?

    init?(argument: String) {
        if LimitText.isOff(argument) {
            value = nil
        } else {
            guard let count = ByteCount(parsing: argument) else { return nil }
            value = count.bytes
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
