import Evidence
import Packages

/// What a scanner's result says of a package.
struct ReportedPackage {
    /// The package's name as the scanner spells it.
    var name: String
    /// Its version; empty where nobody says.
    var version: String
    var ecosystem: Ecosystem?
    /// Versions that do not have the vulnerability any more, parted by commas.
    var fixedVersion: String?
    /// A word for how grave it is.
    var severity: String?
    /// The vulnerability's name, where the rule's is none; other names.
    var ids: [String] = []
    /// Whether the rule's description only says the same once more.
    var isTitled = false

    /// A package of a name and a version; nil without a name.
    init?(name: String, version: String?) {
        guard let name = name.trimmed.nonEmpty, name.utf8.count <= 1024 else { return nil }
        let version = version?.trimmed ?? ""
        guard version.utf8.count <= 1024 else { return nil }
        (self.name, self.version) = (name, version)
    }

    /// The package that a package URL names; nil for another text.
    init?(packageURL text: String) {
        guard let parts = PackageURL.Parts(text.trimmed) else { return nil }
        self.init(name: parts.packageName, version: parts.packageVersion)
        ecosystem = parts.ecosystem
    }

    /// `name@version`, as Snyk writes the place of a result; nil for other texts, such as Grype's `image@sha256:…:/path`.
    init?(at text: String) {
        guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return nil }
        let version = text[text.index(after: at)...]
        guard !version.isEmpty, !version.contains("/"), !version.hasPrefix("sha256:") else { return nil }
        self.init(name: String(text[..<at]), version: String(version))
    }

    /// A rule's id that names the package: JFrog's `CVE-2024-1_debian:bookworm:libssl3_3.0.13`, Black Duck's
    /// `CVE-2020-1:lodash:4.17.4`; nil for other ids.
    init?(ruleID text: String) {
        for separator: Character in ["_", ":"] {
            guard let first = text.firstIndex(of: separator), let last = text.lastIndex(of: separator), first < last
            else { continue }
            let ids = text[..<first].split(separator: ",").map { String($0).trimmed }
            guard !ids.isEmpty, ids.allSatisfy({ VulnerabilityName.isName($0) }) else { continue }
            self.init(
                name: String(text[text.index(after: first)..<last]), version: String(text[text.index(after: last)...]))
            self.ids = ids
            return
        }
        return nil
    }

    /// Properties that name a package and its version: Black Duck's, Dependency-Track's and others'; nil where none do.
    init?(_ properties: PropertyBag?) {
        guard let properties else { return nil }
        for (name, version) in ReportedPackage.keys {
            guard let package = properties[name], let number = properties[version] else { continue }
            let group = name == "name" ? properties["group"].map { $0 + ":" } : nil
            self.init(name: (group ?? "") + package, version: number)
            return
        }
        return nil
    }

    /// The package with what another source tells besides.
    func filled(by other: ReportedPackage?) -> ReportedPackage {
        guard let other else { return self }
        var filled = self
        if version.isEmpty { filled.version = other.version }
        if ecosystem == nil { filled.ecosystem = other.ecosystem }
        (filled.fixedVersion, filled.severity, filled.ids) = (other.fixedVersion, other.severity, other.ids)
        return filled
    }

    /// Each package once, in order.
    static func distinct(_ packages: [ReportedPackage]) -> [ReportedPackage] {
        var seen: Set<[String]> = []
        return packages.filter { seen.insert([$0.ecosystem?.rawValue ?? "", $0.name, $0.version]).inserted }
    }

    private static let keys = [
        ("component", "componentVersion"), ("componentName", "componentVersionName"), ("packageName", "packageVersion"),
        ("package_name", "package_version"), ("pkgName", "installedVersion"), ("package", "installedVersion"),
        ("package", "installed_version"), ("package", "version"), ("packageName", "version"), ("name", "version"),
    ]
}

extension PropertyBag {
    /// Package URLs under the keys that scanners have for them.
    var packageURLs: [String] { ["purls", "purl", "packageUrl", "package_url", "pkg_purl", "pkgPurl"].flatMap(list) }
}
