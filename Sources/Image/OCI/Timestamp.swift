/// A time in seconds since 1970, shown in UTC so that output is the same everywhere.
package struct Timestamp: Sendable, Hashable {
    /// Seconds since 1970; negative before.
    package let seconds: Int64

    /// A time.
    package init(_ seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads `2026-01-02T03:04:05.6Z` or with `+01:00` for `Z` (RFC 3339, as configurations have it); fractions are left
    /// out. Nil for other texts.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDay(text: text), let hour = Int(digits: bytes[11..<13]),
            let minute = Int(digits: bytes[14..<16]), let second = Int(digits: bytes[17..<19]),
            let offset = Timestamp.offset(bytes[19...])
        else { return nil }
        self.init(Int64(day.number * 86_400 + hour * 3600 + minute * 60 + second - offset))
    }

    /// The seconds that a time's zone is before UTC: `Z`, or `+01:00`, after a fraction where there is one.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        var zone = zone
        if zone.first == UInt8(ascii: ".") { zone = zone.dropFirst().drop { (0x30...0x39).contains($0) } }
        guard let sign = zone.popFirst() else { return nil }
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), zone.count >= 5,
            let hours = Int(digits: zone.prefix(2)), let minutes = Int(digits: zone.dropFirst(3).prefix(2))
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// `2026-01-02 03:04`; `@` and the seconds for a time outside the years 1 to 9999.
    package var short: String {
        guard let (date, time) = parts else { return "@\(seconds)" }
        return "\(date) \(time.prefix(5))"
    }

    /// `2026-01-02T03:04:05Z`; `@` and the seconds for a time outside the years 1 to 9999.
    package var iso8601: String {
        guard let (date, time) = parts else { return "@\(seconds)" }
        return "\(date)T\(time)Z"
    }

    private var parts: (date: CalendarDay, time: String)? {
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
        let day = CalendarDay(seconds: seconds)
        let second = Int(seconds) - day.number * 86_400
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
        return (day, time.joined(separator: ":"))
    }
}
