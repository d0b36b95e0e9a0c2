import OCI

extension CalendarDay {
    /// 2013-01-01.
    static let firstImage = CalendarDay(number: 15_706)

    /// The day of an RFC 3339 time, as written: the offset is left out, since days are what counts. Nil for what is
    /// none, and for times before 2013, when there were no images: builders that want to make the same bytes again write
    /// such.
    init?(created text: String?) {
        guard let text, let day = CalendarDay(text: text), day >= CalendarDay.firstImage else { return nil }
        self = day
    }
}
