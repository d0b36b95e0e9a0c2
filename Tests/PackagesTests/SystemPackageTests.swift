import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Packages of further systems: pacman 6, opkg, Portage, Homebrew, Nix, Bitnami.
@Suite struct SystemPackageTests {
    @Test func pacmanHasADirectoryForEachPackage() throws {
        let fixture = try InventoryFixture {
            File(
                "var/lib/pacman/local/hello-1:2.12.1-1/desc",
                """
                %NAME%
                hello

                %VERSION%
                1:2.12.1-1

                %BASE%
                hello-base

                %ARCH%
                x86_64

                %LICENSE%
                GPL3
                MIT

                %DEPENDS%
                glibc>=2.36

                %PROVIDES%
                libhello.so=1-64

                """)
            File(
                "var/lib/pacman/local/hello-1:2.12.1-1/files",
                "%FILES%\nusr/\nusr/bin/\nusr/bin/hello\n\n%BACKUP%\netc/x\n")
            File("var/lib/pacman/local/glibc-2.38-7/desc", "%NAME%\nglibc\n\n%VERSION%\n2.38-7\n")
            File("var/lib/pacman/sync/desc", "%NAME%\nno\n\n%VERSION%\n1\n")
            File("usr/bin/hello", size: 2)
            File("etc/x", size: 1)
        }
        #expect(fixture.inventory.packages.map(\.name) == ["glibc", "hello"])
        let hello = try #require(fixture.package("hello"))
        #expect((hello.version, hello.license) == ("1:2.12.1-1", "GPL3 AND MIT"))
        #expect((hello.sourceName, hello.provides) == ("hello-base", ["libhello.so"]))
        #expect(fixture.owner("usr/bin/hello") == "hello")
        #expect(fixture.owner("etc/x") == nil)
        #expect(fixture.inventory.dependencies(of: hello).map(\.name) == ["glibc"])
        #expect(Ecosystem.pacman.isSystem)
    }

    @Test(arguments: ["usr/lib/opkg", "var/lib/opkg"])
    func opkgHasAStatusFile(_ place: String) throws {
        let fixture = try InventoryFixture {
            File(
                place + "/status",
                """
                Package: busybox
                Version: 1.36.1-r1
                Depends: libc, jsonfilter
                Status: install user installed
                Architecture: x86_64

                Package: libc
                Version: 1.2.4-r1
                Status: install hold installed

                Package: gone
                Version: 1
                Status: deinstall ok not-installed
                """)
            File(place + "/info/busybox.list", "/bin/busybox\n/bin/sh\t0120777\n")
            File("bin/busybox", size: 8)
            Symlink("bin/sh", to: "busybox")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["busybox", "libc"])
        #expect(fixture.files("busybox") == ["bin/busybox", "bin/sh"])
        #expect(fixture.package("busybox").map { fixture.inventory.dependencies(of: $0).map(\.name) } == ["libc"])
    }

    @Test func portageHasAFileForEachValue() throws {
        let home = "var/db/pkg/app-shells/bash-completion-2.11-r2"
        let fixture = try InventoryFixture {
            File(home + "/CONTENTS", "dir /usr\nobj /usr/bin/a file 0123 17000\nsym /usr/bin/b -> a file 17000\n")
            File(home + "/LICENSE", "GPL-2+\n")
            File(home + "/RDEPEND", ">=app-shells/bash-4.3_p30-r1:0= flag? ( !sys-apps/x sys-apps/y[z] ) virtual/z:2")
            File("var/db/pkg/app-shells/bash-5.2_p26-r3/CONTENTS", "")
            File("var/db/pkg/app-shells/bash-5.2_p26-r3/SLOT", "0")
            File("usr/bin/a file", size: 4)
            Symlink("usr/bin/b", to: "a file")
        }
        let package = try #require(fixture.package("app-shells/bash-completion"))
        #expect(package.version == "2.11-r2")
        #expect(package.license == "GPL-2+")
        #expect(package.dependencies == ["app-shells/bash", "sys-apps/y", "virtual/z"])
        #expect(package.files.count == 3)
        #expect(fixture.inventory.packages.count == 1, "an empty list is a record without contents")
    }

    @Test(arguments: [
        ("bash-5.2_p26-r3", "bash", "5.2_p26-r3"), ("gtk+-2.24", "gtk+", "2.24"), ("a-r1-2", "a-r1", "2"),
        ("font-100dpi-1.0", "font-100dpi", "1.0"),
    ])
    func portageNamesEndBeforeTheVersion(_ text: String, _ name: String, _ version: String) throws {
        let parts = try #require(Portage.parts(text))
        #expect((parts.name, parts.version) == (name, version))
    }

    @Test(arguments: ["", "-", "bash", "bash-", "bash-r3", "-1"])
    func whatHasNoVersionIsNoPackage(_ text: String) {
        #expect(Portage.parts(text).map { $0.name.isEmpty } ?? true)
    }

    @Test func homebrewHasAReceiptInEachKeg() throws {
        let fixture = try InventoryFixture {
            File(
                "home/linuxbrew/.linuxbrew/Cellar/jq/1.7.1/INSTALL_RECEIPT.json",
                #"{"runtime_dependencies":[{"full_name":"homebrew/core/oniguruma","version":"6.9"}],"source":{"tap":"homebrew/core"}}"#
            )
            File("home/linuxbrew/.linuxbrew/Cellar/jq/1.7.1/bin/jq", size: 30)
            File("home/linuxbrew/.linuxbrew/Cellar/own/1/INSTALL_RECEIPT.json", #"{"source":{"tap":"me/taps"}}"#)
            File("tmp/INSTALL_RECEIPT.json", "{}")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["jq", "own"])
        #expect(fixture.package("jq")?.dependencies == ["oniguruma"])
        #expect(fixture.owner("home/linuxbrew/.linuxbrew/Cellar/jq/1.7.1/bin/jq") == "jq")
        let own = try #require(fixture.package("own"))
        #expect(PackageURL(own, distribution: nil).description == "pkg:brew/own@1?tap=me%2Ftaps")
    }

    static let hash = "5zgrnzjcgdzbk4b0gj8dm4ymdwbsbcd1"

    @Test(
        arguments: [
            ("glibc-2.38-44", "glibc", "2.38-44", nil), ("openssl-3.0.13-bin", "openssl", "3.0.13", "bin"),
            ("python3.11-requests-2.31.0", "python3.11-requests", "2.31.0", nil),
            ("gcc-13.2.0-lib", "gcc", "13.2.0", "lib"),
        ] as [(String, String, String, String?)])
    func nixPathsAreNames(_ text: String, _ name: String, _ version: String, _ output: String?) throws {
        let parsed = try #require(Nix.StoreName(Self.hash + "-" + text))
        #expect((parsed.name, parsed.version, parsed.output) == (name, version, output))
    }

    /// Sources, build instructions and what has no version are no packages.
    @Test(arguments: ["source", "glibc-2.38.drv", "hook.sh", "bash-5.2.tar.gz", "fix-1.patch", "-1.0", "", "x-y-"])
    func otherPathsAreNot(_ text: String) {
        #expect(Nix.StoreName(Self.hash + "-" + text) == nil)
    }

    @Test func nixPackagesHaveTheirPlaces() throws {
        let fixture = try InventoryFixture {
            File("nix/store/\(Self.hash)-hello-2.12.1/bin/hello", size: 12)
            File("nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-no-1.0/x", size: 1)
            File("nix/store/short-1.0/x", size: 1)
        }
        let hello = try #require(fixture.package("hello"))
        #expect(fixture.inventory.packages.count == 1, "`e` is no digit of Nix's")
        #expect((hello.layer, hello.size, hello.evidence) == (1, 12, .path))
        #expect(PackageURL(hello, distribution: nil).description == "pkg:nix/hello@2.12.1?outputhash=\(Self.hash)")
    }

    @Test func bitnamiHasADocumentForEachComponent() throws {
        let fixture = try InventoryFixture {
            File(
                "opt/bitnami/redis/.spdx-redis.spdx",
                #"""
                {"spdxVersion":"SPDX-2.3","packages":[
                  {"name":"redis","versionInfo":"7.2.4-0","licenseDeclared":"NOASSERTION","licenseConcluded":"RSALv2",
                   "externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl",
                     "referenceLocator":"pkg:bitnami/redis@7.2.4-0?arch=amd64&distro=debian-12"}]},
                  {"name":"inner","versionInfo":"1","externalRefs":[{"referenceLocator":"pkg:golang/inner@1"}]}, 3]}
                """#)
            File("opt/bitnami/redis/bin/redis-server", size: 70)
            File("srv/.spdx-x.spdx", "{}")
        }
        let redis = try #require(fixture.package("redis"))
        #expect(fixture.inventory.packages.count == 1)
        #expect((redis.version, redis.license, redis.architecture) == ("7.2.4-0", "RSALv2", "amd64"))
        #expect(fixture.owner("opt/bitnami/redis/bin/redis-server") == "redis")
        #expect(
            PackageURL(redis, distribution: nil).description == "pkg:bitnami/redis@7.2.4-0?arch=amd64&distro=debian-12")
    }

    @Test(arguments: ["var/lib/pacman/local/a-1/desc", "usr/lib/opkg/status", "var/db/pkg/a/b-1/CONTENTS"])
    func damagedRecordsAreSurvived(_ path: String) throws {
        for text in [
            "", "%", "%%\n%%", "%NAME%", "%NAME%\n\n%VERSION%\n", "obj", "obj \nsym\nsym -> \n", "Package: a\n",
        ] {
            let fixture = try InventoryFixture { File(path, text) }
            #expect(fixture.inventory.packages.allSatisfy { !$0.name.isEmpty })
        }
    }

    /// A record that is too large to be read is said, not passed over silently.
    @Test func aRecordThatIsTooLargeIsSaid() throws {
        let fixture = try InventoryFixture {
            File("usr/lib/opkg/status", size: (32 << 20) + 1)
            File("usr/share/other/status", size: 1)
        }
        #expect(
            fixture.inventory.warnings == [
                "/usr/lib/opkg/status is larger than 32 MiB and was not read: packages may be missing"
            ])
    }
}
