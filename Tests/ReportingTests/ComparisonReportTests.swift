import AnalysisSupport
import DisplayText
import ImageAnalysis
import Reporting
import TestSupport
import Testing

@Suite("What strata diff says")
struct ComparisonReportTests {
    private static func image(_ text: String, _ size: Int, _ more: [any LayerItem] = []) -> Image {
        let record = "Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: \(text)\n\n"
        return Image(reference: "app:1") {
            Layer { File("etc/same", "same") }.createdBy("RUN base # buildkit", comment: "buildkit.dockerfile.v0")
            Layer {
                File("var/lib/dpkg/status", record)
                File("var/lib/dpkg/info/tool.list", "/.\n/usr\n/usr/bin\n/usr/bin/tool\n")
                File("usr/bin/tool", size: size); File("srv/\u{1b}[31mred", "\(text)\n")
                more
            }.createdBy("RUN make \(text) # buildkit", comment: "buildkit.dockerfile.v0")
        }.configured { $0.environment = ["VERSION=\(text)"] }
    }

    private func report(limit: Int = 20, files: [FileDifference]? = nil) throws -> ComparisonReport {
        let comparison = Comparison(
            ComparedImage(judging: try AnalyzedFixture(Self.image("1.2", 90_000)).image, named: "old.tar"),
            ComparedImage(
                judging: try AnalyzedFixture(Self.image("1.3", 30_000, [File("srv/app", "a", mode: 0o4755)])).image,
                named: "new.tar"))
        return ComparisonReport(comparison, limit: limit, warnings: ["new.tar: odd"], files: files)
    }

    @Test("the sentence, the causes with their sum, layers, the tree, packages, configuration, findings: in this order")
    func parts() throws {
        let text = try report().text(width: nil)
        let wanted = [
            "A  old.tar", "B  new.tar", "Other contents: packages (-60.0 kB in 1 path)", "in layers", "SIZE", "in all",
            "only in A", "RUN make 1.2", "PATH", "tool", "1.2", "1.3", "Env VERSION", "new",
        ]
        var rest = Substring(text)
        for word in wanted {
            let found = try #require(rest.range(of: word), "\(word) is missing, or not where it belongs, in:\n\(text)")
            rest = rest[found.upperBound...]
        }
        #expect(!text.contains("\u{1b}"), "a name must not reach the terminal as it is")
    }

    @Test("no line is wider than the terminal", arguments: [60, 80, 120])
    func width(width: Int) throws {
        for line in try report().text(width: width).split(separator: "\n") {
            #expect(TextWidth.of(String(line)) <= width, "\(line)")
        }
    }

    @Test("--limit shortens each table and says how much is left")
    func limit() throws {
        let text = try report(limit: 1).text(width: 80)
        #expect(text.contains("and 2 layers more (--limit, --format json)"))
    }

    @Test("the contract's keys in their order, with all that is asked")
    func json() throws {
        let json = try report().json
        guard case .object(let members) = json else { return #expect(Bool(false), "no object") }
        #expect(
            members.map(\.key) == [
                "schemaVersion", "a", "b", "totals", "classes", "packages", "config", "findings", "paths", "warnings",
                "summary", "weight", "layers",
            ])
        #expect(json.compact.contains("\"warnings\":[\"new.tar: odd\"]"))
        #expect(json.compact.contains("\"standing\":\"only-in-b\""))
        let files = [FileDifference(of: Array("srv/app".utf8), Array("a\nb\n".utf8), Array("a\nc\n".utf8))]
        #expect(
            try report(files: files).json.compact.contains("\"files\":[{\"path\":\"srv/app\",\"diff\":\"--- a/srv/app"))
    }

    @Test("the lines of files stand at the end, escaped; what has none says why")
    func files() throws {
        let files = [
            FileDifference(of: Array("srv/a".utf8), Array("one\u{1b}[2J\nsame\n".utf8), Array("two\nsame\n".utf8)),
            FileDifference(of: Array("srv/b".utf8), [0, 1, 2], [3, 4]),
            FileDifference(of: Array("srv/c".utf8), Array("x".utf8), Array("x\n".utf8)),
        ]
        #expect(files.map(\.reason) == [nil, "binary", "only the end of the last line differs"])
        let text = try report(files: files).text(width: 80)
        #expect(text.contains("--- a/srv/a\n+++ b/srv/a\n@@ -1,2 +1,2 @@\n-one\\x1b[2J\n+two\n same\n"), "\(text)")
        #expect(text.contains("/srv/b: binary") && !text.contains("\u{1b}"))
    }

    @Test("files of other contents are read from both images, those that are too large are named")
    func readingFiles() throws {
        let directory = try TemporaryDirectory()
        func analysis(_ name: String, _ items: [any LayerItem]) throws -> Analysis {
            let path = directory.path(name)
            try Image(reference: "app:1") { Layer { items } }.write(as: .ociArchive, layerCompression: .gzip, to: path)
            var request = Analysis.Request()
            request.isToBeCompared = true
            return try Analysis(opening: path, request)
        }
        let large = Int(FileDifference.largestFile) + 1
        let a = try analysis(
            "a",
            [File("etc/x", "one\n"), HardLink("etc/y", to: "etc/x"), File("big", size: large), File("etc/z", "same")])
        let b = try analysis(
            "b",
            [File("etc/x", "two\n"), File("etc/y", "three\n"), File("big", size: large + 1), File("etc/z", "same")])
        let comparison = Comparison(
            ComparedImage(judging: a.image, named: "a"), ComparedImage(judging: b.image, named: "b"))
        let files = try FileDifference.all(of: comparison)
        #expect(files.map { String(decoding: $0.path, as: UTF8.self) } == ["big", "etc/x", "etc/y"])
        #expect(files[0].reason == "larger than is read: 1.0 MB")
        #expect(files[1].text?.contains("-one\n+two\n") == true)
        #expect(files[2].text?.contains("-one\n+three\n") == true)
        #expect(
            try FileDifference.all(of: comparison, only: [Array("none".utf8)]).map(\.reason) == ["not a file in both"])
    }
}

@Suite("Gains")
struct GainTests {
    @Test(
        "per cent and factor: no difference is rounded to none, nor to all",
        arguments: [
            (1_330_000_000, 304_700_000, "-77 %", "4.4 ×"), (1_090_000_000, 56_500_000, "-95 %", "19 ×"),
            (100, 100, "", ""), (100, 104, "+4.0 %", ""), (100_000, 99_999, "-0.1 %", ""),
            (100_000, 1, "-99.9 %", "100000 ×"),
            (100, 0, "-100 %", ""), (0, 100, "", ""), (100, 250, "+150 %", ""),
        ] as [(Int64, Int64, String, String)])
    func texts(before: Int64, after: Int64, percent: String, times: String) {
        let gain = Gain(from: before, to: after)
        #expect(gain.percent == percent && gain.times == times, "\(gain.percent) \(gain.times)")
    }
}
