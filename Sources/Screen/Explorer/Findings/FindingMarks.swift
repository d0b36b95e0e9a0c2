import FileTree
import ImageAnalysis

/// Which entries, directories and layers have findings, and what the worst of them is.
struct FindingMarks: Sendable, Hashable {
    /// What a layer has.
    struct Layer: Sendable, Hashable {
        /// Findings that are about the layer or about files that it stores.
        var count = 0
        /// Bytes of its files that findings would spare the image, each file counted once.
        var bytes: Int64 = 0
        /// The worst finding's mark; nil without any.
        var mark: FindingMark?
    }

    /// The entries of which a mark is the worst. No entry is in two such sets.
    private struct Marked: Sendable, Hashable {
        let mark: FindingMark
        var entries = EntrySet()
    }

    private(set) var layers: [Layer]
    private var marked: [Marked] = []
    /// The lowest layer in which something below a directory has a finding; most paths have none.
    private var directories = SparseColumn<UInt32>()

    init(_ findings: [ImageFindings.Judged], in stack: LayerStack) {
        layers = Array(repeating: Layer(), count: stack.layerCount)
        var counted = EntrySet()
        var directories = [UInt32](repeating: FindingMarks.none, count: stack.pathCount)
        for judged in findings {
            let finding = judged.finding
            let mark = FindingMark(judged.category, finding.severity)
            let items = finding.places(in: stack)
            for item in items {
                note(mark, on: item.entry)
                FindingMarks.noteDirectories(above: item, in: &directories, of: stack)
                guard finding.bytes != nil, counted.insert(item.entry) else { continue }
                if layers.indices.contains(item.entry.layer - 1) {
                    let sum = layers[item.entry.layer - 1].bytes.addingSaturated(item.bytes)
                    layers[item.entry.layer - 1].bytes = sum
                }
            }
            for layer in Set(items.lazy.map(\.entry.layer)).union([finding.layer].compactMap(\.self))
            where layers.indices.contains(layer - 1) {
                layers[layer - 1].count += 1
                layers[layer - 1].mark = mark.worse(than: layers[layer - 1].mark)
            }
        }
        self.directories = SparseColumn(directories) { _ in FindingMarks.none }
    }

    private static let none = UInt32.max

    /// Marks an entry, unless it has a mark that is as bad.
    private mutating func note(_ mark: FindingMark, on entry: EntryReference) {
        if let place = marked.firstIndex(where: { $0.entries.contains(entry) }) {
            if mark.worse(than: marked[place].mark) == marked[place].mark { return }
            marked[place].entries.remove(entry)
        }
        let place = marked.firstIndex { $0.mark == mark } ?? marked.count
        if place == marked.count { marked.append(Marked(mark: mark)) }
        marked[place].entries.insert(entry)
    }

    /// Notes in all directories above a file that its layer has a finding below them.
    private static func noteDirectories(
        above item: Finding.Item, in directories: inout [UInt32], of stack: LayerStack
    ) {
        let layer = UInt32(clamping: item.entry.layer)
        var ancestor = stack.parent(of: item.path)
        while let directory = ancestor {
            // Above a directory that is noted already for this layer or a lower one, all are.
            if directories[directory.index] <= layer { return }
            directories[directory.index] = layer
            ancestor = stack.parent(of: directory)
        }
    }

    /// The mark of an entry; nil without findings.
    func mark(of entry: EntryReference) -> FindingMark? { marked.first { $0.entries.contains(entry) }?.mark }

    /// Whether something below a directory has a finding, in this layer or a lower one.
    func hasFindings(below directory: PathID, upToLayer layer: Int) -> Bool {
        directories[directory.index].map { Int($0) <= layer } ?? false
    }

    /// What a layer has, from 1.
    func layer(_ index: Int) -> Layer { layers.indices.contains(index - 1) ? layers[index - 1] : Layer() }
}
