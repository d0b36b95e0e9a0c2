import ImageAnalysis
import Reporting
import Testing

/// The file of a history of builds, and what is printed of it.
@Suite struct BuildHistoryTests {
    private func build(_ label: String, _ size: Int64, date: String? = nil, version: String = "1") -> BuildRecord {
        var build = BuildRecord(
            label: label, date: date, image: "app:\(label)", size: size, compressed: size / 2, wasted: 1000)
        build.layers = [
            .init(instruction: "FROM base", line: 1, bytes: 1_000_000),
            .init(instruction: "RUN pip install \u{1b}[31m", line: 7, bytes: size - 1_000_000),
        ]
        build.packages = [.init(ecosystem: "python", name: "numpy", version: version, bytes: size / 4)]
        build.otherPackages = .init(count: 3, bytes: 20)
        build.findings = [.high: 1, .low: 2]
        return build
    }

    private var builds: [BuildRecord] {
        [build("1", 4_000_000, date: "2026-11-28"), build("2", 9_000_000, version: "2"), build("3", 8_500_000)]
    }

    @Test func aLineIsReadAsItWasWritten() throws {
        let text = builds.map { $0.json.compact + "\n" }.joined()
        #expect(try BuildHistory(parsing: Array(text.utf8)).builds == builds)
        #expect(try BuildHistory(parsing: Array(("\n" + text + "\r\n\n").utf8)).builds == builds)
        #expect(try BuildHistory(parsing: []).builds.isEmpty)
        #expect(
            builds[0].json.compact.hasPrefix(
                #"{"schemaVersion":1,"label":"1","date":"2026-11-28","image":"app:1","size":4000000,"compressed":2000000,"#
            ))
    }

    @Test func theLargestGrowthIsTakenApart() {
        #expect(
            TrendReport(builds, limit: 5).text(width: nil) == """
                BUILD  DATE          SIZE     GROWTH  COMPRESSED     GROWTH  LAYERS  WASTED  FINDINGS       MOST BY
                1      2026-11-28  4.0 MB                 2.0 MB                  2  1.0 kB  1 high, 2 low
                2                  9.0 MB    +5.0 MB      4.5 MB    +2.5 MB       2  1.0 kB  1 high, 2 low  +5.0 MB line 7: RUN pip install \\x1b[31m
                3                  8.5 MB  -500.0 kB      4.3 MB  -250.0 kB       2  1.0 kB  1 high, 2 low  -500.0 kB line 7: RUN pip install \\x1b[31m

                2 over 1  4.0 MB → 9.0 MB, +5.0 MB

                 GROWTH  LINE  INSTRUCTION
                +5.0 MB     7  RUN pip install \\x1b[31m

                 GROWTH  PACKAGE  KIND    BEFORE  NOW
                +1.3 MB  numpy    python  1       2

                """)
    }

    @Test func aBuildIsTakenApartByItsLabel() {
        let report = TrendReport(builds, label: "3", limit: 5)
        #expect(report.text(width: nil).contains("3 over 2  9.0 MB → 8.5 MB, -500.0 kB\n"))
        #expect(TrendReport(builds, label: "4", limit: 5).shown == nil)
        #expect(TrendReport([], limit: 5).text(width: nil) == "no builds yet: strata trend add writes one\n")
        #expect(TrendReport([builds[0]], limit: 5).json.compact.contains(#""delta":null"#))
        #expect(report.json.compact.hasSuffix(#""largestGrowth":"2"}"#))
    }

    @Test(arguments: [
        ("{", ", line 1: it is not valid JSON"), ("\n\n[]", ", line 3: it "),
        ("{}", ", line 1: it lacks “schemaVersion”"),
        (String(repeating: "[", count: 300), ", line 1: it nests too deeply"),
        (#"{"schemaVersion":2}"#, ", line 1: it has an unexpected value for “schemaVersion”"),
        (line.replacing("4000000", with: "-1"), ", line 1: it has an unexpected value for “size”"),
        (line.replacing("4000000", with: "9e99"), ", line 1: it "),
        (line.replacing("4000000", with: "9223372036854775807"), ", line 1: it has an unexpected value for “size”"),
        (
            line + "\n" + line.replacing(#""label":"1""#, with: #""label":1"#),
            ", line 2: it has an unexpected value for “label”"
        ),
        (String(repeating: line + "\n", count: 10_001), " has more than 10000 builds"),
        (
            line.replacing(#""layers":[]"#, with: #""layers":[\#(layers)]"#),
            ", line 1: it has an unexpected value for “layers”"
        ),
    ])
    func whatIsWrongIsToldWithTheLine(text: String, words: String) {
        let fault = #expect(throws: BuildHistory.Fault.self) { try BuildHistory(parsing: Array(text.utf8)) }
        #expect(fault?.description.hasPrefix(words) == true, "\(fault?.description ?? "")")
    }

    private static let line = """
        {"schemaVersion":1,"label":"1","date":null,"image":"a","size":4000000,"compressed":null,"wasted":0,"layers":[],\
        "packages":[],"otherPackages":{"count":0,"bytes":0},"findings":{}}
        """
    private static let layers = Array(repeating: #"{"instruction":"a","line":null,"bytes":1}"#, count: 10_001)
        .joined(separator: ",")
}
