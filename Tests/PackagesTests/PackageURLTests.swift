import ImageAnalysis
import Testing

@testable import Packages

@Suite struct PackageURLTests {
    /// The package-url specification's own examples and those of scanners.
    @Test(
        arguments: [
            ("pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie", "curl", "7.50.3-1", Ecosystem.dpkg),
            ("pkg:deb/debian/openssl@1.1.1n-0%2Bdeb11u3", "openssl", "1.1.1n-0+deb11u3", .dpkg),
            ("pkg:npm/%40angular/animation@12.3.1", "@angular/animation", "12.3.1", .npm),
            ("pkg:npm/@angular/animation", "@angular/animation", nil, .npm),
            ("pkg:golang/google.golang.org/genproto@v1#googleapis/api", "google.golang.org/genproto", "v1", .go),
            ("pkg:maven/org.apache/commons@1.3.4?type=jar", "org.apache:commons", "1.3.4", .jar),
            ("pkg:rpm/fedora/curl@7.50.3-1.fc25?epoch=2", "curl", "2:7.50.3-1.fc25", .rpm),
            ("PKG://PyPI/django@1.11.1", "django", "1.11.1", .python),
            ("pkg:oci/debian@sha256:ab", "debian", "sha256:ab", nil),
            ("pkg:apk/alpine/musl@", "musl", nil, .apk),
        ] as [(String, String, String?, Ecosystem?)])
    func parts(text: String, name: String, version: String?, ecosystem: Ecosystem?) throws {
        let parts = try #require(PackageURL.Parts(text))
        #expect((parts.packageName, parts.packageVersion, parts.ecosystem) == (name, version, ecosystem))
    }

    @Test(arguments: ["", "pkg:", "pkg:deb", "deb/debian/curl", "pkg:npm/", "https://example.org/a"])
    func whatIsNone(text: String) { #expect(PackageURL.Parts(text) == nil) }

    @Test func qualifiers() throws {
        let parts = try #require(
            PackageURL.Parts("pkg:oci/app@sha256%3Aab?Repository_URL=ghcr.io%2Fx/app&tag=1&empty="))
        #expect(parts.qualifiers == ["repository_url": "ghcr.io/x/app", "tag": "1"])
        #expect((parts.version, parts.namespace) == ("sha256:ab", []))
    }
}
