import Testing

@testable import ImageAnalysis

/// What grew from one build to the next.
@Suite struct BuildGrowthTests {
    private func build(
        _ label: String, _ layers: [(String, Int?, Int64)], packages: [(String, String, Int64)] = []
    ) -> BuildRecord {
        var build = BuildRecord(
            label: label, date: nil, image: "app", size: layers.reduce(0) { $0 + $1.2 }, compressed: nil, wasted: 0)
        build.layers = layers.map { .init(instruction: $0.0, line: $0.1, bytes: $0.2) }
        build.packages = packages.map { .init(ecosystem: "dpkg", name: $0.0, version: $0.1, bytes: $0.2) }
        return build
    }

    @Test func theGrowthIsThatOfInstructionsToTheByte() {
        let before = build(
            "1", [("FROM", 1, 100), ("COPY", 2, 10), ("RUN a", 3, 50), ("RUN x", 4, 5), ("RUN x", 5, 5)])
        let now = build("2", [("FROM", 1, 100), ("COPY", 2, 40), ("RUN b", 3, 70), ("RUN x", 5, 4)])
        let growth = BuildGrowth(from: before, to: now)
        #expect(growth.delta == 44)
        #expect(growth.instructions.map(\.name) == ["RUN b", "RUN a", "COPY", "RUN x"])
        #expect(growth.instructions.map(\.delta) == [70, -50, 30, -6])
        #expect(growth.instructions.map(\.line) == [3, 3, 2, 5])
        #expect(growth.instructions.reduce(0) { $0 + $1.delta } == growth.delta)
    }

    @Test func packagesComeGoAndChange() {
        let before = build("1", [], packages: [("a", "1", 10), ("b", "1", 500), ("same", "1", 7)])
        let now = build("2", [], packages: [("a", "2", 30), ("c", "1", 100), ("same", "1", 7)])
        let growth = BuildGrowth(from: before, to: now)
        #expect(growth.packages.map(\.name) == ["b", "c", "a"])
        #expect(growth.packages.map(\.delta) == [-500, 100, 20])
        #expect(growth.packages.map(\.versionBefore) == ["1", nil, "1"])
        #expect(growth.packages.map(\.versionNow) == [nil, "1", "2"])
    }

    @Test func theFirstBuildGrewFromNothing() {
        let all = BuildGrowth.all(of: [build("1", [("FROM", 1, 9)]), build("2", [("FROM", 1, 12)])])
        #expect(all.map(\.delta) == [0, 3])
        #expect(all[0].before == nil && all[0].instructions.isEmpty)
        #expect(BuildGrowth.all(of: []).isEmpty)
    }

    @Test func theRecordOfAnImageHasWhatItIsMadeOf() throws {
        let sample = try AnalyzedSample(AnalyzedSample.wasteful)
        let report = FindingsReport(on: sample.image, report: sample.report)
        let record = BuildRecord(report, packages: sample.image.packages, label: "1", date: "2026-11-30")
        #expect(record.size == 40 && record.wasted == 10 && record.compressed == nil)
        #expect(record.image == "waste:1")
        #expect(record.layers.map(\.bytes) == [20, 20, 0])
        #expect(record.layers.map(\.instruction).last == "RUN rm /app/b")
        #expect(record.findings.values.reduce(0, +) == report.findings.count)
    }
}
