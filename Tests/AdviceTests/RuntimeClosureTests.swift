import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Advice

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

    @Test(
        "Debian's packages of modules are kept where the application names the module",
        arguments: [
            ("node-express", "a.js", "const e = require(\"express\");", true),
            ("node-webpack", "a.js", "const e = require(\"express\");", false),
            ("python3-yaml", "a.py", "import yaml", true),
            ("libjson-xs-perl", "a.pl", "use JSON::XS;", true),
            ("libjson-xs-perl", "a.pl", "use JSON;", false),
            ("ruby-sinatra", "a.rb", "require 'sinatra'", true),
            ("libexpress1", "a.js", "express", false),
        ])
    func modules(package: String, file: String, text: String, isKept: Bool) throws {
        let module = DebianPackage(name: package, files: [("usr/share/x/\(package)", DebianPackage.bytes(10))])
        let reached = try closure(command: ["/app/run"]) {
            module.items
            DebianPackage.status([module])
            File("app/run", "#!/bin/sh\n", mode: 0o755)
            File("app/\(file)", text)
        }
        #expect(reached.closure.packages.keys.contains { $0.name == package } == isKept)
    }

    @Test func textsOfPackagesAreNotTheApplications() throws {
        let packages = [
            DebianPackage(name: "webpack", files: [("usr/share/nodejs/webpack/entrypoint.js", Array("express".utf8))]),
            DebianPackage(name: "node-express", files: [("usr/share/nodejs/express.js", DebianPackage.bytes(10))]),
        ]
        let reached = try closure(command: ["/app/run"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
            File("app/run", "#!/bin/sh\n", mode: 0o755)
        }
        #expect(reached.closure.packages.isEmpty)
    }

    @Test func aDistributionInAPackageOfTheSystemIsNoRequirement() throws {
        let directory = "usr/lib/python3/dist-packages/pip-23.dist-info/"
        let pip = DebianPackage(
            name: "python3-pip",
            files: [
                (directory + "METADATA", Array("Metadata-Version: 2.1\nName: pip\nVersion: 23\n".utf8)),
                (directory + "RECORD", Array("pip-23.dist-info/METADATA,,\n".utf8)),
            ])
        let reached = try closure(command: ["/app/run"]) {
            pip.items
            DebianPackage.status([pip])
            File("app/run", "#!/bin/sh\n", mode: 0o755)
        }
        #expect(reached.image.packages.packages.map(\.name).sorted() == ["pip", "python3-pip"])
        #expect(reached.closure.packages.isEmpty)
    }

    @Test func thePartThatStartsNeedsTheInterpreterAndNoLibraryOfThatName() throws {
        let packages = [
            DebianPackage(
                name: "python3.11-minimal", depends: "libpython3.11-minimal", files: [("usr/bin/python3", program())]),
            DebianPackage(name: "python3.11", files: [("usr/bin/pydoc3", [0x2e])]),
            DebianPackage(name: "libpython3.11-minimal", files: [("usr/lib/python3.11/os.py", [0x2e])]),
            DebianPackage(name: "libpython3.11", files: [("usr/lib/libpython3.11.so", [0x2e])]),
        ]
        let reached = try closure(command: ["python3"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
        }
        let names = Set(reached.closure.packages.keys.map(\.name))
        #expect(names == ["python3.11-minimal", "python3.11", "libpython3.11-minimal"])
        #expect(reached.closure.pythonName == nil)
        let install = SystemPackages.toInstall(in: reached.image, reached: reached.closure) { _ in true }
        #expect(install.map(\.name) == ["python3.11", "python3.11-minimal"])
    }

    @Test func packagesThatDependOnEachOtherAreNamedOnce() throws {
        let packages = [
            DebianPackage(name: "a", depends: "b", files: [("usr/bin/a", program())]),
            DebianPackage(name: "b", depends: "a", files: [("usr/bin/b", program())]),
        ]
        let reached = try closure(command: ["b"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
        }
        let install = SystemPackages.toInstall(in: reached.image, reached: reached.closure) { _ in true }
        #expect(install.map(\.name) == ["a"])
    }

    @Test func anAlternativeIsNamedSinceAnotherOneMayBeChosen() throws {
        let packages = [
            DebianPackage(name: "web", depends: "fast | plain, data", files: [("usr/bin/web", program())]),
            DebianPackage(name: "plain", files: [("usr/share/plain", DebianPackage.bytes(10))]),
            DebianPackage(name: "data", files: [("usr/share/data", DebianPackage.bytes(10))]),
        ]
        let reached = try closure(command: ["web"]) {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
        }
        let install = SystemPackages.toInstall(in: reached.image, reached: reached.closure) { _ in true }
        #expect(install.map(\.name) == ["plain", "web"])
    }

    @Test("A library of the full base that only a wheel is linked with has to be installed into the slim one")
    func libraryOfAWheel() throws {
        let client = DebianPackage(
            name: "libpq5", depends: "libc6",
            files: [
                ("usr/lib/x86_64-linux-gnu/libpq.so.5", ELFFile(needed: ["libc.so.6"], sharedName: "libpq.so.5").bytes)
            ])
        let packages = NaiveImage.packages + [client]
        let site = "usr/local/lib/python3.11/site-packages/"
        let image = Image(reference: "app:pq") {
            Layer {
                packages.flatMap(\.items)
                DebianPackage.status(packages)
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            NaiveImage.python
            Step("/bin/sh -c #(nop)  CMD [\"python3\"]")
            Layer {
                File(site + "psycopg2/_psycopg.so", bytes: ELFFile(needed: ["libpq.so.5", "libssl.so.3"]).bytes)
                File(site + "psycopg2-2.dist-info/METADATA", "Metadata-Version: 2.1\nName: psycopg2\nVersion: 2\n")
                File(site + "psycopg2-2.dist-info/RECORD", "psycopg2/_psycopg.so,,\npsycopg2-2.dist-info/METADATA,,\n")
            }.createdBy("RUN /bin/sh -c pip install psycopg2 # buildkit", comment: NaiveImage.buildKit)
        }.configured { config in
            config.environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "PYTHON_VERSION=3.11.7"]
            config.command = ["python3"]
        }
        let fixture = try AnalyzedFixture(image)
        let advice = Advice(on: fixture.image, findings: [])
        let remedy = try #require(advice.remedies.first { $0.id == "slim-base" })
        #expect(remedy.action == "Start the final stage FROM python:3.11-slim and install libpq5.")
    }

    @Test func anEmptyImageReachesNothing() throws {
        let fixture = try AnalyzedFixture(Image(reference: "empty:1"))
        #expect(RuntimeClosure(of: fixture.image) == nil)
        #expect(Advice(on: fixture.image, findings: []).before.bytes == 0)
    }
}
