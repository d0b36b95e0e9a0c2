import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// What a history file keeps of one build of an image: enough to say later what made it grow.
public struct BuildRecord: Sendable, Hashable {
    /// What the build is called: a number, a commit, a tag.
    public var label: String
    /// The day of the build, `2026-11-30`; nil where nobody says.
    public var date: String?
    /// The image's name, else its id.
    public var image: String
    /// The bytes of all layers.
    public var size: Int64
    /// The same as stored, where all are compressed; nil where they are not.
    public var compressed: Int64?
    /// Bytes that the final tree does not show.
    public var wasted: Int64
    /// The layers, base first.
    public var layers: [Layer]
    /// The packages of at least `smallestPackage` bytes, the largest first; those of one name are one.
    public var packages: [Package]
    /// What smaller packages come to.
    public var otherPackages: Others
    /// How many findings there are of a severity, accepted ones apart; none for 0.
    public var findings: [Severity: Int]

    /// Smaller packages are only summed up, so that a file of many builds stays small; in bytes.
    public static let smallestPackage: Int64 = 100_000
    /// So many packages are kept at the most.
    public static let packageLimit = 1000
    /// Instructions are kept so far, in characters.
    static let instructionLimit = 300

    /// A layer of a build.
    public struct Layer: Sendable, Hashable {
        /// The instruction that made it, on one line, without the values of what is named like a secret.
        public var instruction: String
        /// Its line in the Dockerfile, from 1; nil where none is known.
        public var line: Int?
        /// The sum of its regular files' sizes.
        public var bytes: Int64

        /// A layer of its parts.
        public init(instruction: String, line: Int?, bytes: Int64) {
            (self.instruction, self.line, self.bytes) = (instruction, line, bytes)
        }
    }

    /// A package of a build.
    public struct Package: Sendable, Hashable {
        /// Who installs it.
        public var ecosystem: String
        /// Its name.
        public var name: String
        /// Its version; of several of one name all.
        public var version: String
        /// The bytes of its files.
        public var bytes: Int64

        /// A package of its parts.
        public init(ecosystem: String, name: String, version: String, bytes: Int64) {
            (self.ecosystem, self.name, self.version, self.bytes) = (ecosystem, name, version, bytes)
        }
    }

    /// Packages that are only summed up.
    public struct Others: Sendable, Hashable {
        /// How many there are.
        public var count: Int
        /// What they weigh.
        public var bytes: Int64

        /// A sum of its parts.
        public init(count: Int, bytes: Int64) {
            (self.count, self.bytes) = (count, bytes)
        }
    }

    /// A record of its parts, without layers, packages and findings.
    public init(label: String, date: String?, image: String, size: Int64, compressed: Int64?, wasted: Int64) {
        (self.label, self.date, self.image) = (label, date, image)
        (self.size, self.compressed, self.wasted) = (size, compressed, wasted)
        (layers, packages, otherPackages, findings) = ([], [], Others(count: 0, bytes: 0), [:])
    }

    /// The record of an image that was judged.
    public init(_ report: FindingsReport, packages inventory: PackageInventory, label: String, date: String?) {
        let facts = report.image
        self.init(
            label: label, date: date, image: facts.image.references.first ?? facts.image.id,
            size: facts.totals.layerBytes, compressed: facts.compressedBytes, wasted: facts.totals.wastedBytes)
        layers = facts.layers.map { layer in
            Layer(
                instruction: BuildRecord.shortened(layer.text), line: layer.lines?.lowerBound, bytes: layer.size)
        }
        let all = BuildRecord.byName(inventory.packages)
        packages = Array(all.prefix { $0.bytes >= BuildRecord.smallestPackage }.prefix(BuildRecord.packageLimit))
        let others = all.dropFirst(packages.count)
        otherPackages = Others(
            count: others.count, bytes: others.reduce(Int64(0)) { $0.addingSaturated($1.bytes) })
        findings = Dictionary(grouping: report.findings, by: \.severity).mapValues(\.count)
    }

    private static func shortened(_ text: String) -> String {
        let line = InstructionText.oneLine(text).withoutSecrets
        return line.count > instructionLimit ? line.prefix(instructionLimit - 1) + "…" : line
    }

    /// The largest first, those of one name as one.
    private static func byName(_ packages: [Packages.Package]) -> [Package] {
        let groups = Dictionary(grouping: packages) { [$0.ecosystem.rawValue, $0.name] }
        return groups.map { key, members in
            Package(
                ecosystem: key[0], name: key[1], version: Set(members.map(\.version)).sorted().joined(separator: ", "),
                bytes: members.reduce(Int64(0)) { $0.addingSaturated($1.size) })
        }.sorted { ($1.bytes, $0.ecosystem, $0.name) < ($0.bytes, $1.ecosystem, $1.name) }
    }
}
