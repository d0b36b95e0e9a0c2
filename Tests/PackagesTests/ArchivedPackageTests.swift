import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Packages inside of files: Java archives and Go programs.
@Suite struct ArchivedPackageTests {
    @Test func mavenAndManifestsNameJars() throws {
        let shaded = Zip.archive([
            ("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nImplementation-Version: 9\r\n"),
            (
                "META-INF/maven/org.apache/commons-lang3/pom.properties",
                "version=3.12.0\ngroupId=org.apache\nartifactId=commons-lang3\n"
            ),
            (
                "META-INF/maven/org.slf4j/slf4j-api/pom.properties",
                "#c\nversion = 1.7\ngroupId = org.slf4j\nartifactId = slf4j-api\n"
            ),
        ])
        let fixture = try InventoryFixture {
            File("usr/share/java/shaded.jar", bytes: shaded)
            File("usr/share/java/named-thing-2.0.1.jar", bytes: Zip.archive([("A.class", "x")]))
            File(
                "usr/share/java/told.jar",
                bytes: Zip.archive([
                    ("META-INF/MANIFEST.MF", "Implementation-Version: 17\n\nName: a\nBundle-Version: 5\n")
                ]))
            File("usr/share/java/unknown.jar", bytes: Zip.archive([("A.class", "x")]))
            File("usr/share/java/broken.jar", "PK no zip")
        }
        #expect(
            fixture.inventory.packages.map(\.name) == [
                "named-thing", "org.apache:commons-lang3", "org.slf4j:slf4j-api", "told",
            ])
        #expect(fixture.inventory.packages.map(\.version) == ["2.0.1", "3.12.0", "1.7", "17"])
        #expect(fixture.inventory.packages.allSatisfy { $0.ecosystem == .jar && $0.files.count == 1 })
        #expect(fixture.owner("usr/share/java/shaded.jar") == "org.apache:commons-lang3")
    }

    @Test func jarsInsideWarsAreRead() throws {
        let inner = Zip.archive([("META-INF/MANIFEST.MF", "Bundle-Version: 1.0\n")])
        let middle = Zip.archive([("lib/inner-a.jar", inner)])
        let outer = Zip.archive([("WEB-INF/lib/middle-3.jar", middle)])
        let bottomless = (0..<20).reduce(Zip.archive([("x-1.jar", "x")])) { nested, _ in
            Zip.archive([("y.jar", nested)])
        }
        let fixture = try InventoryFixture {
            File("app.war", bytes: outer)
            File("deep.jar", bytes: bottomless)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["inner-a", "middle"])
    }

    static let modules = """
        path\texample.com/tool
        mod\texample.com/tool\t(devel)\t
        dep\tgithub.com/old/thing\tv1.0.0\th1:x=
        =>\tgithub.com/new/thing\tv1.2.0\th1:y=
        dep\tgolang.org/x/text\tv0.14.0\th1:z=
        build\t-compiler=gc

        """

    @Test func goProgramsTellTheirModules() throws {
        let fixture = try InventoryFixture {
            File("usr/bin/tool", bytes: GoProgram.elf(version: "go1.22.1", modules: Self.modules), mode: 0o755)
        }
        #expect(
            fixture.inventory.packages.map(\.name) == [
                "example.com/tool", "github.com/new/thing", "golang.org/x/text", "stdlib",
            ])
        #expect(fixture.inventory.packages.map(\.version) == ["(devel)", "v1.2.0", "v0.14.0", "1.22.1"])
        #expect(fixture.owner("usr/bin/tool") == "example.com/tool")
        let tool = try #require(fixture.package("example.com/tool"))
        #expect(fixture.inventory.dependencies(of: tool).count == 3)
        #expect(fixture.package("stdlib")?.files == [])
    }

    @Test func damagedGoProgramsAreSurvived() throws {
        let whole = GoProgram.elf(version: "go1.22.1", modules: Self.modules)
        let fixture = try InventoryFixture {
            for place in whole.indices {
                File("tool\(place)", bytes: whole[..<place] + [0xff] + whole[(place + 1)...], mode: 0o755)
            }
        }
        #expect(fixture.inventory.packages.count <= whole.count * 4)
        let cut = try InventoryFixture { File("tool", bytes: Array(whole.prefix(whole.count / 2)), mode: 0o755) }
        #expect(cut.inventory.packages.isEmpty)
    }
}

/// Zip archives whose members are stored.
enum Zip {
    static func archive(_ members: [(String, String)]) -> [UInt8] { archive(members.map { ($0.0, Array($0.1.utf8)) }) }

    static func archive(_ members: [(String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, contents) in members {
            let common =
                number(0, 12) + number(contents.count, 4) + number(contents.count, 4) + number(name.utf8.count, 2)
            directory +=
                [0x50, 0x4b, 1, 2, 20, 0, 20, 0] + common + number(0, 12) + number(bytes.count, 4) + Array(name.utf8)
            bytes += [0x50, 0x4b, 3, 4, 20, 0] + common + number(0, 2) + Array(name.utf8) + contents
        }
        let end = number(0, 4) + number(members.count, 2) + number(members.count, 2) + number(directory.count, 4)
        return bytes + directory + [0x50, 0x4b, 5, 6] + end + number(bytes.count, 4) + number(0, 2)
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
    }
}

/// Programs as the Go linker writes them, as far as they tell of modules.
enum GoProgram {
    static func elf(version: String, modules: String) -> [UInt8] {
        elf(section: ".go.buildinfo", information(version: version, modules: modules))
    }

    /// The mark and what stands behind it.
    static func information(version: String, modules: String) -> [UInt8] {
        func text(_ bytes: [UInt8]) -> [UInt8] {
            var (length, prefix) = (bytes.count, [UInt8]())
            while length >= 0x80 {
                prefix.append(UInt8(length & 0x7f) | 0x80)
                length >>= 7
            }
            return prefix + [UInt8(length)] + bytes
        }
        let mark = [UInt8](repeating: 0x30, count: 16)
        return [0xff] + Array(" Go buildinf:".utf8) + [8, 2] + Zip.number(0, 16) + text(Array(version.utf8))
            + text(mark + Array(modules.utf8) + mark)
    }

    /// An ELF file with a section of that name.
    static func elf(section name: String, _ contents: [UInt8]) -> [UInt8] {
        let names = Array("\0.shstrtab\0\(name)\0".utf8)
        let namesStart = 64
        let start = namesStart + names.count
        let table = start + contents.count
        func section(_ name: Int, _ offset: Int, _ size: Int) -> [UInt8] {
            Zip.number(name, 4) + Zip.number(1, 4) + Zip.number(0, 16) + Zip.number(offset, 8) + Zip.number(size, 8)
                + Zip.number(0, 24)
        }
        let header: [UInt8] =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0] + Zip.number(0, 8) + Zip.number(2, 2) + Zip.number(62, 2)
            + Zip.number(1, 4) + Zip.number(0, 16) + Zip.number(table, 8)
        let counts =
            Zip.number(0, 4) + Zip.number(64, 2) + Zip.number(56, 2) + Zip.number(0, 2) + Zip.number(64, 2)
            + Zip.number(3, 2) + Zip.number(1, 2)
        return header + counts + names + contents + section(0, 0, 0) + section(1, namesStart, names.count)
            + section(11, start, contents.count)
    }
}
