extension BuildProvenance {
    /// Which step made each layer above the base images, lowest first; nil when the graph is not whole.
    ///
    /// - Parameter layerCount: how many layers the image has.
    /// - Returns: ids of steps, and the step that carries the lines where that is another one (`COPY --link` is laid
    ///   on by a merge step).
    func layerOwners(layerCount: Int) -> [[String]]? {
        let byID = Dictionary(vertices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard let result = vertices.last, case .result = result.operation, let last = result.inputs.first else {
            return nil
        }
        var owners: [[String]] = []
        guard collect(from: last, under: nil, byID, limit: layerCount, depth: 0, into: &owners) else { return nil }
        return owners.reversed()
    }

    /// Walks down from an output, highest layer first. False when the graph is broken or makes more layers than the
    /// image has.
    private func collect(
        from output: String, under merge: String?, _ byID: [String: Vertex], limit: Int, depth: Int,
        into owners: inout [[String]]
    ) -> Bool {
        guard depth < 64 else { return false }
        var next: String? = output
        var walked = 0
        while let reference = next {
            walked += 1
            let (id, index) = BuildProvenance.split(reference)
            guard walked <= vertices.count, owners.count <= limit, let vertex = byID[id] else { return false }
            switch vertex.operation {
            case .exec(let root):
                owners.append([id] + (merge.map { [$0] } ?? []))
                next = root.flatMap { vertex.inputs.indices.contains($0) ? vertex.inputs[$0] : nil }
            case .file(let actions):
                owners.append([id] + (merge.map { [$0] } ?? []))
                next = BuildProvenance.base(of: actions, output: index, inputs: vertex.inputs)
            case .merge(let ports):
                let inputs = ports.compactMap { vertex.inputs.indices.contains($0) ? vertex.inputs[$0] : nil }
                for input in inputs.dropFirst().reversed() {
                    guard collect(from: input, under: id, byID, limit: limit, depth: depth + 1, into: &owners) else {
                        return false
                    }
                }
                next = inputs.first
            case .source, .result:
                return true
            }
        }
        return true
    }

    /// The input that a file step's output builds on; nil for scratch.
    private static func base(of actions: [FileAction], output: Int, inputs: [String]) -> String? {
        guard var action = actions.firstIndex(where: { $0.output == output }) else { return inputs.first }
        // An action's input is one of the step's, or counts on through the actions before it.
        while true {
            let input = actions[action].input
            if input < 0 { return nil }
            if input < inputs.count { return inputs[input] }
            guard input - inputs.count < action else { return nil }
            action = input - inputs.count
        }
    }

    private static func split(_ reference: String) -> (id: String, output: Int) {
        guard let colon = reference.lastIndex(of: ":") else { return (reference, 0) }
        return (String(reference[..<colon]), Int(reference[reference.index(after: colon)...]) ?? 0)
    }
}
