import Dockerfile
import Evidence
import FileTree

/// Sums of hidden copies by what stored them.
struct WasteShares: Sendable {
    let copies: [WastedCopy]
    let stack: LayerStack
    let stages: ImageStages

    private struct Sum {
        var bytes: Int64 = 0
        var copies = 0
        var layers: Set<Int> = []

        mutating func add(_ copy: WastedCopy) {
            bytes = bytes.addingSaturated(copy.bytes)
            copies += 1
            layers.insert(copy.layer)
        }
    }

    func byInstruction() -> [WasteBreakdown.Share] {
        sums { layer in attribution(layer)?.lines.map { "\($0.lowerBound)" } ?? "layer \(layer)" }.map { sum in
            let attribution = sum.layers.min().flatMap(attribution)
            return share(attribution?.text ?? "", lines: attribution?.lines, sum)
        }.sorted { $0.comesBefore($1) }
    }

    func byStage() -> [WasteBreakdown.Share] {
        sums { layer in stage(of: layer) }.map { sum in
            let stage = sum.layers.min().flatMap(stage)
            return share(stage?.label ?? "the base image", lines: stage?.lines, sum)
        }.sorted { $0.comesBefore($1) }
    }

    func byPath() -> [WasteBreakdown.Share] {
        var sums: [PathID: Sum] = [:]
        for copy in copies { sums[copy.path, default: Sum()].add(copy) }
        return sums.map { path, sum in
            share(String(decoding: stack.path(of: path), as: UTF8.self), lines: nil, sum, path: path)
        }.sorted { $0.comesBefore($1) }
    }

    private func sums<Key: Hashable>(by key: (Int) -> Key) -> [Sum] {
        var sums: [Key: Sum] = [:]
        for copy in copies { sums[key(copy.layer), default: Sum()].add(copy) }
        return Array(sums.values)
    }

    private func share(
        _ name: String, lines: ClosedRange<Int>?, _ sum: Sum, path: PathID? = nil
    ) -> WasteBreakdown.Share {
        WasteBreakdown.Share(
            name: name, lines: lines, layers: sum.layers.sorted(), bytes: sum.bytes, copies: sum.copies, path: path)
    }

    private func attribution(_ layer: Int) -> Attribution.Layer? {
        let layers = stages.attribution.layers
        return layers.indices.contains(layer - 1) ? layers[layer - 1] : nil
    }

    private func stage(of layer: Int) -> ImageStage? { stages.stage(ofLayer: layer) }
}

extension WasteBreakdown.Share {
    fileprivate func comesBefore(_ other: WasteBreakdown.Share) -> Bool {
        if bytes != other.bytes { return bytes > other.bytes }
        return name == other.name ? layers.lexicographicallyPrecedes(other.layers) : name < other.name
    }
}
