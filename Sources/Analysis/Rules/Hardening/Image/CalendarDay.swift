/// A day, as a number that can be subtracted: days since 1970-01-01 (UTC).
struct CalendarDay: Hashable, Comparable {
    /// Days since 1970-01-01.
    let number: Int

    /// A day of its number.
    init(number: Int) {
        self.number = number
    }

    /// The day of a moment in seconds since 1970.
    init(seconds: Int64) {
        number = Int(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    /// The day of an RFC 3339 time, as written: the offset is left out, since days are what counts. Nil for what is
    /// none, and for times before 2013, when there were no images: builders that want to make the same bytes again write
    /// such.
    init?(created text: String?) {
        guard let text, let day = CalendarDay(text: text), day >= CalendarDay.firstImage else { return nil }
        self = day
    }

    /// 2013-01-01.
    static let firstImage = CalendarDay(number: 15_706)

    /// Reads `YYYY-MM-DD…`.
    private init?(text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // Years that begin in March have their leap day at the end.
        let shifted = year - (month <= 2 ? 1 : 0)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    /// How many days this one comes after the other.
    func days(after other: CalendarDay) -> Int { number - other.number }
}
