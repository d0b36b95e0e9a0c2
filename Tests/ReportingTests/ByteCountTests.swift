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
}
