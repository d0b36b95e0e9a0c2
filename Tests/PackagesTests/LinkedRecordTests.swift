import AnalysisSupport
import Packages
import TestSupport
import Testing

/// Records that a symbolic link leads to: openSUSE's and Fedora's `var/lib/rpm`, images with dpkg moved into `usr`.
@Suite("Package records behind links")
struct LinkedRecordTests {
    private static let status = "Package: bash\nStatus: install ok installed\nVersion: 5.1\n"

    @Test("in the same layer, written where the link leads or through it", arguments: ["usr/lib/sysimage", "var/lib"])
    func sameLayer(place: String) throws {
        let fixture = try InventoryFixture {
            Directory("usr/lib/sysimage/dpkg")
            Symlink("var/lib/dpkg", to: "/usr/lib/sysimage/dpkg")
            File("\(place)/dpkg/status", Self.status)
            File("\(place)/dpkg/info/bash.list", "/bin/bash\n")
            File("bin/bash", "x")
        }
        #expect(fixture.package("bash")?.version == "5.1")
        #expect(fixture.files("bash") == ["bin/bash"])
    }

    @Test("in another layer, under any name")
    func otherLayer() throws {
        let fixture = try InventoryFixture(
            Image(reference: "app:1") {
                Layer { File("opt/records/status", Self.status) }
                Layer { Symlink("var/lib/dpkg", to: "../../opt/records") }
            })
        #expect(fixture.package("bash")?.version == "5.1")
    }

    @Test("A file of that name elsewhere is no record")
    func elsewhere() throws {
        let fixture = try InventoryFixture { File("opt/records/status", Self.status) }
        #expect(fixture.inventory.packages.isEmpty)
    }
}
