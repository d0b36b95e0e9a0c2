import Evidence
import FileTree
import Packages

/// Adds up what becomes of the image's files.
struct SizePrediction {
    let before: Advice.Size
    private(set) var after = Advice.Size(bytes: 0, compressedBytes: 0)
    private(set) var kept: [Advice.Kept] = []
    private(set) var remedies: [Remedy] = []
    private(set) var options: [Remedy] = []
    let ratios: LayerRatios

    private let image: AnalyzedImage
    private var byFate: [Fate: Sum] = [:]
    private(set) var keptEntries = EntrySet()
    /// Where programs were built; nil for an image without layers.
    private(set) var trees: SourceTrees?

    /// Bytes, and the files that they are of where these are told.
    private struct Sum {
        var bytes: Int64 = 0
        var compressed = 0.0
        var items: [Finding.Item] = []

        mutating func add(_ item: Finding.Item, compressed: Double, isTold: Bool = true) {
            bytes = bytes.addingSaturated(item.bytes)
            self.compressed += compressed
            if isTold { items.append(item) }
        }

        var size: Advice.Size { Advice.Size(bytes: bytes, compressedBytes: Int64(clamping: compressed)) }
    }

    init(
        of image: AnalyzedImage, closure: RuntimeClosure?, variant: SmallerBase?, findings: [Finding],
        ratios: LayerRatios
    ) {
        self.image = image
        self.ratios = ratios
        var named: [EntryReference: Rule] = [:]
        for finding in findings where finding.rule.isFreeToRemove {
            for item in finding.items where named[item.entry] == nil { named[item.entry] = finding.rule }
        }
        var total = Sum()
        if let view = image.view, let closure {
            let trees = SourceTrees(of: image, view: view, closure: closure)
            let fates = FateOfFiles(
                image, view: view, closure: closure, variant: variant, named: named, trees: trees,
                authored: AuthoredFiles(of: image))
            self.trees = trees
            var reasons = KeptReasons(image, view: view, closure: closure)
            for item in SizePrediction.storedFiles(of: image) {
                let compressed = ratios.compressed(item.bytes, ofLayer: item.entry.layer)
                let fate = fates.fate(of: item.entry)
                total.add(item, compressed: compressed, isTold: false)
                byFate[fate, default: Sum()].add(item, compressed: compressed, isTold: fate != .kept)
                if fate == .kept {
                    keptEntries.insert(item.entry)
                    reasons.add(item)
                }
            }
            kept = reasons.groups
        }
        before = total.size
        let rest = byFate[.kept] ?? Sum()
        after = rest.size
        remedies = byFate.compactMap { fate, sum in
            remedy(fate, sum, findings: findings, closure: closure, variant: variant)
        }.sorted { $0.savedBytes == $1.savedBytes ? $0.id < $1.id : $0.savedBytes > $1.savedBytes }
        options = furtherSavings(findings)
    }

    /// All that layers store, also what another entry of the same layer took the place of.
    static func storedFiles(of image: AnalyzedImage) -> [Finding.Item] {
        let (stack, copies) = (image.stack, image.waste.copies.filter { $0.cause == .superseded })
        let entries = (1...max(1, stack.layerCount)).flatMap(stack.entries).compactMap { entry -> Finding.Item? in
            let bytes = stack.size(of: entry)
            guard bytes > 0, let path = stack.path(of: entry) else { return nil }
            return Finding.Item(path: path, entry: entry, bytes: bytes)
        }
        return entries + copies.map { Finding.Item(path: $0.path, entry: $0.entry, bytes: $0.bytes) }
    }

    private func remedy(
        _ fate: Fate, _ sum: Sum, findings: [Finding], closure: RuntimeClosure?, variant: SmallerBase?
    ) -> Remedy? {
        let items = sum.items.sorted { $0.bytes == $1.bytes ? $0.path < $1.path : $0.bytes > $1.bytes }
        func remedy(
            _ id: String, _ title: String, _ action: String, _ evidence: String, _ confidence: Confidence,
            lesson: Lesson?, rule: Rule? = nil
        ) -> Remedy {
            Remedy(
                id: id, rule: rule, lesson: lesson, title: title, action: action, evidence: evidence,
                confidence: confidence,
                line: items.first.flatMap { image.line(ofLayer: $0.entry.layer) }, savedBytes: sum.bytes,
                savedCompressedBytes: Int64(clamping: sum.compressed), items: Finding.Items(items))
        }
        switch fate {
        case .kept: return nil
        case .baseVariant:
            guard let variant else { return nil }
            return remedy(
                "slim-base", "A smaller base image: \(variant.reference)",
                "Start the final stage FROM \(variant.reference)"
                    + (variant.isScratch
                        ? ", or FROM gcr.io/distroless/static-debian12, which has certificates and time zones for 2 MB"
                        : "")
                    + (variant.packages.isEmpty ? "." : " and install \(variant.packages.joined(separator: " "))."),
                variant.evidence + "; what is counted are its files that what runs does not reach", variant.confidence,
                lesson: .bases)
        case .hidden:
            return remedy(
                "hidden-bytes", "Layers store what later layers hide",
                "Make and remove files in one RUN, leave them out of the context, or make them in a builder stage; set "
                    + "modes and owners while copying (COPY --chmod, --chown).",
                "\(items.count) copies that no container sees, exactly counted: \(authors(of: items))", .high,
                lesson: .deletions)
        case .builder:
            return remedy(
                "builder-stage", "Tools and leftovers that nothing at run time reaches",
                "Build in a stage of its own and copy only the result.",
                builderEvidence(items, closure), closure?.isComplete == true ? .medium : .low, lesson: .stages)
        case .rule(let rule):
            let stored = Set(items.map(\.entry))
            let finding = findings.first { $0.rule == rule && $0.items.contains { stored.contains($0.entry) } }
            return remedy(
                rule.id, rule.title, finding?.remedy ?? rule.remedy, finding?.evidence ?? "",
                finding?.confidence ?? .high, lesson: rule.lesson, rule: rule)
        }
    }

    /// The instructions that stored most of them.
    private func authors(of items: [Finding.Item]) -> String {
        let byLayer = Dictionary(grouping: items, by: \.entry.layer)
            .map { (layer: $0.key, bytes: $0.value.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }) }
            .sorted { $0.bytes == $1.bytes ? $0.layer < $1.layer : $0.bytes > $1.bytes }
        return byLayer.prefix(3).map { "\(ByteCount($0.bytes)) by \(image.author(ofLayer: $0.layer))" }
            .joined(separator: ", ")
    }

    private func builderEvidence(_ items: [Finding.Item], _ closure: RuntimeClosure?) -> String {
        var owners: [String: Int64] = [:]
        for item in items {
            let name = image.packages.owner(of: item.path)?.name ?? "/" + image.text(of: item.path)
            owners[name, default: 0] += item.bytes
        }
        let largest = owners.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(4)
        let programs = closure?.start.programs.compactMap(\.words.first).joined(separator: ", ") ?? ""
        return "not reached from \(programs.isEmpty ? "any program" : programs), nor named in the application's texts: "
            + largest.map(\.key).joined(separator: ", ")
    }

    /// Findings on files that stay: each counts what those before it left.
    private func furtherSavings(_ findings: [Finding]) -> [Remedy] {
        var open = keptEntries
        let candidates = findings.filter { finding in
            ![.secret, .hardening, .vulnerability].contains(finding.rule.category)
        }.sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) }
        return candidates.compactMap { finding in
            var sum = Sum()
            for item in finding.items where !image.isBase(layer: item.entry.layer) && open.remove(item.entry) {
                sum.add(item, compressed: ratios.compressed(item.bytes, ofLayer: item.entry.layer))
            }
            guard sum.bytes >= 4096 else { return nil }
            return Remedy(
                id: finding.rule.id, rule: finding.rule, lesson: finding.rule.lesson, title: finding.rule.title,
                action: finding.remedy,
                evidence: finding.evidence,
                confidence: finding.confidence ?? .high, line: finding.line, savedBytes: sum.bytes,
                savedCompressedBytes: Int64(clamping: sum.compressed), items: Finding.Items(sum.items))
        }.sorted { $0.savedBytes > $1.savedBytes }
    }
}

extension Int64 {
    /// The whole part of a number, the nearest there is where it does not fit.
    fileprivate init(clamping value: Double) {
        self = value.isFinite && value < 9e18 ? Int64(Swift.max(0, value)) : .max
    }
}
