import Foundation
import TestSupport
import Testing

/// `strata inspect --packages` and `strata sbom` as users run them.
@Suite struct PackagesTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        let image = Image(reference: "app:latest") {
            Layer {
                File("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\nR:ld.so\n")
                File("lib/ld.so", size: 600)
                File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\nPRETTY_NAME=\"Alpine Linux v3.20\"\n")
            }
        }
        try image.write(as: .dockerArchive, to: archive)
    }

    @Test func packagesAreATable() throws {
        let result = try Program.run("inspect", archive, "--packages")
        #expect(result.exitCode == 0)
        #expect(
            result.text.hasPrefix(
                " SIZE  NAME  VERSION   KIND  LAYER  FILES\n600 B  musl  1.2.5-r0  apk       1      1\n\n"))
        #expect(result.text.contains("Packages    600 B  1 on Alpine Linux v3.20\n"))
    }

    @Test func packagesJoinTheJSON() throws {
        let result = try Program.run("inspect", archive, "--packages", "--format", "json")
        let document = try #require(JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [String: Any])
        #expect((document["packages"] as? [[String: Any]])?.first?["name"] as? String == "musl")
        #expect(document["layers"] != nil)
        #expect(document["packageBytes"] as? Int == 600)
        #expect(
            try Program.run("inspect", archive, "--packages", "--format", "csv").text.contains(
                "musl,1.2.5-r0,apk,x86_64,MIT,1,1,600,record\n"))
    }

    @Test func csvIsForPackagesOnly() throws {
        let result = try Program.run("inspect", archive, "--format", "csv")
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("--format csv needs --packages"))
    }

    @Test(arguments: [
        ("cyclonedx-json", "\"specVersion\": \"1.6\""), ("cyclonedx-1.5", "\"specVersion\": \"1.5\""),
        ("cyclonedx-1.6", "\"specVersion\": \"1.6\""), ("cyclonedx-1.7", "\"specVersion\": \"1.7\""),
        ("spdx-json", "\"spdxVersion\": \"SPDX-2.3\""), ("spdx-2.3", "\"spdxVersion\": \"SPDX-2.3\""),
        ("spdx-3.0", "\"specVersion\": \"3.0.1\""),
    ])
    func aBillHasTheVersionThatIsAskedFor(_ format: String, _ version: String) throws {
        let result = try Program.run("sbom", archive, "--format", format)
        #expect(result.exitCode == 0)
        #expect(result.text.contains(version))
        #expect(try Program.run("sbom", archive, "--format", "cyclonedx-1.4").exitCode == 2)
    }

    @Test func aBillIsWrittenInBothFormats() throws {
        let result = try Program.run("sbom", archive)
        #expect(result.exitCode == 0)
        #expect(result.text.contains("\"purl\": \"pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.1\""))
        let file = directory.path("bill.json")
        #expect(try Program.run("sbom", archive, "--format", "spdx-json", "-o", file).exitCode == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\"spdxVersion\": \"SPDX-2.3\""))
        #expect(try Program.run("sbom", archive).text == result.text)
    }

    @Test func faultsHaveTheirExitCodes() throws {
        #expect(try Program.run("sbom", directory.path("none.tar")).exitCode == 3)
        #expect(try Program.run("sbom", archive, "--format", "xml").exitCode == 2)
    }
}
