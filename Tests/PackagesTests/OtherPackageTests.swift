import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Alpine's packages, Node packages, gems and the distribution.
@Suite struct OtherPackageTests {
    static let apk = """
        C:Q1/se1PjO94hYXbfpNR1/61hVORIc=
        P:musl
        V:1.2.5-r0
        A:x86_64
        S:400000
        L:MIT
        o:musl
        D:
        p:so:libc.musl-x86_64.so.1=1
        F:lib
        R:ld-musl-x86_64.so.1
        a:0:0:755
        R:libc.musl-x86_64.so.1

        P:busybox
        V:1.36.1-r29
        A:x86_64
        L:GPL-2.0-only
        o:busybox
        D:so:libc.musl-x86_64.so.1 scanelf>=1 !conflict
        F:
        R:init
        F:bin
        R:busybox
        Z:Q1abc
        M:0:0:1777
        """

    @Test(arguments: ["lib/apk/db/installed", "usr/lib/apk/db/installed"])
    func alpinePackagesHaveFilesAndNeeds(_ place: String) throws {
        let fixture = try InventoryFixture {
            File(place, Self.apk)
            File("lib/ld-musl-x86_64.so.1", size: 600)
            Symlink("lib/libc.musl-x86_64.so.1", to: "ld-musl-x86_64.so.1")
            File("bin/busybox", size: 800)
            File("init", size: 3)
        }
        let busybox = try #require(fixture.package("busybox"))
        #expect(busybox.ecosystem == .apk)
        #expect(busybox.version == "1.36.1-r29")
        #expect(busybox.license == "GPL-2.0-only")
        #expect(busybox.dependencies == ["so:libc.musl-x86_64.so.1", "scanelf"])
        #expect(fixture.files("busybox") == ["bin/busybox", "init"])
        #expect(busybox.size == 803)
        #expect(fixture.files("musl").count == 2)
        #expect(fixture.inventory.dependencies(of: busybox).map(\.name) == ["musl"])
    }

    @Test func theLayerIsTheOneOfMostFiles() throws {
        let fixture = try InventoryFixture(
            Image {
                Layer {
                    File("lib/apk/db/installed", "P:musl\nV:1\nF:lib\nR:a\nR:b\n")
                    File("lib/a", "1")
                    File("lib/b", "1")
                }
                Layer {
                    File("lib/b", "2")
                    File("lib/apk/db/installed", "P:musl\nV:1\nF:lib\nR:a\nR:b\n\nP:new\nV:1\nF:\nR:new\n")
                    File("new", "1")
                }
            })
        #expect(fixture.package("musl")?.layer == 1)
        #expect(fixture.package("new")?.layer == 2)
    }

    @Test func nodePackagesHaveTheirDirectories() throws {
        let fixture = try InventoryFixture {
            File("app/package.json", #"{"name":"app","version":"0.0.1"}"#)
            File(
                "app/node_modules/express/package.json",
                #"{"name":"express","version":"4.19.2","license":"MIT","dependencies":{"send":"0.18.0","accepts":"~1"},"author":{}}"#
            )
            File("app/node_modules/express/index.js", size: 100)
            File("app/node_modules/express/lib/router/index.js", size: 10)
            File("app/node_modules/express/test/package.json", #"{"name":"fixture","version":"1"}"#)
            File(
                "app/node_modules/express/node_modules/send/package.json",
                #"{"name":"send","version":"0.18.0","licenses":[{"type":"ISC"}]}"#)
            File("app/node_modules/express/node_modules/send/send.js", size: 1000)
            File("app/node_modules/express/node_modules/.bin/x", size: 1)
            File(
                "app/node_modules/@types/node/package.json",
                #"{"name":"@types/node","version":"20.1.0","license":{"type":"MIT"}}"#)
            File("app/node_modules/broken/package.json", "{")
            File("app/node_modules/nameless/package.json", #"{"version":"1"}"#)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["@types/node", "express", "send"])
        let express = try #require(fixture.package("express"))
        #expect(express.dependencies == ["accepts", "send"])
        #expect(express.license == "MIT")
        #expect(fixture.owner("app/node_modules/express/lib/router/index.js") == "express")
        #expect(fixture.owner("app/node_modules/express/node_modules/send/send.js") == "send")
        #expect(fixture.owner("app/node_modules/express/node_modules/.bin/x") == nil)
        #expect(fixture.owner("app/package.json") == nil)
        #expect(fixture.package("send")?.license == "ISC")
        #expect(fixture.package("@types/node")?.license == "MIT")
        #expect(fixture.inventory.dependencies(of: express).map(\.name) == ["send"])
    }

    @Test func gemsHaveTheirDirectories() throws {
        let fixture = try InventoryFixture {
            File(
                "var/lib/gems/3.1.0/specifications/rack-2.2.9.gemspec",
                """
                # -*- encoding: utf-8 -*-
                # stub: rack 2.2.9 ruby lib

                Gem::Specification.new do |s|
                  s.name = "rack".freeze
                  s.version = "2.2.9"
                  s.licenses = ["MIT".freeze, "Ruby".freeze]
                  s.metadata = { "name" => "x" } if s.respond_to? :metadata=
                  s.add_runtime_dependency(%q<webrick>.freeze, ["~> 1.0"])
                  s.add_dependency("base64", [">= 0.1"])
                  s.add_development_dependency(%q<minitest>.freeze, ["~> 5.0"])
                end
                """)
            File("var/lib/gems/3.1.0/gems/rack-2.2.9/lib/rack.rb", size: 50)
            File(
                "usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec",
                "s.name = \"json\"\ns.version = '2.6.1'\n")
            File("other/rack.gemspec", "s.name = \"no\"\ns.version = \"1\"\n")
        }
        let rack = try #require(fixture.package("rack"))
        #expect(rack.version == "2.2.9")
        #expect(rack.license == "MIT OR Ruby")
        #expect(rack.dependencies == ["webrick", "base64"])
        #expect(fixture.owner("var/lib/gems/3.1.0/gems/rack-2.2.9/lib/rack.rb") == "rack")
        #expect(fixture.package("json")?.version == "2.6.1")
        #expect(fixture.package("no") == nil)
    }

    @Test func theDistributionIsRead() throws {
        let text = """
            # comment
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm) \\"x\\""
            ID=debian
            VERSION_ID='12'
            VERSION_CODENAME=bookworm
            ID_LIKE="a b"
            """
        let fixture = try InventoryFixture {
            Symlink("etc/os-release", to: "../usr/lib/os-release")
            File("usr/lib/os-release", text)
        }
        let distribution = try #require(fixture.inventory.distribution)
        #expect(distribution.id == "debian")
        #expect(distribution.version == "12")
        #expect(distribution.codename == "bookworm")
        #expect(distribution.prettyName == "Debian GNU/Linux 12 (bookworm) \"x\"")
        #expect(distribution.like == ["a", "b"])
    }

    @Test func anEmptyImageHasNothing() throws {
        let fixture = try InventoryFixture { File("x", "y") }
        #expect(fixture.inventory.distribution == nil)
        #expect(fixture.inventory.packages.isEmpty)
        #expect(fixture.inventory.unownedBytes == 1)
        #expect(try InventoryFixture(Image {}).inventory.packages.isEmpty)
    }

    @Test(arguments: [
        "", "P:\nV:\n", "P", "P:x\n", ":\n:\n", "F:a\nR:b\n", "P:a\nV:1\nF:../../..\nR:../../x\n\nP:b\nV:2",
    ])
    func damagedApkRecordsAreSurvived(_ text: String) throws {
        let fixture = try InventoryFixture { File("lib/apk/db/installed", text) }
        #expect(fixture.inventory.packages.allSatisfy { !$0.name.isEmpty && $0.files.isEmpty })
    }
}
