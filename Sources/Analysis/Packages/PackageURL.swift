/// A package's name for scanners: `pkg:deb/debian/libc6@2.36-9?arch=amd64` (package-url specification).
public struct PackageURL: Sendable, Hashable, CustomStringConvertible {
    /// The URL as written.
    public let description: String

    /// The URL of an installed package.
    ///
    /// - Parameters:
    ///   - package: The package.
    ///   - distribution: What the image is made of: system packages are named after it.
    public init(_ package: Package, distribution: Distribution?) {
        self =
            PackageSources.source(of: package.ecosystem)?.packageURL(of: package, in: distribution)
            ?? PackageURL("generic", [package.name], version: package.version)
    }

    /// A URL of its parts.
    ///
    /// - Parameters:
    ///   - type: The type of package: `deb`, `pypi`.
    ///   - path: The namespace, if any, and the name.
    ///   - version: The version; empty for none.
    ///   - qualifiers: What more tells it from others; those without a value are left out.
    public init(_ type: String, _ path: [String], version: String, qualifiers: [(String, String?)] = []) {
        let query = qualifiers.compactMap { name, value in value.map { "\(name)=\(PackageURL.encode($0))" } }
        description =
            "pkg:" + ([type] + path).map(PackageURL.encode).joined(separator: "/")
            + (version.isEmpty ? "" : "@" + PackageURL.encode(version))
            + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// The URL of a package without a namespace, or with one that its name holds before a separator.
    init(_ type: String, _ package: Package, separator: Character = "/") {
        let qualifiers = package.qualifiers.sorted { $0.key < $1.key }.map { ($0.key, Optional($0.value)) }
        self.init(
            type, package.name.split(separator: separator).map(String.init), version: package.version,
            qualifiers: qualifiers)
    }

    /// The URL of a distribution's package: its architecture, the release that it is of, and what else tells it.
    ///
    /// - Parameters:
    ///   - type: The type of package.
    ///   - package: The package.
    ///   - distribution: What the image is made of.
    ///   - other: The distribution to name where the image does not say.
    ///   - version: The version; the package's own by default.
    ///   - more: Further qualifiers.
    init(
        _ type: String, system package: Package, of distribution: Distribution?, else other: String,
        version: String? = nil, more: [(String, String?)]
    ) {
        let release = distribution.map { known in known.version.map { "\(known.id)-\($0)" } ?? known.id }
        self.init(
            type, [distribution?.id ?? other, package.name], version: version ?? package.version,
            qualifiers: [("arch", package.architecture), ("distro", release)] + more)
    }

    /// Percent-encodes all but letters, digits and `.-_~:`.
    private static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ":"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result.append("%")
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
    }
}

extension Package {
    /// The source package for `upstream`: its name, and its version where that is another one; nil where both are its own.
    var upstream: String? {
        guard let source = sourceName, source != name || sourceVersion != nil else { return nil }
        return sourceVersion.map { "\(source)@\($0)" } ?? source
    }
}
