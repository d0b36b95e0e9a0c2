import FileTree
import Foundation
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Reporting

/// Packages as listings and as bills of materials.
@Suite struct BillOfMaterialsTests {
    static let status = """
        Package: libc6
        Status: install ok installed
        Source: glibc (2.36-9)
        Version: 2.36-9+deb12u10
        Architecture: amd64

        Package: dash
        Status: install ok installed
        Version: 1:0.5.12-2
        Architecture: amd64
        Depends: libc6 (>= 2.34)
        """

    static func image() throws -> AnalyzedImage {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        let image = Image(reference: "app:1") {
            Layer(format: .pax) {
                File("etc/os-release", "ID=debian\nVERSION_ID=12\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n")
                File("var/lib/dpkg/status", status)
                File("var/lib/dpkg/info/dash.list", "/bin/dash\n")
                File("bin/dash", size: 1500)
                File("loose", size: 300)
            }
            Layer(format: .pax) {
                File("opt/a/x-1.dist-info/METADATA", "Name: X_y\nVersion: 1.0+local\nLicense: MIT OR Apache-2.0\n")
                File("opt/b/x-1.dist-info/METADATA", "Name: X_y\nVersion: 1.0+local\nLicense: Do what you like\n")
            }
        }
        try ImageArchive([image]).write(as: .dockerArchive, to: path)
        let stored = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        let inspection = ContentInspection()
        let (stack, _) = ImageLoader.load(stored, hashContents: false, observer: inspection)
        return AnalyzedImage(
            image: stored, stack: stack, stages: ImageStages(of: stored), contents: inspection.results)
    }

    @Test func theListingIsSortedBySizeWithSums() throws {
        let text = PackageListing(try Self.image()).text(width: nil)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "  SIZE  NAME   VERSION          KIND    LAYER  FILES")
        #expect(lines[1] == "1.5 kB  dash   1:0.5.12-2       dpkg        1      1")
        #expect(lines.contains("Packages    1.6 kB  4 on Debian GNU/Linux 12"))
        #expect(lines.contains { $0.hasPrefix("No package  ") })
    }

    @Test func theListingAsValues() throws {
        let csv = PackageListing(try Self.image()).csv
        #expect(
            csv.hasPrefix(
                "name,version,ecosystem,architecture,license,layer,files,size,evidence\ndash,1:0.5.12-2,dpkg,amd64,,1,1,1500,record\n"
            ))
        #expect(csv.contains("libc6,2.36-9+deb12u10,dpkg,amd64,,1,0,0,record\n"))
        #expect(
            try json(PackageListing(try Self.image()).json).keys.sorted()
                == ["distribution", "packageBytes", "packages", "unownedBytes"])
    }

    private func json(_ value: JSONValue) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(value.pretty.utf8)) as? [String: Any])
    }

    @Test func cycloneDXHasEverything() throws {
        let bill = BillOfMaterials(try Self.image(), toolVersion: "1.2.3")
        let document = try json(bill.cycloneDX())
        #expect(document["specVersion"] as? String == "1.6")
        let components = try #require(document["components"] as? [[String: Any]])
        #expect(components.map { $0["name"] as? String } == ["debian", "dash", "libc6", "X_y", "X_y"])
        #expect(
            components.dropFirst().map { $0["purl"] as? String } == [
                "pkg:deb/debian/dash@1:0.5.12-2?arch=amd64&distro=debian-12",
                "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64&distro=debian-12&upstream=glibc%402.36-9",
                "pkg:pypi/x-y@1.0%2Blocal", "pkg:pypi/x-y@1.0%2Blocal",
            ])
        let references = components.compactMap { $0["bom-ref"] as? String }
        #expect(Set(references).count == 5)
        let dependencies = try #require(document["dependencies"] as? [[String: Any]])
        #expect(dependencies.count == 1)
        #expect(dependencies.first?["dependsOn"] as? [String] == [references[2]])
        let metadata = try #require(document["metadata"] as? [String: Any])
        #expect(metadata["timestamp"] as? String == "2026-01-02T03:04:05Z")
    }

    @Test func licencesAreExpressionsOrNames() throws {
        let document = try json(BillOfMaterials(try Self.image(), toolVersion: "1").cycloneDX())
        let components = try #require(document["components"] as? [[String: Any]])
        let licenses = components.compactMap { $0["licenses"] as? [[String: Any]] }
        #expect(licenses.count == 2)
        #expect(licenses[0].first?["expression"] as? String == "MIT OR Apache-2.0")
        #expect((licenses[1].first?["license"] as? [String: String])?["name"] == "Do what you like")
        #expect(LicenseText("(MIT AND BSD-3-Clause) OR ISC").isExpression)
        #expect(!LicenseText("MIT AND").isExpression)
        #expect(!LicenseText("(MIT").isExpression)
        #expect(!LicenseText("Whatever").isExpression)
        #expect(LicenseText("MIT").isIdentifier)
        #expect(LicenseText("GPL v2+ (x)").reference == "LicenseRef-GPL-v2---x-")
    }

    @Test func spdxHasEverything() throws {
        let document = try json(BillOfMaterials(try Self.image(), toolVersion: "1").spdx)
        #expect(document["spdxVersion"] as? String == "SPDX-2.3")
        let packages = try #require(document["packages"] as? [[String: Any]])
        #expect(packages.dropFirst().map { $0["name"] as? String } == ["debian", "dash", "libc6", "X_y", "X_y"])
        #expect(
            packages.compactMap { $0["licenseDeclared"] as? String } == [
                "NOASSERTION", "NOASSERTION", "MIT OR Apache-2.0", "LicenseRef-Do-what-you-like",
            ])
        let relationships = try #require(document["relationships"] as? [[String: String]])
        #expect(relationships.filter { $0["relationshipType"] == "CONTAINS" }.count == 5)
        #expect(relationships.filter { $0["relationshipType"] == "DEPENDS_ON" }.count == 1)
        let extracted = try #require(document["hasExtractedLicensingInfos"] as? [[String: String]])
        #expect(extracted.map { $0["licenseId"] } == ["LicenseRef-Do-what-you-like"])
    }

    @Test(arguments: BillOfMaterials.CycloneDXVersion.allCases)
    func cycloneDXHasTheVersionThatIsAskedFor(_ version: BillOfMaterials.CycloneDXVersion) throws {
        let document = try json(BillOfMaterials(try Self.image(), toolVersion: "1").cycloneDX(version))
        #expect(document["specVersion"] as? String == version.rawValue)
        #expect(document["$schema"] as? String == "http://cyclonedx.org/schema/bom-\(version.rawValue).schema.json")
    }

    /// The layer, by number and digest, and the instruction stand with each package.
    @Test func packagesHaveTheirLayers() throws {
        let image = try Self.image()
        let bill = BillOfMaterials(image, toolVersion: "1")
        let document = try json(bill.cycloneDX())
        let components = try #require(document["components"] as? [[String: Any]])
        let last = try #require(components.last?["properties"] as? [[String: String]])
        func value(_ name: String) -> String? { last.first { $0["name"] == name }?["value"] }
        #expect(value("strata:layer") == "2")
        #expect(value("strata:layerDiffID") == image.image.layers[1].diffID)
        #expect(value("strata:layerDigest") == image.image.layers[1].digest)
        #expect(value("strata:evidence") == "record")
        let spdx = try json(bill.spdx)
        let packages = try #require(spdx["packages"] as? [[String: Any]])
        let annotations = try #require(packages.last?["annotations"] as? [[String: String]])
        #expect(annotations.contains { $0["comment"] == "strata:layer=2" })
        #expect(annotations.allSatisfy { $0["annotationType"] == "OTHER" && $0["annotationDate"] != nil })
    }

    /// Every element has an id of its own, and every id that is named is one of them.
    @Test func spdx3IsAGraph() throws {
        let document = try json(BillOfMaterials(try Self.image(), toolVersion: "1").spdx3)
        #expect(document["@context"] as? String == "https://spdx.org/rdf/3.0.1/spdx-context.jsonld")
        let graph = try #require(document["@graph"] as? [[String: Any]])
        let identifiers = graph.compactMap { $0["spdxId"] as? String }
        #expect(Set(identifiers).count == graph.count - 1)
        #expect(graph.filter { $0["type"] as? String == "software_Package" }.count == 6)
        let relationships = graph.filter { $0["type"] as? String == "Relationship" }
        for relationship in relationships {
            #expect(identifiers.contains(relationship["from"] as? String ?? ""))
            #expect((relationship["to"] as? [String] ?? [""]).allSatisfy(identifiers.contains))
        }
        #expect(
            relationships.compactMap { $0["relationshipType"] as? String }.sorted() == [
                "contains", "dependsOn", "hasDeclaredLicense", "hasDeclaredLicense",
            ])
        let licenses = graph.filter { ($0["type"] as? String)?.hasPrefix("simplelicensing_") == true }
        #expect(licenses.count == 2)
        let notes = graph.filter { $0["type"] as? String == "Annotation" }
        #expect(notes.count == 4)
        #expect(notes.allSatisfy { ($0["statement"] as? String)?.contains("strata:layer=") == true })
    }

    @Test func theSameImageGivesTheSameDocument() throws {
        let image = try Self.image()
        let (one, other) = (
            BillOfMaterials(image, toolVersion: "1"), BillOfMaterials(try Self.image(), toolVersion: "1")
        )
        #expect(one.cycloneDX() == other.cycloneDX())
        #expect(one.spdx == other.spdx)
        #expect(one.spdx3 == other.spdx3)
        #expect(one.identifier.count == 36)
    }

    @Test(arguments: [
        (Ecosystem.npm, "@types/node", "20.1.0", "pkg:npm/%40types/node@20.1.0"),
        (.gem, "rack", "2.2", "pkg:gem/rack@2.2"),
        (.go, "github.com/a/b", "v1.0.0", "pkg:golang/github.com/a/b@v1.0.0"),
        (.jar, "org.apache:lang", "3", "pkg:maven/org.apache/lang@3"), (.jar, "lone", "3", "pkg:maven/lone@3"),
        (.apk, "musl", "1.2-r0", "pkg:apk/alpine/musl@1.2-r0"),
        (.rpm, "bash", "2:5-1", "pkg:rpm/redhat/bash@5-1?epoch=2"),
        (.python, "A_b.C", "1 x", "pkg:pypi/a-b.c@1%20x"),
    ])
    func packageURLs(_ kind: Ecosystem, _ name: String, _ version: String, _ expected: String) {
        let package = Package(ecosystem: kind, name: name, version: version, record: .root, layer: 1)
        #expect(PackageURL(package, distribution: nil).description == expected)
    }
}
