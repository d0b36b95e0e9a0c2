import Evidence
import FileTree
import ImageStore
import Packages

/// What to do about an image's size: remedies in order, what it will be then, and a Dockerfile to start from.
///
/// Each stored byte has one fate, so the savings add up: size before − all savings = predicted size. What has to stay
/// is worked out from what the image runs; `kept` says why.
public struct Advice: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1

    /// Sizes of an image in bytes.
    public struct Size: Sendable, Hashable {
        /// The sum of the layers' sizes.
        public var bytes: Int64
        /// The layers as they are pushed, compressed.
        public var compressedBytes: Int64
    }

    /// Files that stay, for one kind of reason.
    public struct Kept: Sendable, Hashable {
        /// Why, a few words.
        public let reason: String
        /// Their bytes.
        public let bytes: Int64
        /// How many they are.
        public let files: Int
    }

    /// The size now.
    public let before: Size
    /// The size after all `remedies`.
    public let after: Size
    /// What to do, that with the largest saving first. The Dockerfile does all of it.
    public let remedies: [Remedy]
    /// What could be saved beyond that, each with a price: byte code, tests, documentation. Not in the prediction.
    public let options: [Remedy]
    /// Findings without bytes that the Dockerfile takes care of: the order of instructions, caches of the build.
    public let lessons: [Finding]
    /// What stays and why, the largest first.
    public let kept: [Kept]
    /// What the prediction rests on, and what is not known, one sentence each.
    public let notes: [String]
    /// What a change of the code pushes anew; nil where no code is copied from a build context.
    public let codeChange: CodeChange?
    /// How compressed sizes are known, one sentence.
    public let compression: String
    /// A Dockerfile to start from.
    public let dockerfile: String
    /// What should stand in `.dockerignore`; empty where nothing of that kind was found.
    public let ignored: [String]

    /// What has to be noted of files while layers are read: programs, and the texts of the application.
    package static let collectors: [any Collector] = [
        ExecutableFiles(), ApplicationFiles.collector, DependencyManifest.collector, RequestedByMark.collector,
    ]

    let image: AnalyzedImage
    let closure: RuntimeClosure?
    let ratios: LayerRatios
    /// What a Dockerfile of a part of the advice is written from.
    let variant: SmallerBase?
    let smallest: SmallestBase?
    let trees: SourceTrees?
    let keptEntries: EntrySet

    /// Advice on an image.
    ///
    /// - Parameters:
    ///   - findings: What the rules found in it.
    ///   - sizes: How large its layers are compressed; nil to measure them by samples.
    public init(on image: AnalyzedImage, findings: [Finding], compressed sizes: CompressedSizes? = nil) {
        let closure = image.runtime
        (self.image, self.closure) = (image, closure)
        let variant = SmallerBase(for: image, closure: closure)
        let prediction = SizePrediction(
            of: image, closure: closure, variant: variant, findings: findings,
            ratios: LayerRatios(of: image, sizes ?? image.compressedSizes))
        (ratios, trees, keptEntries) = (prediction.ratios, prediction.trees, prediction.keptEntries)
        self.variant = variant
        before = prediction.before
        after = prediction.after
        kept = prediction.kept
        let remedies = prediction.remedies
        self.remedies = remedies
        let smallest = closure.flatMap {
            SmallestBase(
                for: image, closure: $0, variant: variant, kept: prediction.keptEntries, after: prediction.after.bytes)
        }
        self.smallest = smallest
        options = Advice.options(prediction, smallest: smallest)
        // Of what a remedy with a rule of its own takes away there is no more to say.
        let told = Set(remedies.filter { $0.rule?.isFreeToRemove == true }.flatMap(\.items).map(\.entry))
        lessons = findings.filter { finding in
            let isTold = !finding.items.isEmpty && finding.items.allSatisfy { told.contains($0.entry) }
            return finding.rule.isLesson && finding.rule.id != "full-base-image" && !isTold
                && !remedies.contains { $0.id == finding.rule.id }
        }
        compression = prediction.ratios.evidence
        notes = AdviceNotes.notes(on: image, closure: closure, variant: variant)
        ignored = DockerIgnore.patterns(of: findings, in: image)
        let dockerfile =
            ImprovedDockerfile(
                image, closure: closure, variant: variant, kept: prediction.keptEntries, trees: prediction.trees,
                smallest: smallest
            ).text
        self.dockerfile = dockerfile
        codeChange = CodeChange(
            in: image, kept: prediction.keptEntries, ratios: prediction.ratios, advised: dockerfile)
    }

    /// What could be saved beyond the advice, the largest saving first.
    private static func options(_ prediction: SizePrediction, smallest: SmallestBase?) -> [Remedy] {
        guard let smallest else { return prediction.options }
        let saved = prediction.after.bytes - smallest.bytes
        let share = Double(saved) / Double(max(1, prediction.after.bytes))
        let option = Remedy(
            id: "distroless-base", rule: nil, lesson: .bases,
            title: "\(smallest.reference) as the base: \(smallest.bytes / 1_000_000) MB in all",
            action:
                "Start the final stage FROM \(smallest.reference): it has no shell and no package manager, so copy what "
                + "is needed, and write what it starts in exec form.",
            evidence: smallest.evidence, confidence: .low, line: nil, savedBytes: saved,
            savedCompressedBytes: Int64(Double(prediction.after.compressedBytes) * share), items: Finding.Items())
        return ([option] + prediction.options).sorted { $0.savedBytes > $1.savedBytes }
    }
}
