import Reporting
import Testing

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
    }

    @Test func shortFormHasMinutes() {
        #expect(Timestamp(1_767_323_045).short == "2026-01-02 03:04")
    }
}
