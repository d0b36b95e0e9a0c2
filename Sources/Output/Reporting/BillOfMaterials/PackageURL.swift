import ImageAnalysis

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
        var path: [String]
        var version = package.version
        var qualifiers: [(String, String?)] = []
        let system = distribution?.id
        let release = distribution.map { known in known.version.map { "\(known.id)-\($0)" } ?? known.id }
        switch package.ecosystem {
        case .dpkg:
            path = ["deb", system ?? "debian", package.name]
            qualifiers = [
                ("arch", package.architecture), ("distro", release), ("upstream", PackageURL.source(package)),
            ]
        case .apk:
            path = ["apk", system ?? "alpine", package.name]
            qualifiers = [
                ("arch", package.architecture), ("distro", release), ("upstream", PackageURL.source(package)),
            ]
        case .rpm:
            path = ["rpm", system ?? "redhat", package.name]
            var epoch: String?
            if let colon = version.firstIndex(of: ":") {
                epoch = String(version[..<colon])
                version = String(version[version.index(after: colon)...])
            }
            qualifiers = [("arch", package.architecture), ("distro", release), ("epoch", epoch)]
        case .python: path = ["pypi", PackageURL.pythonName(package.name)]
        case .npm: path = ["npm"] + package.name.split(separator: "/").map(String.init)
        case .gem: path = ["gem", package.name]
        case .go: path = ["golang"] + package.name.split(separator: "/").map(String.init)
        case .jar: path = ["maven"] + package.name.split(separator: ":").map(String.init)
        }
        let query = qualifiers.compactMap { name, value in value.map { "\(name)=\(PackageURL.encode($0))" } }
        description =
            "pkg:" + path.map(PackageURL.encode).joined(separator: "/")
            + (version.isEmpty ? "" : "@" + PackageURL.encode(version))
            + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private static func source(_ package: Package) -> String? {
        guard let name = package.sourceName, name != package.name || package.sourceVersion != nil else { return nil }
        return package.sourceVersion.map { "\(name)@\($0)" } ?? name
    }

    /// Lower case, with `-` for `_`: the type's rule.
    private static func pythonName(_ name: String) -> String {
        String(name.lowercased().map { $0 == "_" ? "-" : $0 })
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
