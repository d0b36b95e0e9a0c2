/// What changed from one build to the next, taken apart: each byte of growth is in a layer's instruction, and those that
/// packages brought are in packages too.
public struct BuildGrowth: Sendable, Hashable {
    /// The build before; nil for the first.
    public let before: BuildRecord?
    /// The build.
    public let build: BuildRecord
    /// The growth of each instruction that grew or shrank, the most bytes first. An instruction is known again by its text;
    /// one that was changed is one that went and one that came.
    public let instructions: [Change]
    /// The same of packages.
    public let packages: [Change]

    /// By how many bytes something grew.
    public struct Change: Sendable, Hashable {
        /// The instruction, or the package's name.
        public var name: String
        /// Of an instruction its line in the Dockerfile; nil where none is known.
        public var line: Int?
        /// Of a package who installs it; nil for an instruction.
        public var ecosystem: String?
        /// Of a package its version before; nil where it was not there.
        public var versionBefore: String?
        /// Of a package its version now; nil where it is not there.
        public var versionNow: String?
        /// Its bytes before and now.
        public var before: Int64 = 0
        /// Its bytes now.
        public var now: Int64 = 0

        /// By how many bytes it grew; negative for less.
        public var delta: Int64 { now - before }
    }

    /// By how many bytes all layers grew; 0 for the first build.
    public var delta: Int64 { before.map { build.size - $0.size } ?? 0 }

    /// By how many bytes stored layers grew; nil where one of both is not known.
    public var compressedDelta: Int64? {
        guard let now = build.compressed, let before = before?.compressed else { return nil }
        return now - before
    }

    /// The growth from one build to the next.
    public init(from before: BuildRecord?, to build: BuildRecord) {
        (self.before, self.build) = (before, build)
        guard let before else {
            (instructions, packages) = ([], [])
            return
        }
        var byText: [String: Change] = [:]
        for layer in before.layers {
            byText[layer.instruction, default: Change(name: layer.instruction, line: layer.line)].before += layer.bytes
        }
        for layer in build.layers {
            byText[layer.instruction, default: Change(name: layer.instruction)].now += layer.bytes
            byText[layer.instruction]?.line = layer.line
        }
        instructions = BuildGrowth.sorted(byText.values)
        var byName: [[String]: Change] = [:]
        for package in before.packages {
            let key = [package.ecosystem, package.name]
            var change = byName[key] ?? Change(name: package.name, ecosystem: package.ecosystem)
            change.before += package.bytes
            change.versionBefore = package.version
            byName[key] = change
        }
        for package in build.packages {
            let key = [package.ecosystem, package.name]
            var change = byName[key] ?? Change(name: package.name, ecosystem: package.ecosystem)
            change.now += package.bytes
            change.versionNow = package.version
            byName[key] = change
        }
        packages = BuildGrowth.sorted(byName.values)
    }

    /// The growth of each build over the one before it.
    public static func all(of builds: [BuildRecord]) -> [BuildGrowth] {
        zip([nil] + builds.map(Optional.some), builds).map { BuildGrowth(from: $0, to: $1) }
    }

    private static func sorted(_ changes: some Sequence<Change>) -> [Change] {
        changes.filter { $0.delta != 0 }.sorted {
            ($1.delta.magnitude, $0.name, $0.ecosystem ?? "") < ($0.delta.magnitude, $1.name, $1.ecosystem ?? "")
        }
    }
}
