/// A day of the Gregorian calendar, as a number that can be subtracted. Days before 1582 are counted as if the calendar
/// had always been the Gregorian one (ISO 8601).
///
/// By hand and not by FoundationEssentials' styles, which change to the Julian calendar before 1582, take 25 o'clock for an
/// hour and need some microseconds a date, in listings of a million files.
package struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int

    /// A day of its number.
    package init(number: Int) {
        self.number = number
    }

    /// The day of a moment in seconds since 1970, in UTC.
    package init(seconds: Int64) {
        number = Int(seconds / 86_400) - (seconds % 86_400 < 0 ? 1 : 0)
    }

    /// The day of a date; nil where there is no such day in the years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        // Years that begin in March have their leap day at the end.
        let shifted = year - (month <= 2 ? 1 : 0)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        guard date == (year, month, day) else { return nil }
    }

    /// Reads `2026-01-02` at the start of a text; what follows is not looked at.
    package init?(text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(10))
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        guard let year = Int(digits: bytes[0..<4]), let month = Int(digits: bytes[5..<7]),
            let day = Int(digits: bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month and day, from 1; of days after the year 1.
    package var date: (year: Int, month: Int, day: Int) {
        // Eras of 400 years that begin on 1 March.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let day = shifted - era * 146_097
        let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return (
            yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    /// How many days this one comes after the other.
    package func days(after other: CalendarDay) -> Int { number - other.number }
}

extension CalendarDay: CustomStringConvertible {
    /// `2026-01-02`.
    package var description: String {
        let (year, month, day) = date
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// The number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int {
    /// A number of decimal digits alone, at least one and few; nil for all else.
    init?(digits: ArraySlice<UInt8>) {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
