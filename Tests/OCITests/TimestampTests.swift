import Testing

@testable import OCI

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_767_323_045, "2026-01-02T03:04:05Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (253_402_300_800, "@253402300800"), (Int64.min, "@-9223372036854775808"),
            (Int64.max, "@9223372036854775807"),
        ] as [(Int64, String)])
    func isWrittenInUTC(seconds: Int64, text: String) {
        #expect(Timestamp(seconds).iso8601 == text)
        if !text.hasPrefix("@") { #expect(Timestamp(rfc3339: text)?.seconds == seconds) }
    }

    @Test func shortFormHasMinutes() {
        #expect(Timestamp(1_767_323_045).short == "2026-01-02 03:04")
        #expect(Timestamp(253_402_300_800).short == "@253402300800")
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05Z"), ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T00:04:05+01:30", "2026-01-01T22:34:05Z"), ("2026-12-31T23:59:59-00:01", "2027-01-01T00:00:59Z"),
        ("2026-01-01T01:30:00+02:00", "2025-12-31T23:30:00Z"), ("1970-01-01T00:00:00-00:30", "1970-01-01T00:30:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"), ("1582-10-10T00:00:00Z", "1582-10-10T00:00:00Z"),
    ])
    func anyZoneIsRead(text: String, expected: String) {
        #expect(Timestamp(rfc3339: text)?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05.5", "2026-01-02T03:04:05+01",
        "0000-01-01T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-1-02T03:04:05Z0",
        "+026-01-02T03:04:05Z", "2026-01-02Tab:04:05Z", "2026-01-02T03:04:05+1", "yesterday", "２０２６-01-02T03:04:05Z",
    ])
    func whatIsNoTimeIsNone(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}

@Suite struct CalendarDayTests {
    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        var day = try #require(CalendarDay(year: 1899, month: 12, day: 31))
        for year in 1900..<2300 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for date in 1...length {
                    let next = try #require(CalendarDay(year: year, month: month + 1, day: date))
                    try #require(next.days(after: day) == 1)
                    try #require(next.date == (year, month + 1, date))
                    day = next
                }
                try #require(CalendarDay(year: year, month: month + 1, day: length + 1) == nil)
            }
        }
    }

    @Test func aDayIsReadFromTheStartOfAText() {
        #expect(CalendarDay(text: "1970-01-01")?.number == 0)
        #expect(CalendarDay(text: "2026-01-02T03:04:05+14:00")?.description == "2026-01-02")
        #expect(CalendarDay(text: "2026-02-30") == nil)
        #expect(CalendarDay(text: "26-01-02abc") == nil)
        #expect(CalendarDay(seconds: -1).description == "1969-12-31")
        #expect(CalendarDay(seconds: 86_399).number == 0)
        #expect(CalendarDay(seconds: .min).number < CalendarDay(seconds: .max).number)
    }
}
