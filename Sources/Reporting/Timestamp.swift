/// A time in seconds since 1970, shown in UTC so that output is the same everywhere.
public struct Timestamp: Sendable, Hashable {
    /// Seconds since 1970; negative before.
    public let seconds: Int64

    /// A time.
    public init(_ seconds: Int64) {
        self.seconds = seconds
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
