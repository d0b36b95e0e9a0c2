import AnalysisSupport
import Archive
import Foundation
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Facts of ELF files in both widths and byte orders, and of files that lie.
@Suite struct ExecutableTests {
    static let forms: [(Bool, Bool)] = [(true, false), (true, true), (false, false), (false, true)]

    static func program(is64: Bool = true, isBigEndian: Bool = false) -> ELFFile {
        ELFFile(
            is64: is64, isBigEndian: isBigEndian, interpreter: "/lib64/ld-linux-x86-64.so.2",
            needed: ["libssl.so.3", "libc.so.6"], sharedName: "libx.so.1", runPath: "$ORIGIN/../lib:/opt/lib")
    }

    @Test("Loader's facts are read in each width and byte order", arguments: forms)
    func loaderFacts(is64: Bool, isBigEndian: Bool) throws {
        let file = try #require(
            Executable(parsing: Self.program(is64: is64, isBigEndian: isBigEndian).bytes, from: UnpackingPool()))
        #expect(file.kind == .sharedObject)
        #expect(file.interpreter == "/lib64/ld-linux-x86-64.so.2")
        #expect(file.needed == ["libssl.so.3", "libc.so.6"])
        #expect(file.sharedName == "libx.so.1")
        #expect(file.runPaths == ["$ORIGIN/../lib", "/opt/lib"])
        #expect(file.debugBytes == 0)
    }

    @Test(
        "The type is the header's",
        arguments: [
            (1, Executable.Kind.relocatable), (2, .executable), (3, .sharedObject), (4, .core), (0xfe00, .other),
        ])
    func kinds(type: Int, kind: Executable.Kind) {
        #expect(Executable(parsing: ELFFile(type: type).bytes, from: UnpackingPool())?.kind == kind)
    }

    @Test func runPathIsPreferredToTheOlderOne() {
        #expect(
            Executable(parsing: ELFFile(oldRunPath: "/a", runPath: "/b").bytes, from: UnpackingPool())?.runPaths == [
                "/b"
            ])
        #expect(
            Executable(parsing: ELFFile(oldRunPath: "/a:/c").bytes, from: UnpackingPool())?.runPaths == ["/a", "/c"])
    }

    @Test("Debugging sections count, symbols only beside dynamic ones", arguments: forms)
    func debugBytes(is64: Bool, isBigEndian: Bool) {
        let symbols: [ELFFile.Section] = [
            (".symtab", 2, 0, 300), (".strtab", 3, 0, 40), (".debug_info", 1, 0, 1000), (".text", 1, 6, 64),
        ]
        var file = ELFFile(is64: is64, isBigEndian: isBigEndian)
        file.sections = symbols
        #expect(Executable(parsing: file.bytes, from: UnpackingPool())?.debugBytes == 1000)
        file.sections = symbols + [(".dynsym", 11, 2, 48)]
        #expect(Executable(parsing: file.bytes, from: UnpackingPool())?.debugBytes == 1340)
        file.sections = [(".debug_loaded", 1, 2, 100), (".debug_none", 8, 0, 5000)]
        #expect(Executable(parsing: file.bytes, from: UnpackingPool())?.debugBytes == 0)
    }

    @Test func aSectionThatClaimsMoreThanTheFileCountsNothing() throws {
        var file = ELFFile()
        file.sections = [(".debug_info", 1, 0, 100)]
        var bytes = file.bytes
        // sh_size of the section before the last one.
        let size = bytes.count - 2 * 64 + 32
        bytes.replaceSubrange(size..<size + 8, with: [UInt8](repeating: 0xff, count: 8))
        #expect(Executable(parsing: bytes, from: UnpackingPool())?.debugBytes == 0)
    }

    @Test func whatIsNoELFFileIsNone() {
        #expect(Executable(parsing: [], from: UnpackingPool()) == nil)
        #expect(Executable(parsing: Array("#!/bin/sh\n".utf8), from: UnpackingPool()) == nil)
        #expect(Executable(parsing: [0x7f, 0x45, 0x4c, 0x46], from: UnpackingPool()) == nil)
        #expect(
            Executable(
                parsing: [0x7f, 0x45, 0x4c, 0x46, 3, 1] + [UInt8](repeating: 0, count: 100), from: UnpackingPool())
                == nil)
        #expect(Executable(parsing: [UInt8](repeating: 0, count: 4096), from: UnpackingPool()) == nil)
    }

    @Test("A file cut anywhere, or with any byte set to its worst, is read without a fault", arguments: forms)
    func damage(is64: Bool, isBigEndian: Bool) {
        var program = Self.program(is64: is64, isBigEndian: isBigEndian)
        program.sections = [(".symtab", 2, 0, 30), (".dynsym", 11, 2, 48), (".debug_x", 1, 0, 9)]
        let bytes = program.bytes
        for length in bytes.indices {
            let cut = Executable(parsing: Array(bytes[..<length]), from: UnpackingPool())
            #expect((cut?.debugBytes ?? 0) <= Int64(length))
        }
        for place in bytes.indices.dropFirst(4) {
            for value: UInt8 in [0, 0x7f, 0x80, 0xff] {
                var damaged = bytes
                damaged[place] = value
                let read = Executable(parsing: damaged, from: UnpackingPool())
                #expect((read?.debugBytes ?? 0) <= Int64(bytes.count))
            }
        }
    }

    @Test(
        "This machine's programs have what readelf says", .enabled(if: Shell.has("readelf"), "no readelf"),
        arguments: ["/bin/ls", "/usr/bin/python3", "/bin/tar"])
    func programsOfThisMachine(path: String) throws {
        let result = try Shell.run("readelf", ["-W", "-d", "-l", path])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let file = try #require(Executable(parsing: bytes, from: UnpackingPool()))
        let lines = result.text.split(separator: "\n").map(String.init)
        let needed = lines.filter { $0.contains("(NEEDED)") }.compactMap { line in
            line.split(separator: "[").last.map { String($0.prefix { $0 != "]" }) }
        }
        #expect(!needed.isEmpty)
        #expect(file.needed == needed)
        #expect(lines.contains { $0.contains("interpreter: " + (file.interpreter ?? "none") + "]") })
    }

    @Test(
        "A script's first line names its interpreter",
        arguments: [
            ("#!/bin/sh\nexit", "/bin/sh", nil), ("#! /usr/bin/env python3\n", "/usr/bin/env", "python3"),
            ("#!/usr/bin/env -S node --x \r\n", "/usr/bin/env", "-S node --x"), ("#!/bin/bash", "/bin/bash", nil),
        ] as [(String, String, String?)])
    func scripts(text: String, interpreter: String, argument: String?) throws {
        let script = try #require(Executable(scriptStartingWith: Array(text.utf8)[...]))
        #expect(script.kind == .script)
        #expect(script.interpreter == interpreter)
        #expect(script.interpreterArgument == argument)
    }

    @Test("Other first lines name none", arguments: ["", "#", "#!", "#!\n", "# !/bin/sh", "#!sh", "echo #!/bin/sh"])
    func noScripts(text: String) {
        #expect(Executable(scriptStartingWith: Array(text.utf8)[...]) == nil)
    }
}

extension Executable {
    /// Parses a whole ELF file in memory.
    init?(parsing bytes: [UInt8], from pool: UnpackingPool) {
        self.init(parsing: SpooledBytes(bytes), from: pool)
    }
}
