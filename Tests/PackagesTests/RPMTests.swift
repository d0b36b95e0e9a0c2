import AnalysisSupport
import CSQLite
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// RPM databases: SQLite and ndb, with headers as rpm writes them.
@Suite struct RPMTests {
    static let bash = RPMFixture.header([
        (1000, .text("bash")), (1001, .text("5.2.26")), (1002, .text("3.fc40")), (1003, .numbers([0])),
        (1014, .text("GPL-3.0-or-later")), (1016, .texts(["Unspecified", "anders"])), (1022, .text("x86_64")),
        (1044, .text("bash-5.2.26-3.fc40.src.rpm")), (1047, .list(["bash", "bash(x86-64)"])),
        (1049, .list(["rpmlib(FileDigests)", "libc.so.6()(64bit)", "/usr/sbin/tool"])),
        (1116, .numbers([0, 1, 7])), (1117, .list(["bash", "README", "lost"])),
        (1118, .list(["/usr/bin/", "/usr/share/doc/bash/"])),
    ])
    static let glibc = RPMFixture.header([
        (1000, .text("glibc")), (1001, .text("2.39")), (1002, .text("1")), (1003, .numbers([2])),
        (1016, .text("System")),
        (1047, .list(["libc.so.6()(64bit)"])), (1027, .list(["/lib64/libc.so.6", "/usr/sbin/tool"])),
    ])
    static let key = RPMFixture.header([(1000, .text("gpg-pubkey")), (1001, .text("a")), (1002, .text("b"))])

    static func system(_ database: File) -> Layer {
        Layer {
            Symlink("lib64", to: "usr/lib64")
            File("usr/lib64/libc.so.6", size: 2000)
            File("usr/bin/bash", size: 1000)
            File("usr/share/doc/bash/README", size: 5)
            database
        }
    }

    static let databases: [(String, [UInt8])] = [
        ("var/lib/rpm/rpmdb.sqlite", RPMFixture.sqlite([bash, glibc, key])),
        ("usr/lib/sysimage/rpm/rpmdb.sqlite", RPMFixture.sqlite([bash, glibc, key])),
        ("usr/lib/sysimage/rpm/Packages.db", RPMFixture.ndb([bash, glibc, key])),
    ]

    @Test(arguments: databases) func packagesAreRead(_ place: String, _ bytes: [UInt8]) throws {
        let fixture = try InventoryFixture(Image { Self.system(File(place, bytes: bytes)) })
        #expect(fixture.inventory.warnings == [])
        #expect(fixture.inventory.packages.map(\.name) == ["bash", "glibc"])
        let bash = try #require(fixture.package("bash"))
        #expect(bash.ecosystem == .rpm)
        #expect(bash.version == "5.2.26-3.fc40")
        #expect(bash.architecture == "x86_64")
        #expect(bash.license == "GPL-3.0-or-later")
        #expect(bash.section == nil)
        #expect(bash.sourceName == "bash")
        #expect(bash.sourceVersion == "5.2.26-3.fc40")
        #expect(bash.dependencies == ["libc.so.6()(64bit)", "/usr/sbin/tool"])
        #expect(fixture.files("bash") == ["usr/bin/bash", "usr/share/doc/bash/README"])
        #expect(bash.size == 1005)
        let glibc = try #require(fixture.package("glibc"))
        #expect(glibc.version == "2:2.39-1")
        #expect(fixture.files("glibc") == ["usr/lib64/libc.so.6"])
        // The second need is a file that glibc lists, without providing it by name.
        #expect(fixture.inventory.dependencies(of: bash).map(\.name) == ["glibc", "glibc"])
    }

    @Test func aBerkeleyDatabaseIsSaidNotRead() throws {
        let fixture = try InventoryFixture { File("var/lib/rpm/Packages", size: 4096) }
        #expect(fixture.inventory.packages.isEmpty)
        #expect(
            fixture.inventory.warnings == [
                "/var/lib/rpm/Packages is a Berkeley DB, which is not read, so RPM packages are missing"
            ])
    }

    @Test func whatIsNoDatabaseIsSaid() throws {
        let fixture = try InventoryFixture { File("var/lib/rpm/rpmdb.sqlite", "nothing") }
        #expect(fixture.inventory.warnings == ["/var/lib/rpm/rpmdb.sqlite cannot be read, so RPM packages are missing"])
    }

    @Test func aDamagedHeaderLeavesTheOthers() throws {
        let fixture = try InventoryFixture {
            File(
                "var/lib/rpm/rpmdb.sqlite",
                bytes: RPMFixture.sqlite([[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0], Self.glibc, []]))
        }
        #expect(fixture.inventory.packages.map(\.name) == ["glibc"])
        #expect(fixture.inventory.warnings == ["/var/lib/rpm/rpmdb.sqlite is damaged, so RPM packages may be missing"])
    }

    /// Each byte of the database becomes 0xff, in databases of one layer each, a few at a time.
    @Test(arguments: 1..<3) func everyFlippedByteIsSurvived(_ which: Int) throws {
        let whole = which == 1 ? RPMFixture.ndb([Self.glibc]) : RPMFixture.sqlite([Self.glibc])
        let start = which == 1 ? 0 : 90
        for place in stride(from: start, to: min(whole.count, 600), by: 37) {
            let bytes = whole[..<place] + [0xff] + whole[(place + 1)...]
            let name = which == 1 ? "Packages.db" : "rpmdb.sqlite"
            let fixture = try InventoryFixture { File("var/lib/rpm/\(name)", bytes: Array(bytes)) }
            #expect(fixture.inventory.packages.count <= 1)
        }
        let cut = try InventoryFixture { File("var/lib/rpm/Packages.db", bytes: Array(whole.prefix(whole.count / 2))) }
        #expect(cut.inventory.packages.count <= 1)
    }

    // sqlite.org, "Defense Against The Dark Arts": a schema is a program of whoever wrote the file.
    @Test(arguments: [
        "CREATE VIEW Packages(hnum,blob) AS WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM c) SELECT x, x FROM c",
        "CREATE VIEW Packages(hnum,blob) AS SELECT 1, zeroblob(900000000)",
        "CREATE TABLE t(hnum); INSERT INTO t VALUES(1); CREATE VIEW Packages(hnum,blob) AS SELECT hnum, zeroblob(9) FROM t",
        "CREATE TABLE Packages(hnum INTEGER PRIMARY KEY, blob AS (zeroblob(900000000))); INSERT INTO Packages VALUES(1)",
    ])
    func whatIsNoTableOfRowsIsNotRead(schema: String) throws {
        let fixture = try InventoryFixture {
            File("var/lib/rpm/rpmdb.sqlite", bytes: RPMFixture.sqlite([], schema: schema))
        }
        #expect(fixture.inventory.packages.isEmpty)
        #expect(fixture.inventory.warnings == ["/var/lib/rpm/rpmdb.sqlite is damaged, so RPM packages may be missing"])
    }

    /// Three kilobytes of blob become gigabytes where each of many files lies in one long directory.
    @Test func joinedPathsAreBounded() throws {
        let count = 20_000
        let header = RPMFixture.header([
            (1000, .text("a")), (1001, .text("1")), (1002, .text("1")),
            (1116, .numbers([UInt32](repeating: 0, count: count))),
            (1117, .list([String](repeating: "x", count: count))),
            (1118, .list(["d"])),
        ])
        let long = RPMFixture.header([
            (1000, .text("b")), (1001, .text("1")), (1002, .text("1")),
            (1116, .numbers([UInt32](repeating: 0, count: count))),
            (1117, .list([String](repeating: "x", count: count))),
            (1118, .list([String(repeating: "d", count: 20_000)])),
        ])
        let plain = try #require(RPMDatabase(parsing: RPMFixture.ndb([header])))
        #expect(plain.items.map(\.files.count) == [count])
        #expect(!plain.isDamaged)
        let bomb = try #require(RPMDatabase(parsing: RPMFixture.ndb([long])))
        #expect(bomb.items.map(\.name) == ["b"])
        #expect(bomb.items[0].files.reduce(0) { $0 + $1.count } < 10 << 20)
        #expect(bomb.isDamaged)
    }

    @Test func aListIsBoundedWhateverTheIndexClaims() throws {
        var budget = RecordBudget(record: 1 << 30)
        var taken = 0
        while taken < 5_000_000, budget.take(0) { taken += 1 }
        #expect(taken == 4_000_000)
        #expect(budget.isExceeded)
    }
}

/// Builds what rpm would write.
enum RPMFixture {
    enum Value {
        case text(String)
        case texts([String])
        case list([String])
        case numbers([UInt32])
    }

    static func header(_ values: [(tag: Int, value: Value)]) -> [UInt8] {
        var index: [UInt8] = []
        var store: [UInt8] = []
        for (tag, value) in values {
            let (type, count, bytes): (Int, Int, [UInt8])
            switch value {
            case .text(let text): (type, count, bytes) = (6, 1, Array(text.utf8) + [0])
            case .texts(let texts): (type, count, bytes) = (9, texts.count, texts.flatMap { Array($0.utf8) + [0] })
            case .list(let texts): (type, count, bytes) = (8, texts.count, texts.flatMap { Array($0.utf8) + [0] })
            case .numbers(let numbers):
                store += [UInt8](repeating: 0, count: (4 - store.count % 4) % 4)
                (type, count, bytes) = (4, numbers.count, numbers.flatMap { big(Int($0)) })
            }
            index += big(tag) + big(type) + big(store.count) + big(count)
            store += bytes
        }
        return big(values.count) + big(store.count) + index + store
    }

    private static func big(_ value: Int) -> [UInt8] { Zip.number(value, 4).reversed() }

    /// One page of slots, then blobs in blocks of 16 bytes.
    static func ndb(_ headers: [[UInt8]]) -> [UInt8] {
        var slots =
            Array("RpmP".utf8) + Zip.number(0, 4) + Zip.number(1, 4) + Zip.number(1, 4)
            + Zip.number(headers.count + 1, 4) + Zip.number(0, 12)
        var blobs: [UInt8] = []
        for (index, header) in headers.enumerated() {
            let blob =
                Array("BlbS".utf8) + Zip.number(index + 1, 4) + Zip.number(1, 4) + Zip.number(header.count, 4) + header
            let padded = blob + [UInt8](repeating: 0, count: (16 - blob.count % 16) % 16)
            slots +=
                Array("Slot".utf8) + Zip.number(index + 1, 4) + Zip.number((4096 + blobs.count) / 16, 4)
                + Zip.number(padded.count / 16, 4)
            blobs += padded
        }
        while slots.count < 4096 { slots += Array("Slot".utf8) + Zip.number(0, 12) }
        return slots + blobs
    }

    /// A database as SQLite itself writes it.
    static func sqlite(
        _ headers: [[UInt8]],
        schema: String = "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)"
    ) -> [UInt8] {
        var connection: OpaquePointer?
        sqlite3_open(":memory:", &connection)
        defer { sqlite3_close(connection) }
        sqlite3_exec(connection, schema, nil, nil, nil)
        for header in headers {
            let digits = header.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            sqlite3_exec(connection, "INSERT INTO Packages (blob) VALUES (x'\(digits)')", nil, nil, nil)
        }
        var size: sqlite3_int64 = 0
        let start = sqlite3_serialize(connection, "main", &size, 0)
        defer { sqlite3_free(start) }
        var bytes = Array(UnsafeBufferPointer(start: start, count: Int(size)))
        // rpm keeps its database with a write-ahead log.
        (bytes[18], bytes[19]) = (2, 2)
        return bytes
    }
}
