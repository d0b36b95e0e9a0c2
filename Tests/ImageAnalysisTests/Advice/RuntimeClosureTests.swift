import TestSupport
import Testing

@testable import ImageAnalysis

/// What running needs: libraries, interpreters, packages; each with its reason.
@Suite struct RuntimeClosureTests {
    private func closure(command: [String], @LayerBuilder _ items: () -> [any LayerItem]) throws -> Reached {
        let layer = Layer(items).createdBy("RUN /bin/sh -c make # buildkit", comment: NaiveImage.buildKit)
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") { layer }.configured { config in
                config.command = command
                config.environment = ["PATH=/usr/local/bin:/usr/bin:/bin"]
                config.workingDirectory = "/app"
            })
        return Reached(image: fixture.image, closure: try #require(RuntimeClosure(of: fixture.image)))
    }

    private struct Reached {
        let image: AnalyzedImage
        let closure: RuntimeClosure
        var paths: [String] { closure.files.keys.map { image.text(of: $0) }.sorted() }
        func reason(_ path: String) -> String? {
            image.stack.find(Array(path.utf8)).flatMap { closure.files[$0]?.text }
        }
    }

    private func program(_ needed: String..., runPath: String? = nil) -> [UInt8] {
        ELFFile(interpreter: "/lib64/ld.so", needed: needed, runPath: runPath).bytes
    }

    @Test func librariesAreFoundWhereTheLoaderLooks() throws {
        let reached = try closure(command: ["/opt/app/bin/run"]) {
            File(
                "opt/app/bin/run", bytes: program("liba.so", "libb.so", "libc.so", runPath: "$ORIGIN/../lib"),
                mode: 0o755)
            File("opt/app/lib/liba.so", bytes: ELFFile(needed: ["libd.so"]).bytes)
            File("etc/ld.so.conf.d/x.conf", "# ours\n/opt/libs\n")
            File("opt/libs/libb.so", bytes: ELFFile().bytes)
            File("usr/lib/x86_64-linux-gnu/libc.so", bytes: ELFFile().bytes)
            File("usr/lib/libd.so.1.2", bytes: ELFFile().bytes)
            Symlink("usr/lib/libd.so", to: "libd.so.1.2")
            File("lib64/ld.so", bytes: ELFFile().bytes, mode: 0o755)
            File("usr/lib/libunused.so", bytes: ELFFile().bytes)
        }
        #expect(
            reached.paths == [
                "lib64/ld.so", "opt/app/bin/run", "opt/app/lib/liba.so", "opt/libs/libb.so", "usr/lib/libd.so.1.2",
                "usr/lib/x86_64-linux-gnu/libc.so",
            ])
        #expect(reached.reason("usr/lib/libd.so.1.2") == "ELF NEEDED of /opt/app/lib/liba.so")
        #expect(reached.reason("opt/app/bin/run") == "CMD runs it")
        #expect(reached.closure.isComplete)
    }

    @Test func scriptsNeedTheirInterpreters() throws {
        let reached = try closure(command: ["serve"]) {
            File("usr/local/bin/serve", "#!/usr/bin/env node\n", mode: 0o755)
            File("usr/bin/env", bytes: program(), mode: 0o755)
            File("usr/bin/node", bytes: program(), mode: 0o755)
            File("usr/bin/python3", bytes: program(), mode: 0o755)
        }
        #expect(reached.paths == ["usr/bin/env", "usr/bin/node", "usr/local/bin/serve"])
        #expect(reached.reason("usr/bin/node") == "runs the script /usr/local/bin/serve")
    }

    @Test func aScriptOfTheWorkingDirectoryIsFound() throws {
        let reached = try closure(command: ["./start.sh"]) {
            File("app/start.sh", "#!/bin/sh\nexec main", mode: 0o755)
            Symlink("bin", to: "usr/bin")
            File("usr/bin/sh", bytes: program(), mode: 0o755)
        }
        #expect(reached.paths == ["app/start.sh", "usr/bin/sh"])
    }

    @Test func linksInALoopEnd() throws {
        let reached = try closure(command: ["/a"]) {
            Symlink("a", to: "b")
            Symlink("b", to: "a")
        }
        #expect(reached.paths.isEmpty)
        #expect(reached.closure.missing == ["/a"])
        #expect(!reached.closure.isComplete)
    }

    @Test func aPackageIsKeptWholeWithWhatItDependsOn() throws {
        let packages = [
            DebianPackage(name: "web", depends: "data (>= 1) | other, libc6", files: [("usr/bin/web", program())]),
            DebianPackage(name: "data", files: [("usr/share/data/x", DebianPackage.bytes(10))]),
            DebianPackage(name: "other", files: [("usr/share/other/x", DebianPackage.bytes(10))]),
            .libc, .base,
        ]
        let reached = try closure(command: ["web"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
        }
        #expect(Set(reached.closure.packages.keys.map(\.name)) == ["web", "data", "libc6", "base-files"])
        #expect(reached.reason("usr/share/data/x") == "package data: dependency of web")
        #expect(reached.reason("usr/bin/base")?.contains("essential package base-files") == true)
    }

    @Test func pythonNeedsItsLibraryAndWhatItsModulesAreLinkedWith() throws {
        let fixture = try AnalyzedFixture(NaiveImage.image)
        let closure = try #require(RuntimeClosure(of: fixture.image))
        let names = Set(closure.packages.keys.filter { $0.ecosystem == .dpkg }.map(\.name))
        #expect(names == ["base-files", "dash", "libc6", "libssl3"])
        #expect(closure.pythonPrefixes == ["usr/local"])
        #expect(closure.packages.keys.contains { $0.ecosystem == .python && $0.name == "flask" })
        #expect(closure.notes.isEmpty)
    }

    @Test("Where contents are blank, module names tell what CPython links, and the note says so")
    func blankContents() throws {
        let reached = try closure(command: ["python3"]) {
            DebianPackage.ssl.items
            DebianPackage.status([.ssl])
            File("usr/local/bin/python3", bytes: [UInt8](repeating: 0, count: 9000), mode: 0o755)
            File(
                "usr/local/lib/python3.11/lib-dynload/_ssl.cpython-311.so", bytes: [UInt8](repeating: 0, count: 900))
        }
        #expect(reached.closure.packages.keys.contains { $0.name == "libssl3" })
        #expect(reached.closure.notes.contains { $0.contains("blanked?") })
    }

    @Test func aProgramThatTheApplicationNamesIsKept() throws {
        let packages = [
            DebianPackage(name: "curl", section: "web", files: [("usr/bin/curl", program())]),
            DebianPackage(name: "vim-tiny", section: "editors", files: [("usr/bin/vim.tiny", program())]),
        ]
        let reached = try closure(command: ["/app/run.sh"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
            File("app/run.sh", "#!/bin/sh\ncurl -f http://x\n", mode: 0o755)
        }
        #expect(reached.closure.packages.keys.map(\.name) == ["curl"])
        #expect(reached.reason("usr/bin/curl")?.contains("text names curl") == true)
    }

    @Test func anEmptyImageReachesNothing() throws {
        let fixture = try AnalyzedFixture(Image(reference: "empty:1"))
        #expect(RuntimeClosure(of: fixture.image) == nil)
        #expect(Advice(on: fixture.image, findings: []).before.bytes == 0)
    }
}
