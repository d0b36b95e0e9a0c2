import Dockerfile
import Evidence
import FileTree
import Rules

/// How a build leaves out what the user left out: lines of `.dockerignore` where it came with a copy of the build context,
/// else what to do at the instruction that makes it.
struct LeftOutPlan {
    /// Lines of `.dockerignore`, sorted.
    private(set) var ignored: [String] = []
    /// What to do at the instruction of a layer, from 1; one sentence each.
    private(set) var remarks: [Int: [String]] = [:]

    private let image: AnalyzedImage

    init(_ subjects: [LeftOut], in image: AnalyzedImage) {
        self.image = image
        for subject in subjects { add(subject) }
        ignored = Array(Set(ignored)).sorted()
    }

    /// The remarks on one line each, with the instructions that they are about.
    var lines: [String] {
        remarks.sorted { $0.key < $1.key }.flatMap { layer, sentences in
            sentences.map {
                "# \(InstructionText.oneLine(image.author(ofLayer: layer))): \(InstructionText.oneLine($0))"
            }
        }
    }

    private mutating func add(_ subject: LeftOut) {
        switch subject {
        case .layer(let layer): remark("leave this instruction out", layer)
        case .package(let package): remark("do not install \(package.name)", package.layer)
        case .path(let path):
            for layer in layers(storing: path) {
                if let pattern = pattern(for: path, ofLayer: layer) {
                    ignored.append(pattern)
                } else {
                    remark("leave out /\(image.text(of: path)), or remove it in the same instruction", layer)
                }
            }
        }
    }

    private mutating func remark(_ sentence: String, _ layer: Int) {
        remarks[layer, default: []].append(image.isBase(layer: layer) ? sentence + ": only another base can" : sentence)
    }

    /// The layers that store bytes at or below a path.
    private func layers(storing path: PathID) -> [Int] {
        (1..<image.stack.layerCount + 1).filter { layer in
            image.stack.entries(of: layer).contains { entry in
                guard image.stack.entry(entry).size > 0, let place = image.stack.path(of: entry) else { return false }
                return image.stack.path(place, isAtOrBelow: path)
            }
        }
    }

    /// What names a path in the build context; nil where the layer is no copy of the context, or a copy of nothing else.
    private func pattern(for path: PathID, ofLayer layer: Int) -> String? {
        let steps = image.recipe.steps
        guard let index = steps.firstIndex(where: { $0.layer == layer }), case let step = steps[index],
            [.copy, .add].contains(step.instruction.keyword), !step.copiesAbsolutePaths,
            step.instruction.flag("from") == nil, let target = step.instruction.arguments.last
        else { return nil }
        let home = steps[..<index].last { $0.instruction.keyword == .workdir }?.instruction.arguments.first
        let directory = absolute(target, from: home ?? image.image.config.config.workingDirectory ?? "/")
        let text = "/" + image.text(of: path)
        let sources = step.contextSources.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
        guard text.hasPrefix(directory == "/" ? "/" : directory + "/") else {
            // A file that was copied under another name.
            return text == directory && sources.count == 1 && sources[0] != "." ? sources[0] : nil
        }
        let inside = String(text.dropFirst(directory == "/" ? 1 : directory.count + 1))
        if step.copiesContext { return inside }
        guard sources.count == 1, let source = sources.first, !source.contains(where: { "*?[$".contains($0) }) else {
            return "**/" + (inside.split(separator: "/").last.map(String.init) ?? inside)
        }
        let name = source.split(separator: "/").last.map(String.init) ?? source
        let folder = source.hasSuffix("/") ? String(source.dropLast()) : source
        return inside == name ? folder : folder + "/" + inside
    }

    private func absolute(_ path: String, from home: String) -> String {
        let whole = path.hasPrefix("/") ? path : home + "/" + path
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
