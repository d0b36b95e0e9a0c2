import Reporting
import Testing

@Suite struct ByteCountParsingTests {
    @Test(
        arguments: [
            ("0", 0), ("42", 42), ("42B", 42), ("10MB", 10_000_000), ("10 MB", 10_000_000), ("10mb", 10_000_000),
            ("20 MiB", 20 << 20), ("20mi", 20 << 20), ("1.5k", 1500), ("1.5KiB", 1536), ("1,000,000", 1_000_000),
            ("1GB", 1_000_000_000), ("2TiB", 2 << 40), ("1.9B", 1), ("1.", 1), ("8E", 8_000_000_000_000_000_000),
        ] as [(String, Int64)])
    func readsWhatPeopleWrite(text: String, bytes: Int64) {
        #expect(ByteCount(parsing: text)?.bytes == bytes)
    }

    @Test(arguments: [
        "", "MB", "-1", "1 2", "1MX", "1iB", "ten", "1e6", "0x10", ".5", "1..2", "9EiB", "99999999999999999999",
        "1BB", "nan", "inf",
    ])
    func refusesTheRest(text: String) {
        #expect(ByteCount(parsing: text) == nil)
    }
}
