import AnalysisSupport
import DisplayText
import ImageAnalysis
import Reporting
import TestSupport
import Testing

@Suite("What strata compare says")
struct SeriesReportTests {
    private func report(_ names: [String] = ["some/directory/first.tar", "other.tar"]) throws -> SeriesReport {
        var series = ImageSeries()
        for (number, name) in names.enumerated() {
            let image = Image(reference: "app:latest") {
                Layer { File("low", size: 40_000) }.createdBy("RUN base # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { File("top", size: 60_000 / (1 + number * 5), filledWith: UInt8(number)) }
            }.configured { $0.user = number == 0 ? nil : "app|x" }
            series.add(try AnalyzedFixture(image, as: .ociArchive).image, named: name, secrets: number)
        }
        return SeriesReport(
            series, transfer: try #require(TransferTime(bytesPerSecond: 1000)), warnings: ["other.tar: odd"])
    }

    @Test("two tables that fit 80 columns, the sums and what the columns mean")
    func text() throws {
        let text = try report().text(width: 80)
        for line in text.split(separator: "\n") { #expect(TextWidth.of(String(line)) <= 80, "\(line)") }
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("first.tar") || $0.hasPrefix("other.tar") }
        #expect(rows.count == 4)
        #expect(rows[0].contains("100.0 kB") && rows[1].contains("-50 %") && rows[1].contains("2.0 ×"))
        #expect(rows[1].contains("40.0 kB") && rows[1].contains("10.0 kB"), "shared, and what it adds")
        #expect(text.contains("2 images take 110.0 kB on one disk"))
        #expect(text.contains("GAIN and FACTOR are against the first image"))
    }

    @Test("images are called by what tells them apart")
    func labels() throws {
        #expect(try report(["a/app.tar", "b/app.tar"]).text(width: nil).contains("\na/app.tar"))
    }

    @Test("a table for Markdown: as many cells in each row, and no bar of a name between them")
    func markdown() throws {
        let lines = try report().markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(lines.count == 4)
        let bars = lines.map { $0.replacing("\\|", with: "").count { $0 == "|" } }
        #expect(Set(bars) == [16], "\(lines)")
        #expect(lines[0].hasPrefix("| Image | Size | Gain | Factor |") && lines[1].hasPrefix("| --- | ---: |"))
    }

    @Test("CSV: one record an image, sizes in bytes")
    func csv() throws {
        let lines = try report().csv.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("image,size,gain_percent"))
        #expect(lines[1].hasPrefix("first.tar,100000,") && lines[2].hasPrefix("other.tar,50000,50.0,2.0,"))
    }

    @Test("the contract's keys of an image in their order")
    func json() throws {
        guard case .object(let members) = try report().json,
            case .array(let images)? = members.first(where: { $0.key == "images" })?.value,
            case .object(let image)? = images.last
        else { return #expect(Bool(false), "no images") }
        #expect(
            image.prefix(12).map(\.key) == [
                "name", "size", "compressed", "layers", "shared", "unique", "wasted", "user", "healthcheck", "secrets",
                "gainPercent", "pushSeconds",
            ])
        #expect(members.map(\.key) == ["schemaVersion", "images", "commonBase", "totals", "bandwidth", "warnings"])
        #expect(image.first { $0.key == "gainPercent" }?.value == .number(50))
    }
}
