import Evidence
import Packages

/// The packages of an image with all that a table shows of them, the largest first.
public struct PackageTable: Sendable {
    /// One package.
    public struct Row: Sendable {
        /// Its place in the inventory.
        public let index: Int
        /// The package: name, version, ecosystem, size, layer, licence.
        public let package: Package
        /// The stage that brought it; nil for the base image's, and where no stage is known.
        public let stage: String?
        /// The Dockerfile's line that brought it; nil where it is not known.
        public let line: Int?
        /// Whether it came with the base image.
        public let isBase: Bool
        /// What is known to be vulnerable in it, the worst first; empty where nothing is known.
        public let vulnerabilities: [KnownVulnerability]
        /// Why it is there, one line.
        public let why: String
        /// The bytes that would go with it, its own included.
        public let bytesTogether: Int64
        /// How many other packages only it keeps.
        public let keptPackages: Int
    }

    /// The rows.
    public let rows: [Row]
    /// The image, whose graph says more of each.
    public let image: AnalyzedImage

    /// The table of an image's packages.
    ///
    /// - Parameter findings: What the rules found: known vulnerabilities are taken from there.
    public init(of image: AnalyzedImage, findings: [Finding] = []) {
        let graph = image.packageGraph
        self.image = image
        var vulnerabilities: [VulnerablePackage: [KnownVulnerability]] = [:]
        for vulnerability in findings.flatMap(\.vulnerabilities) {
            vulnerabilities[VulnerablePackage(vulnerability), default: []].append(vulnerability)
        }
        rows = image.packages.packages.enumerated().map { index, package in
            let layer = image.attribution(ofLayer: package.layer)
            let known =
                vulnerabilities[VulnerablePackage(name: package.name, version: package.version)]
                ?? package.sourceName.flatMap { name in
                    vulnerabilities[
                        VulnerablePackage(name: name, version: package.sourceVersion ?? package.version)]
                }
            return Row(
                index: index, package: package,
                stage: layer?.stage.flatMap { stage in image.stages.stages.first { $0.index == stage }?.label },
                line: layer?.lines?.lowerBound, isBase: layer?.isBase == true, vulnerabilities: known ?? [],
                why: graph.line(of: .package(index)), bytesTogether: graph.bytesTogether(of: .package(index)),
                keptPackages: graph.packagesKept(by: .package(index)))
        }.sorted { $0.package.size == $1.package.size ? $0.index < $1.index : $0.package.size > $1.package.size }
    }

    /// A package as those know it who know of vulnerabilities.
    private struct VulnerablePackage: Hashable {
        let name: String
        let version: String

        init(name: String, version: String) {
            (self.name, self.version) = (name, version)
        }

        init(_ vulnerability: KnownVulnerability) {
            self.init(name: vulnerability.package, version: vulnerability.version)
        }
    }
}
