import Evidence

/// An ecosystem of packages: where its records lie, how they are read, how its versions are ordered, and what others
/// call it. To add one, write a file like those beside this one and add its line to `PackageSources.all`.
package protocol PackageSource: Sendable {
    /// The word that reports have for it.
    var ecosystem: Ecosystem { get }
    /// Whether its packages are a distribution's, with dependencies that are complete.
    var isSystem: Bool { get }
    /// What is to be noted of its records while layers are read.
    var collectors: [any Collector] { get }
    /// The files that tell exact versions to its installers, which are believed where nothing better is there.
    var lockFiles: [LockFile] { get }
    /// Reads its records and adds the packages that they list.
    func read(into reading: inout PackageReading)
    /// How its versions are compared.
    var versionOrder: VersionOrder { get }
    /// The names of the OSV schema whose records are about its packages.
    var osvNames: [OSVName] { get }
    /// The words that scanners have for its packages' type, in small letters.
    var scannerWords: Set<String> { get }
    /// A package's name for scanners.
    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL
    /// A name as names are compared.
    func folded(_ name: String) -> String
}

extension PackageSource {
    /// A language's packages.
    package var isSystem: Bool { false }
    /// None.
    package var lockFiles: [LockFile] { [] }
    /// Names are compared as they stand.
    package func folded(_ name: String) -> String { name }
}

/// A name of the OSV schema ("defined ecosystems"), which for distributions stands before a release: `Debian:12`.
package struct OSVName: Sendable {
    /// The name.
    package let name: String
    /// The `ID`s of os-release that it means; empty for packages that any system may have.
    package let distributions: Set<String>
    /// Whether its records name source packages.
    package let namesSources: Bool
    /// Whether the distribution has no releases, so that none stands behind its name.
    package let isRolling: Bool
    /// Whether the release behind the colon means a `VERSION_ID`.
    package let isRelease: @Sendable (_ release: String, _ version: String) -> Bool

    /// A name of its parts; a release means a version that is the same, or begins with it and a dot.
    public init(
        _ name: String, distributions: Set<String> = [], namesSources: Bool = false, isRolling: Bool = false,
        isRelease: @escaping @Sendable (_ release: String, _ version: String) -> Bool = { release, version in
            release == version || release == version.split(separator: ".").first.map(String.init)
        }
    ) {
        (self.name, self.distributions) = (name, distributions)
        (self.namesSources, self.isRolling, self.isRelease) = (namesSources, isRolling, isRelease)
    }
}

/// All ecosystems, in the order in which packages are listed.
package enum PackageSources {
    /// One line each.
    package static let all: [any PackageSource] = [
        Dpkg(), Apk(), RPM(), Pacman(), Opkg(), Portage(), Python(), Npm(), Gem(), GoPrograms(), Jar(), Composer(),
        Cargo(),
        NuGet(), CRAN(), LuaRocks(), Conda(), Homebrew(), Nix(), Bitnami(), WordPress(), JavaRuntimes(),
    ]

    /// What is to be noted for all of them.
    package static var collectors: [any Collector] {
        let locks = all.filter { !$0.lockFiles.isEmpty }.map { LockFiles($0.ecosystem, $0.lockFiles) }
        return [Distribution.collector] + all.flatMap(\.collectors) + locks
    }

    private static let ranks = Dictionary(
        all.enumerated().map { ($1.ecosystem, $0) }, uniquingKeysWith: { first, _ in first })

    /// The source of an ecosystem; nil for one that strata does not know.
    static func source(of ecosystem: Ecosystem) -> (any PackageSource)? { ranks[ecosystem].map { all[$0] } }

    /// The place in the list of all; behind them for one that is not there.
    static func rank(of ecosystem: Ecosystem) -> Int { ranks[ecosystem] ?? all.count }

    private static let ecosystemsByWord = Dictionary(
        all.flatMap { source in source.scannerWords.map { ($0, source.ecosystem) } },
        uniquingKeysWith: { first, _ in first })

    /// The ecosystem of a scanner's word.
    static func ecosystem(ofScannerWord word: String) -> Ecosystem? { ecosystemsByWord[word.lowercased()] }

    private static let byOSVName = Dictionary(
        all.flatMap { source in source.osvNames.map { ($0.name, (source: source, name: $0)) } },
        uniquingKeysWith: { first, _ in first })

    /// The source whose packages a name of the OSV schema is about.
    package static func source(ofOSVName name: String) -> (source: any PackageSource, name: OSVName)? {
        byOSVName[name]
    }
}

extension Ecosystem {
    /// The ecosystem of a scanner's word for a type of package: `deb`, `python-pkg`, `gobinary`; nil for any other.
    package init?(scannerWord word: String) {
        guard let known = PackageSources.ecosystem(ofScannerWord: word) else { return nil }
        self = known
    }

    /// Whether its packages are a distribution's, with dependencies that are complete.
    package var isSystem: Bool { PackageSources.source(of: self)?.isSystem ?? false }

    /// How its versions are compared; nil for an ecosystem that strata does not know.
    package var versionOrder: VersionOrder? { PackageSources.source(of: self)?.versionOrder }
}
