import Reporting
import Testing

@Suite struct ByteCountTests {
    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"), (12_345_678, "12.3 MB"),
            (999_949, "999.9 kB"), (999_950, "1.0 MB"), (1_090_000_000, "1.1 GB"), (-1500, "-1.5 kB"),
            (Int64.max, "9.2 EB"), (Int64.min, "-9.2 EB"),
        ] as [(Int64, String)])
    func isWrittenWithOneDecimal(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).description == text)
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (50_000, "48.8 KiB"), (1_023_897, "999.9 KiB"),
            (1_023_949, "1000 KiB"),
            (1_048_000, "1023 KiB"), (1_048_576, "1.0 MiB"), (-1536, "-1.5 KiB"), (Int64.max, "8.0 EiB"),
        ] as [(Int64, String)])
    func isWrittenInPowersOf1024(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).text(in: .binary) == text)
    }
}
