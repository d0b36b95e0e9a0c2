import AnalysisSupport
import Archive
import Evidence
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Programs and archives that are too large to be kept, read as they pass by: in pieces of any size they tell the same.
@Suite struct PassingFileTests {
    static let sizes = [1, 7, 16, 1000, 1 << 20]

    private func pass<File: PassingFile>(_ file: File, _ bytes: [UInt8], by size: Int) -> File.Fact? {
        var file = file
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = Array(bytes[start..<min(bytes.count, start + size)])
            guard file.receive(piece.span.bytes) else { break }
        }
        return file.conclude()
    }

    private func modules(_ information: GoBuildInformation?) -> [String] {
        (information?.dependencies ?? []).map { "\($0.path)@\($0.version)" }
    }

    /// The mark stands on a multiple of 16 bytes in every format.
    private func program(_ magic: [UInt8], before: Int = 4096, flags: UInt8 = 2) -> [UInt8] {
        var mark = GoProgram.information(version: "go1.22.1", modules: ArchivedPackageTests.modules)
        mark[15] = flags
        let filler = [UInt8](repeating: 0xff, count: before - magic.count)
        return magic + filler + mark + [UInt8](repeating: 0, count: 5000)
    }

    @Test(
        "ELF, PE and Mach-O",
        arguments: [[0x7f, 0x45, 0x4c, 0x46], [0x4d, 0x5a], [0xcf, 0xfa, 0xed, 0xfe]] as [[UInt8]], sizes)
    func goPrograms(_ magic: [UInt8], _ size: Int) {
        let found = pass(PassingGoProgram(isLarge: true), program(magic), by: size)
        #expect(found?.goVersion == "go1.22.1")
        #expect(found?.main?.path == "example.com/tool")
        #expect(modules(found) == ["github.com/new/thing@v1.2.0", "golang.org/x/text@v0.14.0"])
    }

    /// Programs that read build information hold the mark as a text, before their own.
    @Test(arguments: sizes)
    func otherMarksAreNotBelieved(_ size: Int) {
        let mark = GoBuildInformation.magic
        let decoys: [[UInt8]] = [
            mark + [8, 2] + [UInt8](repeating: 0, count: 16) + [200, 200, 200, 200, 200, 200, 200, 1],
            mark + [8, 2] + [UInt8](repeating: 0, count: 16) + [5] + Array("hello".utf8),
            mark + [8, 2] + [UInt8](repeating: 0, count: 16) + [2] + Array("go".utf8) + [
                0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            ],
        ]
        var bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]
        for decoy in decoys { bytes += [UInt8](repeating: 1, count: 64 - bytes.count % 16) + decoy }
        bytes += [UInt8](repeating: 1, count: 256 - bytes.count % 16)
        bytes += program([], before: 0)
        #expect(modules(pass(PassingGoProgram(isLarge: true), bytes, by: size)).count == 2)
    }

    @Test func whatIsReadOtherwiseIsLeftAlone() {
        let elf = program([0x7f, 0x45, 0x4c, 0x46])
        #expect(pass(PassingGoProgram(isLarge: false), elf, by: 1000) == nil)
        #expect(pass(PassingGoProgram(isLarge: true), program([0x23, 0x21]), by: 1000) == nil)
        #expect(pass(PassingGoProgram(isLarge: true), program([0x4d, 0x5a], before: 4100), by: 1000) == nil)
    }

    @Test func anOldProgramIsKnownAsOne() {
        let found = pass(PassingGoProgram(isLarge: true), program([0x7f, 0x45, 0x4c, 0x46], flags: 0), by: 1000)
        #expect(found?.goVersion == "")
    }

    @Test("Cut off anywhere, or with any byte changed, it is survived", arguments: [3, 100])
    func damagedPrograms(_ size: Int) {
        let whole = program([0x4d, 0x5a], before: 32)
        for place in 0..<400 {
            var bytes = whole
            bytes[place] = 0xff
            #expect(modules(pass(PassingGoProgram(isLarge: true), bytes, by: size)).count <= 2)
            #expect(modules(pass(PassingGoProgram(isLarge: true), Array(whole[..<place]), by: size)).count <= 2)
        }
    }

    @Test("An ELF file is known when it is through, however large; as one that is parsed whole", arguments: sizes)
    func executables(_ size: Int) {
        var small = ExecutableTests.program()
        small.sections = [(".debug_info", 1, 0, 1000)]
        var large = small
        large.sections = [(".debug_info", 1, 0, 17 << 20)]
        for file in size < 1000 ? [small] : [small, large] {
            let bytes = file.bytes
            let found = pass(PassingExecutable(size: Int64(bytes.count), from: UnpackingPool()), bytes, by: size)
            #expect(found == Executable(parsing: bytes, from: UnpackingPool()))
            #expect(found?.debugBytes ?? 0 >= 1000)
            #expect(found?.needed == ["libssl.so.3", "libc.so.6"])
        }
    }

    @Test("Of a script the first line is enough, and of any other file its start", arguments: sizes)
    func scripts(_ size: Int) {
        func passed(_ text: String) -> (fact: Executable?, bytes: Int) {
            var file = PassingExecutable(size: 100_000, from: UnpackingPool())
            let bytes = Array((text + String(repeating: "\n", count: 100_000)).utf8).prefix(100_000)
            var count = 0
            var wantsMore = true
            while wantsMore, count < bytes.count {
                let piece = Array(bytes[count..<min(count + size, bytes.count)])
                count += piece.count
                wantsMore = file.receive(piece.span.bytes)
            }
            return (file.conclude(), count)
        }
        let script = passed("#!/usr/bin/env python3")
        #expect(script.fact?.kind == .script && script.fact?.interpreter == "/usr/bin/env")
        #expect(passed("MZ").fact == nil)
        #expect(script.bytes < 256 + size && passed("MZ").bytes < 256 + size)
    }

    @Test func aShortScriptIsKnownAtItsEnd() {
        let found = pass(PassingExecutable(size: 9, from: UnpackingPool()), Array("#!/bin/sh".utf8), by: 4)
        #expect(found?.interpreter == "/bin/sh")
    }

    @Test func whatGoesOnBehindItsSizeIsNotBelieved() {
        let bytes = ExecutableTests.program().bytes
        #expect(pass(PassingExecutable(size: 100, from: UnpackingPool()), bytes, by: 64) == nil)
    }

    /// A list of crates in a Rust program, behind what looks like the start of a stream and is none.
    private func rustProgram(_ magic: [UInt8], before: Int) -> [UInt8] {
        let decoy: [UInt8] = [0x78, 0x9c, 0x01, 0x02, 0x78, 0xda, 0x78, 0x01, 0x78]
        let filler = [UInt8](repeating: 0x41, count: before)
        return magic + decoy + filler + LanguagePackageTests.audit(Self.crates) + filler.prefix(9000)
    }

    private static let crates =
        #"{"packages":[{"name":"serde","version":"1.0.200","source":"crates.io"},"#
        + #"{"name":"tool","version":"0.1.0","source":"local","dependencies":[0],"root":true}]}"#

    /// A stream may begin just before the bytes that are let go, and end behind them.
    @Test(arguments: [10, (1 << 20) - 30, 2_500_000], [4096, 1 << 20])
    func rustPrograms(_ before: Int, _ size: Int) {
        let elf = rustProgram([0x7f, 0x45, 0x4c, 0x46], before: before)
        let found = pass(PassingRustProgram(size: Int64(elf.count), from: UnpackingPool()), elf, by: size)
        #expect(found?.crates.map { "\($0.name)@\($0.version)" } == ["serde@1.0.200", "tool@0.1.0"])
        #expect(found?.crates.last?.isRoot == true)
        let other = rustProgram([0x23, 0x21, 0x2f, 0x62], before: before)
        #expect(pass(PassingRustProgram(size: Int64(other.count), from: UnpackingPool()), other, by: size) == nil)
        let cut = Array(elf.prefix(before + 40))
        #expect(pass(PassingRustProgram(size: Int64(cut.count), from: UnpackingPool()), cut, by: size) == nil)
    }

    @Test func programsOfWindowsAreListed() throws {
        let fixture = try InventoryFixture { File("Files/app.exe", bytes: program([0x4d, 0x5a])) }
        #expect(fixture.inventory.packages.map(\.name).contains("golang.org/x/text"))
        #expect(fixture.owner("Files/app.exe") == "example.com/tool")
    }

    // MARK: Java archives

    private func items(_ archive: JavaArchive?) -> [String] {
        (archive?.items ?? []).map { "\($0.group ?? ""):\($0.artifact):\($0.version)" }
    }

    static let properties = "groupId=org.slf4j\nartifactId=slf4j-api\nversion=1.7\n"

    /// An archive as tools stream it: lengths stand behind the contents (bit 3).
    private func streamed(_ members: [(String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, contents) in members {
            bytes += [0x50, 0x4b, 3, 4, 20, 0, 8, 0, 8, 0] + Zip.number(0, 16) + Zip.number(name.utf8.count, 2)
            bytes += Zip.number(3, 2) + Array(name.utf8) + [1, 2, 3]
            // Deflate with a stored block.
            bytes += [1] + Zip.number(contents.count, 2) + Zip.number(contents.count ^ 0xffff, 2) + contents
            bytes += [0x50, 0x4b, 7, 8] + Zip.number(0, 12)
        }
        return bytes + [0x50, 0x4b, 1, 2] + [UInt8](repeating: 0, count: 60)
    }

    @Test(arguments: sizes)
    func javaArchives(_ size: Int) {
        let inner = Zip.archive([("META-INF/MANIFEST.MF", "Bundle-Version: 1.0\n")])
        let middle = Zip.archive([
            ("lib/inner-a.jar", inner),
            ("META-INF/maven/org.slf4j/slf4j-api/pom.properties", Array(Self.properties.utf8)),
        ])
        let outer = Zip.archive([
            ("A.class", [UInt8](repeating: 0x50, count: 3000)), ("BOOT-INF/lib/middle-3.jar", middle), ("e", []),
            ("META-INF/MANIFEST.MF", Array("Implementation-Version: 9\n".utf8)),
            ("B.class", Array("PK\u{3}\u{4}".utf8)),
        ])
        let expected = [":boot:9", ":inner-a:1.0", "org.slf4j:slf4j-api:1.7"]
        #expect(items(JavaArchive(parsing: outer, name: "boot.jar", from: UnpackingPool())) == expected)
        #expect(
            items(pass(passing("boot.jar"), outer, by: size))
                == expected)
    }

    /// A Java archive of a mebibyte that is read as it passes by.
    private func passing(_ name: String) -> PassingJavaArchive {
        PassingJavaArchive(JavaRecords(archive: name, size: 1 << 20, from: UnpackingPool()))
    }

    @Test(arguments: sizes)
    func streamedJavaArchives(_ size: Int) {
        let inner = Zip.archive([("META-INF/MANIFEST.MF", "Bundle-Version: 2.0.0.qualifier\n")])
        let bytes = streamed([
            ("META-INF/MANIFEST.MF", Array("Implementation-Version: 9\n".utf8)), ("A.class", Array("PKPKPK".utf8)),
            ("META-INF/maven/org.slf4j/slf4j-api/pom.properties", Array(Self.properties.utf8)),
            ("WEB-INF/lib/own-x.jar", inner), ("B.class", []),
        ])
        let found = pass(passing("a.war"), bytes, by: size)
        // The archive inside is stored within its deflate, headers and all: its manifest is not the outer one's.
        #expect(items(found) == [":own-x:2.0.0", "org.slf4j:slf4j-api:1.7"])
        #expect(found?.isCut == false)
    }

    /// A member of more than what is unpacked is said.
    @Test func whatIsTooLargeIsSaid() {
        let large = [UInt8](repeating: 0, count: JavaRecords.recordLimit + 1)
        let archive = Zip.archive([("META-INF/MANIFEST.MF", large), ("x/a-1.jar", Zip.archive([("x", "y")]))])
        let found = pass(passing("big-1.jar"), archive, by: 4096)
        #expect(found?.isCut == true)
        #expect(items(found) == [":a:1", ":big:1"])
        let whole = JavaArchive(parsing: archive, name: "big-1.jar", from: UnpackingPool())
        #expect(whole?.isCut == true)
    }

    @Test func damagedArchivesAreSurvived() {
        let whole = Zip.archive([("x/a-1.jar", Zip.archive([("META-INF/MANIFEST.MF", "Bundle-Version: 1.0\n")]))])
        for place in whole.indices {
            for value in [0, 0xff] as [UInt8] {
                var bytes = whole
                bytes[place] = value
                _ = pass(passing("b.jar"), bytes, by: 5)
            }
            _ = pass(passing("b.jar"), Array(whole[..<place]), by: 3)
        }
        let bottomless = (0..<20).reduce(Zip.archive([("x-1.jar", "x")])) { nested, _ in
            Zip.archive([("y.jar", nested)])
        }
        #expect(pass(passing("b.jar"), bottomless, by: 100) == nil)
    }

    // MARK: Names of Java archives

    /// Maven's group is told by a model's path, a vendor's id or a bundle's name, where these are domain names.
    @Test(
        arguments: [
            (["META-INF/maven/org.a/thing/pom.xml": "<x/>"], "org.a:thing:2.0"),
            (["META-INF/MANIFEST.MF": "Implementation-Vendor-Id: org.apache\n"], "org.apache:thing:2.0"),
            (["META-INF/MANIFEST.MF": "Implementation-Vendor-Id: Apache\n"], ":thing:2.0"),
            (["META-INF/MANIFEST.MF": "Bundle-SymbolicName: org.b.thing;singleton:=true\n"], "org.b:thing:2.0"),
            (["META-INF/MANIFEST.MF": "Bundle-SymbolicName: com.c.col\r\n lection\r\n"], "com.c.collection:thing:2.0"),
            (["META-INF/MANIFEST.MF": "Bundle-SymbolicName: thing\n"], ":thing:2.0"),
            (
                ["META-INF/MANIFEST.MF": "Implementation-Version: ${project.version}\nBundle-Version: 3.qualifier\n"],
                ":thing:3"
            ),
            (["META-INF/MANIFEST.MF": "Bundle-Version: qualifier\n"], ":thing:2.0"),
        ] as [([String: String], String)])
    func groupsAndVersions(_ members: [String: String], _ expected: String) {
        let archive = Zip.archive(members.map { ($0.key, $0.value) })
        #expect(items(JavaArchive(parsing: archive, name: "thing-2.0.jar", from: UnpackingPool())) == [expected])
    }
}
