extension Attribution {
    /// Algorithm A: layers belong to the steps of BuildKit's graph by position, steps to lines by their locations.
    mutating func follow(_ provenance: BuildProvenance) {
        guard let source = provenance.dockerfile, let owners = provenance.layerOwners(layerCount: layers.count),
            owners.count <= layers.count
        else { return }
        let document = DockerfileDocument(parsing: source)
        let givenFit = fit
        linesOfStep = [:]
        // The history still tells more of instructions without a step: metadata, triggers.
        align(
            with: document, target: provenance.target, buildArguments: provenance.buildArguments,
            contexts: provenance.contexts)
        fit = givenFit
        let graph = StageGraph(
            document, target: provenance.target, buildArguments: provenance.buildArguments,
            contexts: provenance.contexts)
        dockerfile = document
        self.graph = graph
        let baseCount = layers.count - owners.count
        base = BaseBoundary(
            layerCount: baseCount, stepCount: stepCount(ofLayers: baseCount), evidence: .provenance,
            reference: baseReference(graph))
        for position in 0..<baseCount {
            let text = layers[position].text
            clear(position, isBase: true)
            layers[position].text = text
            layers[position].evidence = .provenance
            layers[position].certainty = .certain
        }
        assign(owners, from: baseCount, provenance, document, graph)
        measure(graph, provenance)
    }

    /// Adds up what the steps of each stage outside the image weigh, where their layers are described.
    private mutating func measure(_ graph: StageGraph, _ provenance: BuildProvenance) {
        for stage in graph.stages where stage.role == .feeds {
            let steps = provenance.locations.filter { $0.value.contains { stage.lines.overlaps($0) } }.map(\.key)
            let sizes = steps.compactMap { provenance.compressedSizes[$0] }
            guard !sizes.isEmpty else { continue }
            compressedSizes[stage.index] = sizes.reduce(0) { sum, size in
                let (total, overflow) = sum.addingReportingOverflow(size)
                return overflow ? .max : total
            }
        }
    }

    /// Takes the lowest layers for the base, since they are another image's, or the builder's label says so. What
    /// provenance or a Dockerfile says of the base is stronger and stays.
    ///
    /// - Parameters:
    ///   - layerCount: how many layers the base has.
    ///   - reference: its name, where it is known.
    ///   - evidence: how that is known.
    public mutating func setBase(layerCount: Int, reference: String?, evidence: BaseBoundary.Evidence = .otherImage) {
        guard graph == nil, layerCount <= layers.count else { return }
        base = BaseBoundary(
            layerCount: layerCount, stepCount: stepCount(ofLayers: layerCount), evidence: evidence,
            reference: reference)
        for position in layers.indices { layers[position].isBase = position < layerCount }
    }

    /// Chooses the line of each layer, topmost first: a step that stands for several lines has that which keeps the
    /// lines in the order of the stages.
    private mutating func assign(
        _ owners: [[String]], from baseCount: Int, _ provenance: BuildProvenance, _ document: DockerfileDocument,
        _ graph: StageGraph
    ) {
        var ceiling = (stage: Int.max, line: Int.max)
        for (offset, owner) in owners.enumerated().reversed() {
            let position = baseCount + offset
            let ranges = owner.lazy.compactMap { provenance.locations[$0] }.first { !$0.isEmpty } ?? []
            let candidates = ranges.compactMap { range in
                place(of: range, graph).map { (range: range, key: (stage: $0, line: range.lowerBound)) }
            }
            let allowed = candidates.filter { $0.key <= ceiling }
            guard let chosen = (allowed.isEmpty ? candidates : allowed).max(by: { $0.key < $1.key }) else { continue }
            ceiling = chosen.key
            let instruction = document.instructions.last { $0.lines.lowerBound <= chosen.range.lowerBound }
            let isCounted =
                provenance.layerCounts.isEmpty
                || owner.contains { id in
                    provenance.layerCounts.contains { $0.key.hasPrefix(id + ":") && $0.value.contains(position + 1) }
                }
            let wasTrigger = instruction?.keyword == .from
            set(
                position, instruction, lines: instruction?.lines ?? chosen.range,
                stage: graph.lineage[chosen.key.stage], graph)
            if wasTrigger, let index = layers[position].historyIndex, steps.indices.contains(index) {
                layers[position].text = steps[index].instructionText
            }
            layers[position].evidence = .provenance
            layers[position].certainty = isCounted ? .certain : .likely
        }
    }

    /// The place in the lineage of the stage that a range of lines is in.
    private func place(of range: ClosedRange<Int>, _ graph: StageGraph) -> Int? {
        graph.stage(ofLine: range.lowerBound).flatMap { graph.lineage.firstIndex(of: $0.index) }
    }

    /// How many history entries belong to the lowest layers; entries without a layer after them are not counted.
    func stepCount(ofLayers count: Int) -> Int? {
        guard count > 0 else { return 0 }
        let layerSteps = steps.filter { !$0.isEmptyLayer }
        return count <= layerSteps.count ? layerSteps[count - 1].index + 1 : nil
    }

    /// The reference of the image that the lineage starts from.
    func baseReference(_ graph: StageGraph) -> String? {
        guard let first = graph.lineage.first else { return nil }
        switch graph.stages[first].base {
        case .image(let reference), .context(let reference): return reference
        case .scratch, .stage: return nil
        }
    }

    /// Forgets what was said of a layer.
    mutating func clear(_ position: Int, isBase: Bool) {
        layers[position].lines = nil
        layers[position].stage = nil
        layers[position].stageName = nil
        layers[position].origin = nil
        layers[position].isBase = isBase
        layers[position].isWholeStage = false
    }

    /// Says that an instruction made a layer.
    mutating func set(
        _ position: Int, _ instruction: Instruction?, lines: ClosedRange<Int>, stage: Int, _ graph: StageGraph
    ) {
        clear(position, isBase: false)
        layers[position].lines = lines
        layers[position].stage = stage
        layers[position].stageName = graph.stages[stage].name
        if let instruction { layers[position].text = instruction.text.trimmingSpace() }
        layers[position].origin = graph.edges.first { $0.kind == .copy && $0.lines == lines }?.source
    }
}
