import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Packages of languages by what their own tools write: the forms are those of Composer 2.5, R 4.2, LuaRocks 3.8, conda 24,
/// the .NET SDK 8 and cargo-auditable 0.6.
@Suite struct LanguagePackageTests {
    @Test func composerListsWhatItInstalled() throws {
        let fixture = try InventoryFixture {
            File(
                "srv/app/vendor/composer/installed.json",
                #"""
                {"packages": [
                  {"name": "Acme/lib", "version": "v1.2.3", "license": ["MIT", "GPL-2.0-or-later"], "extra": [],
                   "require": {"php": ">=7", "ext-json": "*", "acme/other": "^1"}, "install-path": "../acme/lib"},
                  {"name": "acme/other", "version": "1.0.0", "require": [], "license": "ISC"},
                  {"name": 5, "version": "1"}, {"name": "no/version"}, "odd",
                  {"name": "acme/out", "version": "1", "install-path": "../../../../../../../../etc"}
                ], "dev": true, "dev-package-names": []}
                """#)
            File("srv/app/vendor/acme/lib/src/A.php", size: 10)
            File("srv/app/vendor/acme/other/B.php", size: 5)
            File("old/vendor/composer/installed.json", #"[{"name":"old/one","version":"1.0"}]"#)
            File("docs/installed.json", #"[{"name":"no/package","version":"1.0"}]"#)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["acme/lib", "acme/other", "acme/out", "old/one"])
        let library = try #require(fixture.package("acme/lib"))
        #expect((library.version, library.license) == ("v1.2.3", "MIT OR GPL-2.0-or-later"))
        #expect(library.dependencies == ["acme/other"])
        #expect(fixture.inventory.dependencies(of: library).map(\.name) == ["acme/other"])
        #expect(fixture.owner("srv/app/vendor/acme/lib/src/A.php") == "acme/lib")
        #expect(fixture.owner("srv/app/vendor/acme/other/B.php") == "acme/other")
        #expect(fixture.package("acme/other")?.license == "ISC")
    }

    /// `Built` is what installing adds: a source has a `DESCRIPTION` too.
    @Test func installedPackagesOfRAreTold() throws {
        let description = """
            Package: jsonlite
            Version: 1.8.4
            License: MIT + file LICENSE
            Depends: R (>= 3.5), methods
            Imports: utils (>= 1.0),
              rlang
            Description: A parser. Package: none
            """
        let fixture = try InventoryFixture {
            File("usr/lib/R/site-library/jsonlite/DESCRIPTION", description + "\nBuilt: R 4.2.2; ; 2022; unix\n")
            File("usr/lib/R/site-library/jsonlite/R/jsonlite.rdb", size: 100)
            File("src/jsonlite/DESCRIPTION", description)
            File("srv/DESCRIPTION", "Package: x\nBuilt: R 4.2.2\n")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["jsonlite"])
        let package = try #require(fixture.package("jsonlite"))
        #expect((package.ecosystem, package.version) == (.cran, "1.8.4"))
        #expect(package.dependencies == ["methods", "utils", "rlang"])
        #expect(fixture.files("jsonlite").count == 2)
    }

    @Test func rocksHaveTheFilesOfTheirManifests() throws {
        let specification = """
            package = "hello"
            version = "1.0-1"
            description = { summary = "x" }
            license = "MIT/X11"
            dependencies = {
               "lua >= 5.1", 'lpeg ~> 1'
            }
            """
        let fixture = try InventoryFixture {
            File("usr/local/lib/luarocks/rocks-5.1/hello/1.0-1/hello-1.0-1.rockspec", specification)
            File(
                "usr/local/lib/luarocks/rocks-5.1/hello/1.0-1/rock_manifest",
                """
                rock_manifest = {
                   bin = {
                      say = "f0"
                   },
                   ["hello-1.0-1.rockspec"] = "52",
                   lua = {
                      hello = {
                         ["init.lua"] = "f1"
                      }
                   }
                }
                """)
            File("usr/local/share/lua/5.1/hello/init.lua", size: 9)
            File("usr/local/bin/say", size: 3)
            File("src/luarocks/hello-1.0-1.rockspec", specification)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["hello"])
        let rock = try #require(fixture.package("hello"))
        #expect((rock.version, rock.license, rock.dependencies) == ("1.0-1", "MIT/X11", ["lpeg"]))
        #expect(fixture.owner("usr/local/share/lua/5.1/hello/init.lua") == "hello")
        #expect(fixture.owner("usr/local/bin/say") == "hello")
        #expect(rock.files.count == 4)
    }

    @Test func condaTellsBuildChannelAndFiles() throws {
        let fixture = try InventoryFixture {
            File(
                "opt/conda/conda-meta/zlib-1.3-h1.json",
                #"""
                {"name":"zlib","version":"1.3","build":"h1","channel":"https://repo.anaconda.com/pkgs/main/linux-64",
                 "subdir":"linux-64","fn":"zlib-1.3-h1.conda","license":"Zlib","depends":["libgcc-ng >=11.2.0"],
                 "files":["lib/libz.so","include/../../../etc/passwd",7],"paths_data":{"paths":[{"_path":"lib/libz.so"}]}}
                """#)
            File("opt/conda/conda-meta/history", "zlib")
            File("opt/conda/conda-meta/broken-1.json", "{")
            File("opt/conda/lib/libz.so", size: 12)
            File("meta/zlib-1.3.json", #"{"name":"zlib","version":"1.3"}"#)
        }
        let zlib = try #require(fixture.package("zlib"))
        #expect(fixture.inventory.packages.count == 1)
        #expect(fixture.owner("opt/conda/lib/libz.so") == "zlib")
        #expect(zlib.dependencies == ["libgcc-ng"])
        #expect(
            PackageURL(zlib, distribution: nil).description
                == "pkg:conda/zlib@1.3?build=h1&channel=main&subdir=linux-64&type=conda")
    }

    /// A package without files at run time only brings others along, and a project is no package.
    @Test func dotNetListsWhatItRuns() throws {
        let fixture = try InventoryFixture {
            File(
                "app/web.deps.json",
                #"""
                {"runtimeTarget":{"name":".NETCoreApp,Version=v8.0/linux-x64"},
                 "targets":{".NETCoreApp,Version=v8.0/linux-x64":{
                   "web/1.0.0":{"dependencies":{"Newtonsoft.Json":"13.0.1"},"runtime":{"web.dll":{}}},
                   "Newtonsoft.Json/13.0.1":{"runtime":{"lib/net6.0/Newtonsoft.Json.dll":{"fileVersion":"13"}}},
                   "SQLite.Native/2.1.6":{"native":{"runtimes/linux-x64/native/libe_sqlite3.so":{}}},
                   "Meta/1.0.0":{"dependencies":{"Newtonsoft.Json":"13.0.1"}},
                   "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1":{"runtime":{"System.Xml.dll":{}}}}},
                 "libraries":{"web/1.0.0":{"type":"project"},"Newtonsoft.Json/13.0.1":{"type":"package"},
                   "SQLite.Native/2.1.6":{"type":"package"},"Meta/1.0.0":{"type":"package"},"odd":{"type":"package"},
                   "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1":{"type":"runtimepack"}}}
                """#)
            File("app/Newtonsoft.Json.dll", size: 7)
            File("app/libe_sqlite3.so", size: 3)
            File("app/other.json", #"{"libraries":{"X/1":{"type":"package"}}}"#)
        }
        #expect(
            fixture.inventory.packages.map(\.name) == [
                "Microsoft.NETCore.App.Runtime.linux-x64", "Newtonsoft.Json", "SQLite.Native",
            ])
        #expect(fixture.owner("app/Newtonsoft.Json.dll") == "Newtonsoft.Json")
        #expect(fixture.owner("app/libe_sqlite3.so") == "SQLite.Native")
    }

    /// zlib's format with a stored block is what any decompressor reads.
    static func audit(_ json: String) -> [UInt8] {
        let text = Array(json.utf8)
        let length = [UInt8(text.count & 0xff), UInt8(text.count >> 8)]
        var (low, high) = (UInt32(1), UInt32(0))
        for byte in text {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        let sum = [UInt8(high >> 8), UInt8(high & 0xff), UInt8(low >> 8), UInt8(low & 0xff)]
        return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + text + sum
    }

    @Test func rustProgramsTellTheirCrates() throws {
        let json =
            #"{"packages":[{"name":"cc","version":"1.0.1","source":"crates.io","kind":"build"},"#
            + #"{"name":"app","version":"0.1.0","source":"local","dependencies":[0,2,99],"root":true},"#
            + #"{"name":"serde","version":"1.0.200","source":"crates.io"}]}"#
        let whole = GoProgram.elf(section: ".dep-v0", Self.audit(json))
        let fixture = try InventoryFixture {
            File("usr/bin/app", bytes: whole, mode: 0o755)
            File("usr/bin/odd", bytes: GoProgram.elf(section: ".dep-v0", Array("no zlib".utf8)), mode: 0o755)
            File("usr/bin/cut", bytes: GoProgram.elf(section: ".dep-v0", Self.audit(json).dropLast(40)), mode: 0o755)
            File(
                "usr/bin/json", bytes: GoProgram.elf(section: ".dep-v0", Self.audit("{\"packages\":[1]}")), mode: 0o755)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["app", "serde"])
        #expect(fixture.package("app")?.dependencies == ["serde"])
        #expect(fixture.package("app")?.evidence == .binary)
        #expect(fixture.owner("usr/bin/app") == "app")
        #expect(fixture.package("serde")?.files == [])
    }

    @Test func wordPressIsToldWithItsPluginsAndThemes() throws {
        let fixture = try InventoryFixture {
            File("var/www/html/wp-includes/version.php", "<?php\n$wp_db_version = 5;\n$wp_version = '6.4.2';\n")
            File("var/www/html/wp-includes/post.php", size: 40)
            File("var/www/html/wp-admin/index.php", size: 4)
            File("var/www/html/wp-content/plugins/akismet/class.php", "<?php // Version: 9\n")
            File(
                "var/www/html/wp-content/plugins/akismet/akismet.php",
                "<?php\n/**\n * @package Akismet\n */\n/*\nPlugin Name: Akismet Anti-spam\nVersion: 5.3\nLicense: GPLv2\n*/\n"
            )
            File("var/www/html/wp-content/themes/two/style.css", "/*\r\nTheme Name: Two\r\n * Version: 1.5 */\r\n")
            File("var/www/html/wp-content/themes/two/index.php", "<?php\n/* Plugin Name: no */")
            File("srv/version.php", "$wp_version = '1';")
            File(
                "var/www/html/wp-content/plugins/late/late.php",
                "<?php\n" + String(repeating: "// x\n", count: 2000) + "/* Plugin Name: Late\nVersion: 1 */")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["akismet", "two", "wordpress"])
        #expect(fixture.inventory.packages.map(\.version) == ["5.3", "1.5", "6.4.2"])
        #expect(fixture.owner("var/www/html/wp-includes/post.php") == "wordpress")
        #expect(fixture.owner("var/www/html/wp-content/plugins/akismet/class.php") == "akismet")
        let theme = try #require(fixture.package("two"))
        #expect(PackageURL(theme, distribution: nil).description == "pkg:wordpress-theme/two@1.5")
    }

    @Test(arguments: [
        (
            "21.0.3", "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_RUNTIME_VERSION=\"21.0.3+9-LTS\"\nIMAGE_TYPE=\"JRE\"\n",
            "jre", "21.0.3+9-LTS", "pkg:generic/eclipse-adoptium/jre@21.0.3%2B9-LTS"
        ),
        ("1.8.0_402", "MODULES=\"java.base jdk.compiler\"\n", "jdk", "1.8.0_402", "pkg:generic/jdk@1.8.0_402"),
        ("17", "IMPLEMENTOR=\"N/A\"\nMODULES=\"java.base\"\n", "jre", "17", "pkg:generic/jre@17"),
    ])
    func javaRuntimesAreToldByTheirRelease(
        _ version: String, _ more: String, _ name: String, _ told: String, _ url: String
    ) throws {
        let fixture = try InventoryFixture {
            File("opt/java/release", "JAVA_VERSION=\"\(version)\"\n" + more)
            File("opt/java/lib/modules", size: 90)
            File("etc/release", "VERSION=1\n")
        }
        let runtime = try #require(fixture.package(name))
        #expect(fixture.inventory.packages.count == 1)
        #expect(runtime.version == told)
        #expect(fixture.owner("opt/java/lib/modules") == name)
        #expect(PackageURL(runtime, distribution: nil).description == url)
    }

    /// Records cut off anywhere, or of another form, are passed over.
    @Test(arguments: [
        "vendor/composer/installed.json", "conda-meta/a-1.json", "app/a.deps.json", "R/a/DESCRIPTION",
        "opt/bitnami/a/.spdx-a.spdx", "Cellar/a/1/INSTALL_RECEIPT.json", "jdk/release",
        "lib/luarocks/rocks-5.4/a/1-1/a-1-1.rockspec", "wp-content/plugins/a/a.php",
    ])
    func oddRecordsAreSurvived(_ path: String) throws {
        let deep = String(repeating: "[", count: 100_000)
        for text in [
            "{", "[]", "null", "{\"packages\":null,\"libraries\":[],\"name\":{}}", deep, "\0\0", "=", ":", "\n\n\n",
            "{\"packages\":[{\"name\":\"\",\"version\":\"\"}]}", "JAVA_VERSION=", "Package:\nVersion:\nBuilt: R 1",
        ] {
            let fixture = try InventoryFixture { File(path, text) }
            #expect(fixture.inventory.packages.allSatisfy { !$0.name.isEmpty && !$0.version.isEmpty })
            #expect(fixture.inventory.packages.count <= 1)
        }
    }
}
