import Evidence
import Packages

/// An ecosystem of the OSV schema, `Debian:12`, `PyPI`, `Alpine:v3.19`: a name, and for distributions a release.
struct OSVEcosystem: Hashable {
    /// Before the first colon.
    let name: String
    /// Behind it; empty where none is said.
    let release: String
    /// Who installs its packages.
    let package: Ecosystem
    /// How its versions are compared.
    let order: VersionOrder
    private let known: OSVName

    /// Reads an ecosystem; nil for one whose packages strata does not list.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let (source, known) = PackageSources.source(ofOSVName: name) else { return nil }
        (self.name, self.known) = (name, known)
        release = parts.count > 1 ? parts[1] : ""
        (package, order) = (source.ecosystem, source.versionOrder)
    }

    /// Equal for the same name and release: these tell all else.
    static func == (left: OSVEcosystem, right: OSVEcosystem) -> Bool {
        left.name == right.name && left.release == right.release
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(release)
    }

    /// Whether packages of that distribution are meant: languages' packages are in any.
    ///
    /// The release "scopes the package to a particular release" (OSV schema, "Defined ecosystems"): for most distributions
    /// it must be there, for Debian, AlmaLinux and Rocky Linux it may. A record without it tells the versions of no release,
    /// and those of one release say nothing of another's; osv.dev, asked for `Debian:12`, does not answer with it either.
    func fits(_ distribution: Distribution?) -> Bool {
        guard !known.distributions.isEmpty else { return true }
        guard let distribution, known.distributions.contains(distribution.id) else { return false }
        guard !known.isRolling, let version = distribution.version else { return true }
        return !release.isEmpty && known.isRelease(release, version)
    }

    /// The name and version by which the ecosystem's records know a package.
    func identity(of installed: Package) -> (name: String, version: String) {
        known.namesSources
            ? (installed.sourceName ?? installed.name, installed.sourceVersion ?? installed.version)
            : (installed.name, installed.version)
    }
}
