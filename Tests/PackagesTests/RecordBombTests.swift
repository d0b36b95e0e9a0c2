import AnalysisSupport
import Archive
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Records that make much of little: names that are joined to a long directory, one list that many packages lead to.
/// What is read is bounded by the record's own size, and a warning tells what was cut.
@Suite struct RecordBombTests {
    private static let long = String(repeating: "d", count: 3000)
    private static let count = 20_000

    private static func warning(_ path: String) -> String {
        "/\(path) lists more than it has room for and was read in part: files may be missing"
    }

    /// apk-tools, `apk_db_read`: `F` names a directory, each `R` a file in it.
    @Test func apkDirectoriesAreJoinedWithinTheBudget() throws {
        let record = "P:a\nV:1\nF:\(Self.long)\n" + String(repeating: "R:x\n", count: Self.count) + "\nP:b\nV:2\n\n"
        var budget = RecordBudget(record: record.utf8.count)
        let paragraphs = Apk.paragraphs(in: Array(record.utf8), within: &budget)
        #expect(paragraphs.map { $0["P"] } == ["a", "b"])
        #expect(paragraphs[0].files.reduce(0) { $0 + $1.count } <= record.utf8.count * 32)
        #expect(budget.isExceeded)
        let fixture = try InventoryFixture { File("lib/apk/db/installed", record) }
        #expect(fixture.inventory.packages.map(\.name).sorted() == ["a", "b"])
        #expect(fixture.inventory.warnings == [Self.warning("lib/apk/db/installed")])
    }

    /// A list that is relative to its own directory.
    struct List: CustomTestStringConvertible, Sendable {
        let record: String
        var text = ""
        let list: String
        var start = ""
        let line: String
        var end = ""
        var testDescription: String { list }
    }

    /// Wheels', Conda's, Composer's, LuaRocks'.
    static let lists = [
        List(
            record: "a-1.dist-info/METADATA", text: "Name: a\nVersion: 1\n", list: "a-1.dist-info/RECORD", line: "x\n"),
        List(
            record: "conda-meta/a-1.json", list: "conda-meta/a-1.json",
            start: #"{"name":"a","version":"1","files":["#, line: #""","#, end: #"""]}"#),
        List(
            record: "composer/installed.json", list: "composer/installed.json", start: #"{"packages":["#,
            line: #"{"name":"a","version":"1"},"#, end: #"{"name":"a","version":"1"}]}"#),
        List(
            record: "luarocks/rocks-5.4/a/1/a-1.rockspec", text: "x", list: "luarocks/rocks-5.4/a/1/rock_manifest",
            start: "rock_manifest = {\n\(long) = {\n", line: "x=\n", end: "}\n}\n"),
    ]

    @Test(arguments: lists) func listsAreJoinedWithinTheBudget(_ list: List) throws {
        let base = [String](repeating: String(repeating: "e", count: 250), count: 14).joined(separator: "/")
        let contents = list.start + String(repeating: list.line, count: 2000) + list.end
        let fixture = try InventoryFixture {
            if list.record != list.list { File("\(base)/\(list.record)", list.text) }
            File("\(base)/\(list.list)", contents)
        }
        #expect(fixture.inventory.packages.first?.name == "a")
        #expect(fixture.inventory.warnings == [Self.warning("\(base)/\(list.list)")])
    }

    /// Debian policy 5.3: one paragraph for each package. A thousand that name one list read it once.
    @Test func aListIsReadForOnePackage() throws {
        let paragraph = "Package: a\nStatus: install ok installed\nVersion: 1\n\n"
        let fixture = try InventoryFixture {
            File("usr/bin/a", size: 1)
            File("var/lib/dpkg/status", String(repeating: paragraph, count: 1000))
            File("var/lib/dpkg/info/a.list", "/.\n/usr\n/usr/bin\n/usr/bin/a\n")
            File("usr/lib/opkg/status", String(repeating: paragraph, count: 1000))
            File("usr/lib/opkg/info/a.list", "/usr/bin/a\n")
        }
        #expect(fixture.inventory.packages.count == 2000)
        #expect(fixture.inventory.packages.count { !$0.files.isEmpty } == 2)
    }

    /// RFC 822's fields may stand several times; so often that copying what is there each time would not end.
    @Test func aFieldThatStandsOftenIsReadOnce() {
        let count = 300_000
        let bytes = Array(String(repeating: "License: x\n", count: count).utf8)
        let paragraphs = ControlParagraph.paragraphs(in: bytes, keeping: ["license"])
        #expect(paragraphs.map { $0["license"]?.utf8.count } == [2 * count - 1])
    }

    /// APPNOTE.TXT 4.3.12: entries of a jar's directory may share one member; what comes out of all is bounded by the jar.
    @Test func membersThatAJarSharesAreUnpackedOnce() throws {
        let inner = Zip.archive([("pad", [UInt8](repeating: 0, count: 1 << 20))])
        let jar = Zip.archive([("a-1.jar", inner)])
        let records = JavaArchive(
            parsing: Zip.repeating(jar, 300, member: "a-1.jar"), name: "x.jar", from: UnpackingPool())
        #expect(records?.isCut == true)
        #expect(
            JavaArchive(parsing: Zip.repeating(jar, 3, member: "a-1.jar"), name: "x.jar", from: UnpackingPool())?.isCut
                != true)
    }
}

extension Zip {
    /// An archive of one member, which its directory lists so many times.
    fileprivate static func repeating(_ archive: [UInt8], _ count: Int, member name: String) -> [UInt8] {
        let (entry, end) = (46 + name.utf8.count, archive.suffix(22))
        let start = archive.count - 22 - entry
        let directory = [[UInt8]](repeating: Array(archive[start..<(start + entry)]), count: count).flatMap(\.self)
        return archive[..<start] + directory + end.prefix(8) + number(count, 2) + number(count, 2)
            + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }
}
