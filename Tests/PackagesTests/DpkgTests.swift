import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Debian's packages, as dpkg records them.
@Suite struct DpkgTests {
    static let status = """
        Package: libc6
        Status: install ok installed
        Priority: optional
        Section: libs
        Source: glibc (2.36-9)
        Version: 2.36-9+deb12u10
        Architecture: amd64
        Multi-Arch: same
        Depends: libgcc-s1, libcrypt1 (>= 1:4.4.10-10~)
        Provides: libc6-any (= 2), libc-bin:any
        Description: GNU C Library
         Depends: not-a-field
         .
         More.

        Package: dash
        Essential: yes
        Status: install ok installed
        Version: 0.5.12-2
        Architecture: amd64
        Pre-Depends: libc6 (>= 2.34)
        Depends: debianutils (>= 2.15) | other-utils:any [amd64], dpkg

        Package: purged
        Status: purge ok not-installed
        Version: 1

        Package: removed
        Status: deinstall ok config-files
        Version: 1

        Package: half
        Status: install reinstreq half-configured
        Version: 3
        """

    static let base = Layer {
        Symlink("bin", to: "usr/bin")
        File("usr/bin/dash", size: 100, mode: 0o755)
        Symlink("usr/bin/sh", to: "dash")
        File("usr/lib/libc.so.6", size: 1000)
        File("usr/share/doc/dash/copyright", size: 7)
        File("var/lib/dpkg/status", status)
        File(
            "var/lib/dpkg/info/dash.list",
            "/.\n/bin\n/bin/dash\n/bin/sh\n/usr/share/doc/dash\n/usr/share/doc/dash/copyright\n/gone\n")
        File("var/lib/dpkg/info/libc6:amd64.list", "/.\n/usr\n/usr/lib\n/usr/lib/libc.so.6\n")
    }

    @Test func everyFieldIsRead() throws {
        let fixture = try InventoryFixture(Image { Self.base })
        #expect(fixture.inventory.packages.map(\.name) == ["dash", "half", "libc6"])
        let libc = try #require(fixture.package("libc6"))
        #expect(libc.ecosystem == .dpkg)
        #expect(libc.version == "2.36-9+deb12u10")
        #expect(libc.architecture == "amd64")
        #expect(libc.sourceName == "glibc")
        #expect(libc.sourceVersion == "2.36-9")
        #expect(libc.section == "libs")
        #expect(!libc.isEssential)
        #expect(libc.dependencies == ["libgcc-s1", "libcrypt1"])
        #expect(libc.provides == ["libc6-any", "libc-bin"])
        let dash = try #require(fixture.package("dash"))
        #expect(dash.isEssential)
        #expect(dash.sourceName == nil)
        #expect(dash.dependencies == ["libc6", "debianutils|other-utils", "dpkg"])
    }

    @Test func filesAreFoundThroughLinkedDirectories() throws {
        let fixture = try InventoryFixture(Image { Self.base })
        #expect(fixture.files("dash") == ["usr/bin/dash", "usr/bin/sh", "usr/share/doc/dash/copyright"])
        #expect(fixture.package("dash")?.size == 107)
        #expect(fixture.owner("usr/bin/dash") == "dash")
        #expect(fixture.owner("usr/lib/libc.so.6") == "libc6")
        #expect(fixture.owner("var/lib/dpkg/status") == nil)
        #expect(fixture.owner("usr/bin") == nil)
    }

    @Test func bytesAreOwnedOrNot() throws {
        let fixture = try InventoryFixture(Image { Self.base })
        #expect(fixture.inventory.ownedBytes == 1107)
        #expect(fixture.inventory.ownedBytes + fixture.inventory.unownedBytes == fixture.image.waste.visibleBytes)
    }

    @Test func hardLinksCountOnce() throws {
        let fixture = try InventoryFixture {
            File("usr/bin/perl", size: 500)
            HardLink("usr/bin/perl5.36", to: "usr/bin/perl")
            File("var/lib/dpkg/status", "Package: perl\nVersion: 5\n")
            File("var/lib/dpkg/info/perl.list", "/usr/bin/perl5.36\n/usr/bin/perl\n")
        }
        #expect(fixture.package("perl")?.size == 500)
        #expect(fixture.files("perl").count == 2)
    }

    @Test func eachPackageHasTheLayerOfItsList() throws {
        let fixture = try InventoryFixture(
            Image {
                Self.base
                Layer {
                    File("var/lib/dpkg/status", Self.status + "\n\nPackage: curl\nVersion: 7\n")
                    File("var/lib/dpkg/info/curl.list", "/usr/bin/curl\n")
                    File("usr/bin/curl", size: 5)
                }
            })
        #expect(fixture.package("dash")?.layer == 1)
        #expect(fixture.package("curl")?.layer == 2)
    }

    @Test func whatALaterLayerDeletedIsNotInstalled() throws {
        let fixture = try InventoryFixture(
            Image {
                Self.base
                Layer { OpaqueWhiteout("var/lib/dpkg") }
            })
        #expect(fixture.inventory.packages.isEmpty)
        #expect(fixture.inventory.ownedBytes == 0)
    }

    @Test func distrolessRecordsHaveSumsInsteadOfLists() throws {
        let fixture = try InventoryFixture {
            File("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\n")
            File(
                "var/lib/dpkg/status.d/tzdata.md5sums",
                "d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n0123456789abcdef0123456789abcdef  usr/share/none\n"
            )
            File("usr/share/zoneinfo/UTC", size: 114)
        }
        #expect(fixture.files("tzdata") == ["usr/share/zoneinfo/UTC"])
        #expect(fixture.package("tzdata")?.size == 114)
    }

    @Test func divertedFilesAreFoundWhereTheyWereMoved() throws {
        let fixture = try InventoryFixture {
            File("var/lib/dpkg/status", "Package: dash\nVersion: 1\n\nPackage: bash\nVersion: 2\n")
            File("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\nbash\n")
            File("var/lib/dpkg/info/dash.list", "/bin/sh\n")
            File("var/lib/dpkg/info/bash.list", "/bin/sh\n")
            File("bin/sh", size: 1)
            File("bin/sh.distrib", size: 2)
        }
        #expect(fixture.files("dash") == ["bin/sh.distrib"])
        #expect(fixture.files("bash") == ["bin/sh"])
    }

    @Test func dependenciesLeadToPackages() throws {
        let fixture = try InventoryFixture(Image { Self.base })
        let dash = try #require(fixture.package("dash"))
        #expect(fixture.inventory.dependencies(of: dash).map(\.name) == ["libc6"])
        #expect(fixture.inventory.packages(named: "libc-bin", in: .dpkg).map(\.name) == ["libc6"])
        #expect(fixture.inventory.packages(named: "libc-bin", in: .apk).isEmpty)
    }

    @Test(arguments: [
        "", "\n\n\n", "Package", "Package:\nVersion: 1\n", "Package: a\n", ": b\n", " continues nothing\n",
        "Package: a\nStatus:\nVersion: \n", "\u{0}\u{1}\u{2}", String(repeating: "x", count: 100_000),
    ])
    func damagedStatusIsNoPackage(_ status: String) throws {
        let fixture = try InventoryFixture {
            File("var/lib/dpkg/status", status)
            File("var/lib/dpkg/diversions", "/a\n/b\n")
        }
        #expect(fixture.inventory.packages.filter { !$0.version.isEmpty }.isEmpty)
    }

    @Test func linksThatLoopEndTheSearch() throws {
        let fixture = try InventoryFixture {
            Symlink("bin", to: "sbin")
            Symlink("sbin", to: "/bin")
            File("var/lib/dpkg/status", "Package: dash\nVersion: 1\n")
            File("var/lib/dpkg/info/dash.list", "/bin/dash\n/../../../etc/passwd\n")
        }
        #expect(fixture.files("dash").isEmpty)
    }
}
