/// A time in seconds since 1970, shown in UTC so that output is the same everywhere.
public struct Timestamp: Sendable, Hashable {
    /// Seconds since 1970; negative before.
    public let seconds: Int64

    /// A time.
    public init(_ seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads `2026-01-02T03:04:05.6Z` or with `+01:00` for `Z` (RFC 3339); fractions are left out. Nil for other texts.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard bytes.indices.contains(range.upperBound - 1) else { return nil }
            return range.reduce(Int64?.some(0)) { sum, place in
                let digit = bytes[place]
                return digit >= 0x30 && digit <= 0x39 ? sum.map { $0 * 10 + Int64(digit - 0x30) } : nil
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), (1...12).contains(month),
            (1...31).contains(day),
            year >= 1
        else { return nil }
        var zone = bytes[19...]
        if zone.first == UInt8(ascii: ".") { zone = zone.dropFirst().drop { $0 >= 0x30 && $0 <= 0x39 } }
        var offset: Int64 = 0
        if zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-") {
            let start = zone.startIndex + 1
            guard let hours = number(start..<(start + 2)), let minutes = number((start + 3)..<(start + 5)) else {
                return nil
            }
            offset = (hours * 3600 + minutes * 60) * (zone.first == UInt8(ascii: "-") ? -1 : 1)
        } else if zone.first != UInt8(ascii: "Z"), zone.first != UInt8(ascii: "z") {
            return nil
        }
        let clock = hour * 3600 + minute * 60 + second
        self.init(Timestamp.days(year: year, month: month, day: day) * 86_400 + clock - offset)
    }

    /// Days since 1970 of a Gregorian date.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `2026-01-02 03:04`; `@` and the seconds for a time outside the years 1 to 9999.
    public var short: String {
        guard let (date, time) = parts else { return "@\(seconds)" }
        return "\(date) \(time.prefix(5))"
    }

    /// `2026-01-02T03:04:05Z`; `@` and the seconds for a time outside the years 1 to 9999.
    public var iso8601: String {
        guard let (date, time) = parts else { return "@\(seconds)" }
        return "\(date)T\(time)Z"
    }

    private var parts: (date: String, time: String)? {
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
        let second = (seconds % 86_400 + 86_400) % 86_400
        let time = [second / 3600, second / 60 % 60, second % 60].map { Timestamp.padded($0, 2) }
        return (Timestamp.date(days: (seconds - second) / 86_400), time.joined(separator: ":"))
    }

    /// The Gregorian date, counted in eras of 400 years that begin on 1 March.
    private static func date(days: Int64) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let day = shifted - era * 146_097
        let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        let parts = [
            padded(year, 4), padded(month < 10 ? month + 3 : month - 9, 2),
            padded(dayOfYear - (153 * month + 2) / 5 + 1, 2),
        ]
        return parts.joined(separator: "-")
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
