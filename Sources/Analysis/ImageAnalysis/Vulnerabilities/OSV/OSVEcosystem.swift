/// An ecosystem of the OSV schema, `Debian:12`, `PyPI`, `Alpine:v3.19`: a name, and for distributions a release.
struct OSVEcosystem: Hashable {
    /// Before the first colon.
    let name: String
    /// Behind it; empty for all releases.
    let release: String
    /// Who installs its packages.
    let package: Package.Ecosystem
    /// How its versions are compared.
    let order: VersionOrder

    /// The names of the schema with what they mean here, and for distributions the `ID` of os-release.
    private static let known: [String: (package: Package.Ecosystem, order: VersionOrder, ids: [String])] = [
        "Debian": (.dpkg, .debian, ["debian"]), "Ubuntu": (.dpkg, .debian, ["ubuntu"]),
        "Echo": (.dpkg, .debian, ["echo"]),
        "Alpine": (.apk, .alpine, ["alpine"]), "Wolfi": (.apk, .alpine, ["wolfi"]),
        "Chainguard": (.apk, .alpine, ["chainguard"]), "MinimOS": (.apk, .alpine, ["minimos"]),
        "Alpaquita": (.apk, .alpine, ["alpaquita"]),
        "Rocky Linux": (.rpm, .rpm, ["rocky"]), "AlmaLinux": (.rpm, .rpm, ["almalinux"]),
        "Red Hat": (.rpm, .rpm, ["rhel", "redhat"]), "SUSE": (.rpm, .rpm, ["sles", "sled"]),
        "openSUSE": (.rpm, .rpm, ["opensuse-leap", "opensuse-tumbleweed"]), "Mageia": (.rpm, .rpm, ["mageia"]),
        "openEuler": (.rpm, .rpm, ["openEuler", "openeuler"]), "Azure Linux": (.rpm, .rpm, ["azurelinux", "mariner"]),
        "Photon OS": (.rpm, .rpm, ["photon"]),
        "PyPI": (.python, .python, []), "npm": (.npm, .semantic, []), "Go": (.go, .semantic, []),
        "RubyGems": (.gem, .gem, []), "Maven": (.jar, .maven, []),
    ]

    /// Reads an ecosystem; nil for one whose packages strata does not list.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let known = OSVEcosystem.known[name] else { return nil }
        self.name = name
        release = parts.count > 1 ? parts[1] : ""
        (package, order) = (known.package, known.order)
    }

    /// Whether packages of that distribution are meant: languages' packages are in any.
    func fits(_ distribution: Distribution?) -> Bool {
        let ids = OSVEcosystem.known[name]?.ids ?? []
        guard !ids.isEmpty else { return true }
        guard let distribution, ids.contains(distribution.id) else { return false }
        guard !release.isEmpty, let version = distribution.version else { return true }
        switch name {
        case "Alpine": return release == "v" + version.split(separator: ".").prefix(2).joined(separator: ".")
        // Fixes of Ubuntu Pro are for those who have it; the free ones are told apart.
        case "Ubuntu": return release == version || release.hasPrefix(version + ":")
        case "Red Hat": return release.contains("linux:" + (version.split(separator: ".").first ?? ""))
        case "SUSE", "openSUSE": return isRelease(ofSUSE: version)
        default: return release == version || release == version.split(separator: ".").first.map(String.init)
        }
    }

    /// `SUSE:Linux Enterprise Server 15 SP5`, `openSUSE:Leap 15.5`, `openSUSE:Tumbleweed`.
    private func isRelease(ofSUSE version: String) -> Bool {
        if release == "Tumbleweed" { return Int(version) != nil }
        let words = release.split(separator: " ")
        if words.last == Substring(version) { return true }
        let parts = version.split(separator: ".")
        return parts.count == 2 && words.suffix(2).elementsEqual([parts[0], "SP" + parts[1]])
    }

    /// The name and version by which the ecosystem's records know a package.
    func identity(of installed: Package) -> (name: String, version: String) {
        switch name {
        // Debian's, Ubuntu's and Alpine's records name source packages.
        case "Debian", "Ubuntu", "Alpine":
            (installed.sourceName ?? installed.name, installed.sourceVersion ?? installed.version)
        default: (installed.name, installed.version)
        }
    }
}
