import AnalysisSupport
import Evidence
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Lock files, which count where nothing better tells what is installed.
@Suite struct LockFileTests {
    /// A file, its contents, and what it locks.
    struct Line: Sendable, CustomTestStringConvertible {
        let name: String
        let ecosystem: Ecosystem
        let text: String
        let packages: [String]
        var testDescription: String { name }
    }

    static let table: [Line] = [
        Line(
            name: "package-lock.json", ecosystem: .npm,
            text: #"""
                {"lockfileVersion":3,"packages":{"":{"name":"app","version":"1.0.0"},
                "node_modules/send":{"version":"0.18.0"},"node_modules/@a/b/node_modules/c":{"version":"2.0.0"},
                "node_modules/jest":{"version":"29.0.0","dev":true},"node_modules/own":{"link":true,"version":"1"},
                "packages/own":{"version":"9.0.0"}}}
                """#, packages: ["c@2.0.0", "send@0.18.0"]),
        Line(
            name: "npm-shrinkwrap.json", ecosystem: .npm,
            text:
                #"{"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0"}}},"d":{"version":"1","dev":true}}}"#,
            packages: ["a@1.0.0", "b@2.0.0"]),
        Line(
            name: "yarn.lock", ecosystem: .npm,
            text: """
                # yarn lockfile v1

                "@babel/core@^7.0.0", "@babel/core@^7.1.0":
                  version "7.1.2"
                  dependencies:
                    send "0.18.0"

                send@0.18.0:
                  version "0.18.0"
                """, packages: ["@babel/core@7.1.2", "send@0.18.0"]),
        Line(
            name: "yarn.lock", ecosystem: .npm,
            text: """
                __metadata:
                  version: 8

                "app@workspace:.":
                  version: 0.0.0-use.local
                  resolution: "app@workspace:."

                "alias@npm:lodash@^4":
                  version: 4.17.21
                  resolution: "lodash@npm:4.17.21"
                """, packages: ["lodash@4.17.21"]),
        Line(
            name: "pnpm-lock.yaml", ecosystem: .npm,
            text: """
                lockfileVersion: '6.0'

                packages:

                  /@babel/core@7.1.2(x@1.0.0):
                    resolution: {integrity: sha512-x}
                    dev: false

                  /jest@29.0.0:
                    resolution: {integrity: sha512-y}
                    dev: true

                  'send@0.18.0':
                    resolution: {integrity: sha512-z}

                  /old/1.0.0_peer@2.0.0:
                    dev: false

                snapshots:

                  other@1.0.0:
                    dev: false
                """, packages: ["@babel/core@7.1.2", "old@1.0.0", "send@0.18.0"]),
        Line(
            name: "poetry.lock", ecosystem: .python,
            text: """
                [[package]]
                name = "requests"
                version = "2.31.0"
                groups = ["main", "dev"]

                [package.dependencies]
                version = "9"

                [[package]]
                name = "pytest"
                version = "8.0"
                groups = ["dev"]

                [[package]]
                name = "black"
                version = "24.0"
                category = "dev"

                [metadata]
                name = "x"
                """, packages: ["requests@2.31.0"]),
        Line(
            name: "uv.lock", ecosystem: .python,
            text: """
                version = 1
                [[package]]
                name = "app"
                version = "0.1.0"
                source = { virtual = "." }
                [[package]]
                name = "anyio"
                version = "4.3.0"
                source = { registry = "https://pypi.org/simple" }
                """, packages: ["anyio@4.3.0"]),
        Line(
            name: "Pipfile.lock", ecosystem: .python,
            text:
                #"{"default":{"flask":{"version":"==3.0.0"},"git":{"ref":"x"}},"develop":{"pytest":{"version":"==8"}}}"#,
            packages: ["flask@3.0.0"]),
        Line(
            name: "Gemfile.lock", ecosystem: .gem,
            text: """
                PATH
                  remote: .
                  specs:
                    own (1.0)

                GEM
                  remote: https://rubygems.org/
                  specs:
                    nokogiri (1.16.2-x86_64-linux)
                      racc (~> 1.4)
                    rack (3.0.1)

                DEPENDENCIES
                  rack
                """, packages: ["nokogiri@1.16.2", "rack@3.0.1"]),
        Line(
            name: "composer.lock", ecosystem: .composer,
            text:
                #"{"packages":[{"name":"Acme/lib","version":"v1.2.3"}],"packages-dev":[{"name":"a/dev","version":"1"}]}"#,
            packages: ["acme/lib@v1.2.3"]),
        Line(
            name: "Cargo.lock", ecosystem: .cargo,
            text: """
                version = 3

                [[package]]
                name = "app"
                version = "0.1.0"
                dependencies = [
                 "serde",
                ]

                [[package]]
                name = "serde"
                version = "1.0.200"
                source = "registry+https://github.com/rust-lang/crates.io-index"
                """, packages: ["serde@1.0.200"]),
        Line(
            name: "go.mod", ecosystem: .go,
            text: """
                module example.com/app
                go 1.21
                require golang.org/x/text v0.14.0
                require (
                \tgithub.com/a/b v1.2.3 // indirect
                \t// github.com/no/no v1.0.0
                )
                replace github.com/a/b v1.2.3 => ../b
                """, packages: ["github.com/a/b@v1.2.3", "golang.org/x/text@v0.14.0"]),
        Line(
            name: "packages.lock.json", ecosystem: .nuget,
            text:
                #"{"version":1,"dependencies":{"net8.0":{"Serilog":{"type":"Direct","resolved":"3.1.1"},"own":{"type":"Project"}}}}"#,
            packages: ["Serilog@3.1.1"]),
        Line(
            name: "gradle.lockfile", ecosystem: .jar,
            text: "# x\norg.a:b:1.0=compileClasspath,runtimeClasspath\norg.t:t:1=testRuntimeClasspath\nempty=\n",
            packages: ["org.a:b@1.0"]),
    ]

    private func locked(_ fixture: InventoryFixture) -> [String] {
        fixture.inventory.packages.filter { $0.evidence == .lockFile }.map { "\($0.name)@\($0.version)" }
    }

    @Test(arguments: table)
    func eachKindIsRead(_ line: Line) throws {
        let fixture = try InventoryFixture { File("app/" + line.name, line.text) }
        #expect(locked(fixture) == line.packages)
        #expect(fixture.inventory.packages.allSatisfy { $0.ecosystem == line.ecosystem && $0.files.isEmpty })
        #expect(fixture.inventory.ownedBytes == 0)
    }

    /// Packages bring lock files along; so do examples.
    @Test(arguments: ["app/node_modules/a/", "app/vendor/b/", "usr/lib/python3/site-packages/c/", "src/testdata/"])
    func thoseOfOthersDoNotCount(_ place: String) throws {
        let fixture = try InventoryFixture {
            for line in Self.table { File(place + line.name, line.text) }
        }
        #expect(fixture.inventory.packages.isEmpty)
    }

    @Test func whatIsInstalledIsBetter() throws {
        let node = Self.table[0]
        let python = try #require(Self.table.first { $0.name == "poetry.lock" })
        let fixture = try InventoryFixture {
            File("app/package-lock.json", node.text)
            File("app/node_modules/send/package.json", #"{"name":"send","version":"0.18.0"}"#)
            // Elsewhere nothing was installed from it.
            File("other/package-lock.json", node.text)
            File("app/poetry.lock", python.text)
            File(
                "usr/lib/python3/site-packages/requests-2.31.0.dist-info/METADATA", "Name: Requests\nVersion: 2.31.0\n")
        }
        #expect(locked(fixture) == ["c@2.0.0", "send@0.18.0"])
        #expect(fixture.inventory.packages.filter { $0.evidence == .record }.map(\.name) == ["Requests", "send"])
        #expect(
            fixture.inventory.packages.filter { $0.evidence == .lockFile }.allSatisfy {
                fixture.image.text(of: $0.record) == "other/package-lock.json"
            })
    }

    @Test(arguments: table)
    func damagedOnesAreSurvived(_ line: Line) throws {
        let bytes = Array(line.text.utf8)
        let fixture = try InventoryFixture {
            for length in stride(from: 1, to: bytes.count, by: 7) {
                File("a\(length)/\(line.name)", bytes: Array(bytes[..<length]))
            }
            File("deep/\(line.name)", String(repeating: "{\"packages\":", count: 5000))
        }
        #expect(fixture.inventory.packages.allSatisfy { !$0.name.isEmpty && !$0.version.isEmpty })
    }
}
