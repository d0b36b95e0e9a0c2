import Dockerfile
import Evidence
import FileTree
import Rules

/// The final stage of an advised Dockerfile with the files that its copies bring, as far as the image tells: those that
/// stay, at the sources of a copy where they keep their place, else at its destination.
struct AdvisedStage {
    /// What one copy brings.
    private struct Brought {
        var size = Advice.Size(bytes: 0, compressedBytes: 0)
        /// Whether any of it came with the code.
        var hasCode = false
    }

    private let stage: Stage
    /// By the place of the instruction in the stage.
    private var brought: [Int: Brought] = [:]

    /// - Parameters:
    ///   - stage: The stage.
    ///   - cost: The cost of a change of the code in the image as it is.
    ///   - kept: The files that stay.
    init(_ stage: Stage, in image: AnalyzedImage, code cost: ChangeCost, kept: EntrySet, ratios: LayerRatios) {
        self.stage = stage
        let own = kept.filter { !image.isBase(layer: $0.layer) }.compactMap { entry in
            image.stack.path(of: entry).map { (path: "/" + image.text(of: $0), entry: entry) }
        }
        let copied = image.stack.entries(of: cost.layers.first ?? 0).compactMap { image.stack.path(of: $0) }
        let code = Set(copied.map { "/" + image.text(of: $0) })
        let atSource = own.map { AdvisedStage.owner(of: $0.path, among: sources) }
        let destinations = destinations(without: Set(atSource.compactMap(\.self)))
        for (file, owner) in zip(own, atSource) {
            guard let owner = owner ?? AdvisedStage.owner(of: file.path, among: destinations) else { continue }
            let bytes = image.stack.entry(file.entry).size
            var copy = brought[owner] ?? Brought()
            copy.size.bytes = copy.size.bytes.addingSaturated(bytes)
            copy.size.compressedBytes = copy.size.compressedBytes.addingSaturated(
                Int64(ratios.compressed(bytes, ofLayer: file.entry.layer)))
            copy.hasCode = copy.hasCode || code.contains(file.path)
            brought[owner] = copy
        }
    }

    /// What is pushed anew when the code changes: all from the first step on that takes any of it. Nil where none does,
    /// and where a command after it makes files of unknown size.
    var changedSize: Advice.Size? {
        guard case .image = stage.base else { return nil }
        var size: Advice.Size?
        for (place, instruction) in stage.instructions.enumerated() {
            switch instruction.keyword {
            case .run where size != nil: return nil
            case .copy, .add:
                let copy = brought[place] ?? Brought()
                guard size != nil || copy.hasCode || instruction.copiesContext else { continue }
                let before = size ?? Advice.Size(bytes: 0, compressedBytes: 0)
                size = Advice.Size(
                    bytes: before.bytes.addingSaturated(copy.size.bytes),
                    compressedBytes: before.compressedBytes.addingSaturated(copy.size.compressedBytes))
            default: break
            }
        }
        return size
    }

    /// The copy that names a path, or the nearest directory above it.
    private static func owner(of path: String, among places: [String: Int]) -> Int? {
        var path = path[...]
        while let slash = path.lastIndex(of: "/") {
            if let owner = places[String(path)] { return owner }
            path = path[..<slash]
        }
        return places["/"]
    }

    /// The sources of copies from other stages, and which copy names each.
    private var sources: [String: Int] {
        var places: [String: Int] = [:]
        for (place, instruction) in stage.instructions.enumerated() where instruction.flag("from") != nil {
            for source in instruction.arguments.dropLast() { places[AdvisedStage.plain(source)] = place }
        }
        return places
    }

    /// The destinations of those copies whose sources are elsewhere.
    private func destinations(without placed: Set<Int>) -> [String: Int] {
        var places: [String: Int] = [:]
        var directory = "/"
        for (place, instruction) in stage.instructions.enumerated() {
            if instruction.keyword == .workdir { directory = instruction.arguments.first ?? directory }
            guard [.copy, .add].contains(instruction.keyword), !placed.contains(place),
                let destination = instruction.arguments.last
            else { continue }
            places[AdvisedStage.plain(destination.hasPrefix("/") ? destination : directory)] = place
        }
        return places
    }

    private static func plain(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
