import AnalysisSupport
import Evidence
import FileTree
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Packages

/// What each ecosystem says of itself: a line for each, so that a new one is one more.
@Suite struct PackageSourceTests {
    /// An ecosystem, what others call it, and a package of it.
    struct Line: Sendable, CustomTestStringConvertible {
        let ecosystem: Ecosystem
        var isSystem = false
        /// All words of scanners.
        let words: Set<String>
        /// The names of the OSV schema.
        let osv: [String]
        /// Two versions, the second the later, though it is the shorter or begins the other.
        let ascending: (String, String)
        /// A name and version, and the URL of it in Debian 12.
        let package: (name: String, version: String)
        let url: String

        var testDescription: String { ecosystem.rawValue }
    }

    static let table: [Line] = [
        Line(
            ecosystem: .dpkg, isSystem: true, words: ["deb", "debian", "ubuntu", "dpkg"],
            osv: ["Debian", "Ubuntu", "Echo"],
            ascending: ("1.0~rc1-1", "1.0-1"), package: ("libstdc++6", "1:14.2.0-19"),
            url: "pkg:deb/debian/libstdc%2B%2B6@1:14.2.0-19?arch=amd64&distro=debian-12&upstream=gcc-14"),
        Line(
            ecosystem: .apk, isSystem: true, words: ["apk", "alpine", "wolfi", "chainguard"],
            osv: ["Alpine", "Wolfi", "Chainguard", "MinimOS", "Alpaquita"],
            ascending: ("1.2_rc1-r0", "1.2-r0"), package: ("musl", "1.2.5-r0"),
            url: "pkg:apk/debian/musl@1.2.5-r0?arch=amd64&distro=debian-12&upstream=gcc-14"),
        Line(
            ecosystem: .rpm, isSystem: true,
            words: [
                "rpm", "redhat", "rocky", "alma", "almalinux", "centos", "fedora", "oracle", "amazon", "photon", "suse",
                "opensuse", "opensuse.leap", "opensuse-leap", "opensuse.tumbleweed", "sles", "cbl-mariner",
                "azurelinux",
            ],
            osv: [
                "Rocky Linux", "AlmaLinux", "Red Hat", "SUSE", "openSUSE", "Mageia", "openEuler", "Azure Linux",
                "Photon OS",
            ], ascending: ("1.0~rc1-1", "1.0-1"),
            package: ("bash", "1:5.2-3.el9"), url: "pkg:rpm/debian/bash@5.2-3.el9?arch=amd64&distro=debian-12&epoch=1"),
        Line(
            ecosystem: .pacman, isSystem: true, words: ["pacman", "alpm", "arch", "archlinux"], osv: [],
            ascending: ("1:1.0-1", "2:0.9-1"), package: ("hello", "1:2.12-1"),
            url: "pkg:alpm/debian/hello@1:2.12-1?arch=amd64&distro=debian-12&upstream=gcc-14"),
        Line(
            ecosystem: .opkg, isSystem: true, words: ["opkg", "openwrt", "ipk"], osv: [],
            ascending: ("1.0~rc1-1", "1.0-1"), package: ("busybox", "1.36-r1"),
            url: "pkg:opkg/debian/busybox@1.36-r1?arch=amd64&distro=debian-12&upstream=gcc-14"),
        Line(
            ecosystem: .portage, isSystem: true, words: ["portage", "gentoo", "ebuild"], osv: [],
            ascending: ("1.2_rc1-r1", "1.2-r1"), package: ("app-shells/bash", "5.2_p26-r3"),
            url: "pkg:ebuild/app-shells/bash@5.2_p26-r3"),
        Line(
            ecosystem: .python,
            words: ["python", "python-pkg", "pip", "pipenv", "poetry", "uv", "pypi", "wheel", "egg"], osv: ["PyPI"],
            ascending: ("1.0.dev1", "1.0a1"),
            package: ("Ruamel_YAML", "0.18"), url: "pkg:pypi/ruamel-yaml@0.18"),
        Line(
            ecosystem: .npm, words: ["npm", "node-pkg", "yarn", "pnpm", "node", "javascript"], osv: ["npm"],
            ascending: ("1.0.0-alpha.beta", "1.0.0"), package: ("@types/node", "20.1.0"),
            url: "pkg:npm/%40types/node@20.1.0"),
        Line(
            ecosystem: .gem, words: ["gem", "gemspec", "bundler", "rubygems"], osv: ["RubyGems"],
            ascending: ("1.0.a", "1.0"), package: ("rack", "3.0.1"), url: "pkg:gem/rack@3.0.1"),
        Line(
            ecosystem: .go, words: ["go", "gobinary", "gomod", "golang", "go-module", "stdlib"], osv: ["Go"],
            ascending: ("v1.2.3-0.2024", "v1.2.3"), package: ("github.com/a/b", "v1.2.3"),
            url: "pkg:golang/github.com/a/b@v1.2.3"),
        Line(
            ecosystem: .jar, words: ["jar", "java", "maven", "pom", "java-archive", "gradle"], osv: ["Maven"],
            ascending: ("1.0-alpha-1", "1.0"), package: ("org.a:b", "1.0"), url: "pkg:maven/org.a/b@1.0"),
        Line(
            ecosystem: .composer, words: ["composer", "php-composer", "php", "packagist", "composer-vendor"],
            osv: ["Packagist"], ascending: ("v1.0.0-RC1", "1.0"), package: ("acme/lib", "v1.2.3"),
            url: "pkg:composer/acme/lib@v1.2.3"),
        Line(
            ecosystem: .cargo, words: ["cargo", "rust", "rustbinary", "rust-binary", "rust-crate", "crates.io"],
            osv: ["crates.io"], ascending: ("1.0.0-rc.1", "1.0.0"), package: ("serde", "1.0.1"),
            url: "pkg:cargo/serde@1.0.1"),
        Line(
            ecosystem: .nuget, words: ["nuget", "dotnet", "dotnet-core", "dotnet-deps"], osv: ["NuGet"],
            ascending: ("1.0.0.1-beta", "1.0.0.1"), package: ("Newtonsoft.Json", "13.0.1"),
            url: "pkg:nuget/Newtonsoft.Json@13.0.1"),
        Line(
            ecosystem: .cran, words: ["cran", "r", "r-package", "bioconductor"], osv: ["CRAN", "Bioconductor"],
            ascending: ("1.9-9", "1.10-1"), package: ("jsonlite", "1.8.4"), url: "pkg:cran/jsonlite@1.8.4"),
        Line(
            ecosystem: .luaRocks, words: ["luarocks", "lua", "lua-rocks"], osv: [], ascending: ("1.0-1", "1.0-2"),
            package: ("LPeg", "1.1.0-1"), url: "pkg:luarocks/lpeg@1.1.0-1"),
        Line(
            ecosystem: .conda, words: ["conda", "conda-pkg", "conda-environment"], osv: [],
            ascending: ("1.0rc1", "1.0"), package: ("zlib", "1.3"), url: "pkg:conda/zlib@1.3"),
        Line(
            ecosystem: .homebrew, words: ["homebrew", "brew"], osv: [], ascending: ("1.9", "1.10"),
            package: ("jq", "1.7.1"), url: "pkg:brew/jq@1.7.1"),
        Line(
            ecosystem: .nix, words: ["nix", "nixos", "nixpkgs"], osv: [], ascending: ("2.9", "2.38-44"),
            package: ("glibc", "2.38-44"), url: "pkg:nix/glibc@2.38-44"),
        Line(
            ecosystem: .bitnami, words: ["bitnami"], osv: ["Bitnami"], ascending: ("7.2.3", "7.2.4"),
            package: ("redis", "7.2.4-0"), url: "pkg:bitnami/redis@7.2.4-0"),
        Line(
            ecosystem: .wordPress, words: ["wordpress", "wordpress-plugin", "wordpress-theme"], osv: [],
            ascending: ("6.4-beta1", "6.4"), package: ("akismet", "5.3"), url: "pkg:wordpress-plugin/akismet@5.3"),
        Line(
            ecosystem: .jvm, words: ["jvm", "java-jdk", "java-jre", "openjdk"], osv: [],
            ascending: ("17.0.9+9", "17.0.10+7"), package: ("jdk", "21.0.3+9-LTS"),
            url: "pkg:generic/jdk@21.0.3%2B9-LTS?arch=amd64"),
    ]

    private func source(_ line: Line) throws -> any PackageSource {
        try #require(PackageSources.source(of: line.ecosystem))
    }

    @Test func eachHasItsLine() {
        #expect(PackageSources.all.map(\.ecosystem) == Self.table.map(\.ecosystem))
        #expect(PackageSources.source(of: Ecosystem(rawValue: "hex")) == nil)
        #expect(PackageSources.rank(of: Ecosystem(rawValue: "hex")) == Self.table.count)
    }

    @Test(arguments: table)
    func scannersWordsLeadToIt(_ line: Line) throws {
        let words = try source(line).scannerWords
        #expect(words == line.words)
        for word in words {
            #expect(Ecosystem(scannerWord: word) == line.ecosystem)
            #expect(Ecosystem(scannerWord: word.uppercased()) == line.ecosystem)
            #expect(word == word.lowercased())
        }
        for other in PackageSources.all where other.ecosystem != line.ecosystem {
            #expect(words.isDisjoint(with: other.scannerWords), "also \(other.ecosystem.rawValue)'s")
        }
    }

    @Test(arguments: ["", "hex", "debs", " deb", "python ", "cocoapods"])
    func otherWordsLeadNowhere(_ word: String) {
        #expect(Ecosystem(scannerWord: word) == nil)
    }

    @Test(arguments: table)
    func namesOfTheOSVSchemaLeadToIt(_ line: Line) throws {
        let names = try source(line).osvNames
        #expect(names.map(\.name) == line.osv)
        for name in names {
            #expect(PackageSources.source(ofOSVName: name.name)?.source.ecosystem == line.ecosystem)
            // A distribution's records are about that distribution; a language's about any system.
            #expect(name.distributions.isEmpty == !line.isSystem, "\(name.name)")
        }
        #expect(try source(line).isSystem == line.isSystem)
    }

    @Test(arguments: table)
    func itsVersionsHaveItsOrder(_ line: Line) throws {
        let order = try source(line).versionOrder
        #expect(order.compare(line.ascending.0, line.ascending.1) == -1)
        #expect(order.compare(line.ascending.1, line.ascending.0) == 1)
        #expect(order.compare(line.ascending.1, line.ascending.1) == 0)
        // Nobody writes such a version, and comparing it costs.
        let long = "1." + String(repeating: "1", count: 600)
        #expect(order.compare(long, long) == nil)
    }

    @Test(arguments: table)
    func scannersKnowAPackageByItsURL(_ line: Line) throws {
        var package = Package(
            ecosystem: line.ecosystem, name: line.package.name, version: line.package.version, record: .root, layer: 1)
        package.architecture = "amd64"
        package.sourceName = "gcc-14"
        let debian = try #require(Distribution(parsing: Array("ID=debian\nVERSION_ID=\"12\"\n".utf8)))
        #expect(PackageURL(package, distribution: debian).description == line.url)
        // Where the image does not say what it is, a system's package still has a namespace.
        let unknown = PackageURL(package, distribution: nil).description
        #expect(unknown.hasPrefix("pkg:") && !unknown.contains("distro=") && !unknown.contains("//"))
    }

    /// The schema's names are exact.
    @Test(arguments: ["", "debian", "pypi", "NPM", "Debian:12", "cran"])
    func otherNamesLeadNowhere(_ name: String) {
        #expect(PackageSources.source(ofOSVName: name) == nil)
    }

    @Test func aPackageOfAnUnknownEcosystemIsGeneric() {
        let package = Package(
            ecosystem: Ecosystem(rawValue: "hex"), name: "a b", version: "", record: .root, layer: 1)
        #expect(PackageURL(package, distribution: nil).description == "pkg:generic/a%20b")
        #expect(package.ecosystem.versionOrder == nil)
        #expect(!package.ecosystem.isSystem)
    }

    /// A new ecosystem is a type like this one and its line in `PackageSources.all`: what is noted of its records reaches
    /// `read`, and what that adds is a package with its files.
    @Test func oneMoreSourceIsOneType() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try Image(reference: "a:1") {
            Layer {
                File("opt/shelf/records/zlib-1.3.json", "zlib 1.3")
                File("opt/shelf/records/history", "nothing")
                File("opt/shelf/lib/libz.so", "library")
            }
        }.write(as: .dockerArchive, to: path)
        let inspection = ContentInspection(collectors: Shelf().collectors)
        let image = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        let stack = ImageLoader.load(image, hashContents: false, observer: inspection).stack
        var reading = PackageReading(stack.view(of: 1...1), contents: inspection.results)
        Shelf().read(into: &reading)
        let package = try #require(reading.packages.first)
        #expect(reading.packages.count == 1)
        #expect((package.name, package.version, package.layer) == ("zlib", "1.3", 1))
        #expect(package.files.map { String(decoding: stack.path(of: $0), as: UTF8.self) } == ["opt/shelf/lib/libz.so"])
        #expect(
            Shelf().packageURL(of: package, in: nil).description == "pkg:shelf/zlib@1.3")
        #expect(!Shelf().isSystem)
        #expect(Shelf().folded("ZLib") == "ZLib")
    }
}

/// An ecosystem as somebody would add it.
private struct Shelf: PackageSource {
    let ecosystem = Ecosystem(rawValue: "shelf")
    let collectors: [any Collector] = [
        WholeFiles(
            "shelf",
            FileSelection([.ending("json")], upTo: 1 << 20) { path, _ in path.directory.hasSuffix("/records") })
    ]
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("shelf")]
    let scannerWords: Set<String> = ["shelf"]

    func read(into reading: inout PackageReading) {
        for record in reading.records.all {
            let words = String(decoding: record.bytes, as: UTF8.self).split(separator: " ").map(String.init)
            let package = Package(
                ecosystem: ecosystem, name: words[0], version: words[1], record: record.path, layer: record.layer)
            let library = reading.lookup.find(Array("opt/shelf/lib/libz.so".utf8))
            reading.add(package, files: [library].compactMap { $0 })
        }
    }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("shelf", [package.name], version: package.version)
    }
}
