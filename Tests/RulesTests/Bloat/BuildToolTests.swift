import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct BuildToolTests {
    private static func program(debug: Int, type: Int = 3) -> [UInt8] {
        var file = ELFFile(type: type)
        file.sections = [(".debug_info", 1, 0, debug), (".text", 1, 6, 64)]
        return file.bytes
    }

    @Test func programsThatWereNotStripped() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/app", bytes: Self.program(debug: 9000), mode: 0o755)
            File("usr/bin/small", bytes: Self.program(debug: 4095), mode: 0o755)
            File("usr/lib/app.o", bytes: Self.program(debug: 9000, type: 1))
            File("usr/lib/debug/.build-id/aa/b.debug", size: 7000)
            File("usr/lib/debugger/x", size: 7001)
        }
        #expect(fixture.paths("debug-symbols") == ["usr/bin/app", "usr/lib/debug/.build-id/aa/b.debug"])
        let finding = try #require(fixture.findings("debug-symbols").first)
        // Of the program its sections only: stripping leaves the rest.
        #expect(finding.bytes == 16_000)
        #expect(finding.items.first?.note.hasPrefix("9.0 kB of ") == true)
    }

    @Test func aProgramThatALaterLayerStrippedIsClean() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer { File("usr/bin/app", bytes: Self.program(debug: 9000), mode: 0o755) }
                Layer { File("usr/bin/app", bytes: Self.program(debug: 0), mode: 0o755) }
            })
        #expect(fixture.findings("debug-symbols").isEmpty)
    }

    @Test func coreDumpsAreToldByTheirType() throws {
        let core = Self.program(debug: 9000, type: 4)
        let fixture = try AnalyzedFixture {
            File("srv/core", bytes: core, mode: 0o600)
            File("srv/core.4711", bytes: core + [0], mode: 0o600)
            File("usr/lib/core.so", bytes: Self.program(debug: 9000))
            File("srv/core.txt", size: 9000)
        }
        #expect(fixture.paths("core-dumps") == ["srv/core", "srv/core.4711"])
    }

    /// dpkg's records of packages and their files.
    @LayerBuilder private static func installed(_ packages: [String: [String]]) -> [any LayerItem] {
        let names = packages.keys.sorted()
        File(
            "var/lib/dpkg/status",
            names.map {
                "Package: \($0)\nStatus: install ok installed\nArchitecture: amd64\nVersion: 14.2-1\n"
            }.joined(separator: "\n"))
        for name in names {
            File(
                "var/lib/dpkg/info/\(name).list",
                packages[name, default: []].map { "/\($0)\n" }.joined())
        }
        for (number, path) in names.flatMap({ packages[$0, default: []] }).enumerated() {
            File(path, size: 6000 + number)
        }
    }

    @Test func packagesBringWhatPathsDoNotTell() throws {
        let fixture = try AnalyzedFixture {
            Self.installed([
                "cpp-14": ["usr/share/cpp/specs"], "gcc-14-base": ["usr/share/gcc-base/README"],
                "libz-dev": ["usr/share/z/z.pc", "usr/lib/libz.a"], "make": ["usr/bin/make"],
                "zlib1g": ["usr/lib/libz.so.1"], "makedev": ["usr/sbin/MAKEDEV"],
            ])
        }
        #expect(fixture.paths("compilers") == ["usr/bin/make", "usr/share/cpp/specs"])
        #expect(fixture.paths("headers") == ["usr/share/z/z.pc"])
        #expect(fixture.paths("static-libraries") == ["usr/lib/libz.a"])
        let evidence = try #require(fixture.findings("compilers").first).evidence
        #expect(evidence.hasSuffix("Packages: make 6.0 kB, cpp-14 6.0 kB."))
    }

    @Test(
        "Which packages bring tools",
        arguments: [
            ("gcc-14", true), ("g++", true), ("binutils-x86-64-linux-gnu", true), ("golang-1.24-go", true),
            ("cargo", true),
            ("rustc", true), ("clang-19", true), ("cmake-data", true), ("gcc-14-base", false), ("gcc-doc", false),
            ("libgcc-s1", false), ("cargonaut", false), ("makedev", false), ("golangci", false), ("clangd", false),
        ])
    func packagesOfTools(_ name: String, _ isTool: Bool) throws {
        let fixture = try AnalyzedFixture { Self.installed([name: ["opt/x/file"], "other": ["opt/y/file"]]) }
        #expect(fixture.paths("compilers") == (isTool ? ["opt/x/file"] : []))
    }

    @Test func alpinesDevelopmentFilesAreKnownByTheirPackage() throws {
        let fixture = try AnalyzedFixture {
            File(
                "lib/apk/db/installed",
                "P:zlib-dev\nV:1.3-r0\nA:x86_64\nF:usr/share/z\nR:z.m4\n\nP:go\nV:1.22-r0\nA:x86_64\nF:opt/go\nR:go\n\n"
            )
            File("usr/share/z/z.m4", size: 6000)
            File("opt/go/go", size: 6001)
            File("usr/lib/go/src/a.go", size: 6002)
        }
        #expect(fixture.paths("headers") == ["usr/share/z/z.m4"])
        #expect(fixture.paths("compilers") == ["opt/go/go", "usr/lib/go/src/a.go"])
    }

    @Test func aProgramWithTwoNamesIsStrippedOnce() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/app", bytes: Self.program(debug: 9000), mode: 0o755)
            HardLink("usr/bin/other", to: "usr/bin/app")
        }
        #expect(fixture.findings("debug-symbols").map(\.bytes) == [9000])
    }

    @Test func separateDebuggingFilesCountWholeAndOnce() throws {
        let bytes = Self.program(debug: 9000)
        let fixture = try AnalyzedFixture { File("usr/lib/debug/.build-id/aa/b.debug", bytes: bytes) }
        #expect(fixture.findings("debug-symbols").map(\.bytes) == [Int64(bytes.count)])
        #expect(fixture.findings("debug-symbols").first?.items.map(\.note) == [""])
    }

    @Test(
        "A dump is told by its type, in a file that is called core",
        arguments: [
            ("srv/core", 2, false), ("srv/core.77", 3, false), ("srv/core-app.1", 4, true), ("srv/a.dump", 4, false),
        ])
    func dumpsByType(_ path: String, _ type: Int, _ isDump: Bool) throws {
        let fixture = try AnalyzedFixture { File(path, bytes: Self.program(debug: 9000, type: type)) }
        #expect(fixture.paths("core-dumps") == (isDump ? [path] : []))
    }

    @Test("A file too large to look into is taken for a dump by its usual name alone")
    func largeFiles() throws {
        let start = SparseFile.Region(at: 0, [UInt8](repeating: 1, count: 512))
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer(format: .gnu) {
                    for name in ["core", "core.4711", "core.img", "corel"] {
                        SparseFile("srv/\(name)", size: 1 << 39, [start], form: .gnu)
                    }
                }
            })
        #expect(fixture.paths("core-dumps") == ["srv/core", "srv/core.4711"])
    }
}
