extension Attribution {
    /// More stages than this are not each tried as the target.
    private static let maximumTargets = 100

    /// Algorithm B: finds the stage whose instructions fit the history best, and says which became which layer.
    mutating func align(
        with document: DockerfileDocument, target: String?, buildArguments: [String: String], contexts: Set<String>
    ) {
        let matchable = steps.map(MatchableStep.init)
        let whole = StageGraph(document, target: target, buildArguments: buildArguments, contexts: contexts)
        guard let last = whole.target else {
            fit = .doesNotFit("The Dockerfile has no FROM.")
            return
        }
        let isTried = target == nil && whole.stages.count <= 1000
        let targets = isTried ? Array(whole.stages.indices.suffix(Attribution.maximumTargets)) : [last]
        func graph(_ index: Int) -> StageGraph {
            StageGraph(document, target: String(index), buildArguments: buildArguments, contexts: contexts)
        }
        if targets.reversed().contains(where: { takeSnapshots(of: document, $0 == last ? whole : graph($0)) }) {
            return
        }
        var best: (graph: StageGraph, expected: [ExpectedStep], alignment: Alignment)?
        for index in targets {
            let graph = index == last ? whole : graph(index)
            let expected = ExpectedStep.sequence(of: graph)
            guard let alignment = Alignment(expected, matchable) else { continue }
            if alignment.score >= best?.alignment.score ?? -.infinity { best = (graph, expected, alignment) }
        }
        guard let best else {
            fit = .doesNotFit("The Dockerfile has no instructions to compare with the image's history.")
            return
        }
        let share = Attribution.share(best.expected, best.alignment, steps)
        guard share >= 0.6 else {
            let percent = Int(share * 100)
            fit = .doesNotFit(
                "Only \(percent) % of the Dockerfile's instructions are in the image's history; it is another image's.")
            return
        }
        let above = instructionsAbove(best.alignment)
        guard above == 0 else {
            fit = .doesNotFit(
                "The Dockerfile is the base image's or an earlier state's: \(above) more instructions were built on it."
            )
            return
        }
        fit = .fits(share)
        dockerfile = document
        self.graph = best.graph
        apply(best.alignment, best.expected, best.graph)
    }

    /// How many instructions that change files come after the last one that the Dockerfile has. What tools add that
    /// follow no Dockerfile is none of them, nor what `docker commit` keeps of a container that ran a shell: that has no
    /// builder's mark, where all that was built before has.
    private func instructionsAbove(_ alignment: Alignment) -> Int {
        guard let last = alignment.pairs.last(where: { $0.score > 0 })?.step else { return steps.count }
        let above = steps.dropFirst(last + 1)
        let isMarked = ![.unknown, .classic].contains(steps[last].builder)
        let isCommitted = above.allSatisfy { step in
            step.keyword == nil
                || step.keyword == .run && (step.builder == .commit || isMarked && step.builder == .unknown)
        }
        return isCommitted ? 0 : above.count { [.run, .copy, .add].contains($0.keyword) }
    }

    /// The part of the instructions that were found, those that say most counted most.
    private static func share(_ expected: [ExpectedStep], _ alignment: Alignment, _ steps: [HistoryStep]) -> Double {
        let isKaniko = steps.contains { $0.builder == .kaniko }
        func weight(_ step: ExpectedStep) -> Double {
            if step.isOptional || isKaniko && !step.keyword.makesLayer { return 0 }
            // kaniko has no entry for a command that changed nothing, so its absence says little.
            if isKaniko, step.keyword == .run { return 1 }
            switch step.keyword {
            case .run, .copy, .add: return 3
            default: return 1
            }
        }
        let found = alignment.pairs.filter { $0.score > 0 }.map { pair in
            weight(expected[pair.expected])
                * (pair.score >= 3 || pair.score >= 1 && weight(expected[pair.expected]) < 3 ? 1 : 0.5)
        }
        let all = expected.map(weight).reduce(0, +)
        return all == 0 ? 0 : min(1, found.reduce(0, +) / all)
    }

    private mutating func apply(_ alignment: Alignment, _ expected: [ExpectedStep], _ graph: StageGraph) {
        let positionOfStep = Dictionary(
            layers.compactMap { layer in layer.historyIndex.map { ($0, layer.index - 1) } },
            uniquingKeysWith: { first, _ in first })
        guard let firstStep = alignment.pairs.first?.step else { return }
        setBase(below: min(layers.count, steps.prefix(firstStep).count { !$0.isEmptyLayer }), step: firstStep, graph)
        for pair in alignment.pairs {
            let item = expected[pair.expected]
            linesOfStep[steps[pair.step].index] = item.lines
            guard let position = positionOfStep[steps[pair.step].index] else { continue }
            set(position, item.instruction, lines: item.lines, stage: item.stage, graph)
            layers[position].evidence = .dockerfile
            layers[position].certainty = pair.score >= 6 ? .certain : pair.score >= 3 ? .likely : .guess
            if !item.keyword.makesLayer || holdsEarlierSteps(pair.step, from: firstStep) {
                spread(position, to: item.stage, graph)
            }
        }
        guard let target = graph.target else { return }
        for (position, layer) in layers.enumerated() where layer.stage == nil {
            guard let index = layer.historyIndex, steps[index].builder == .squash else { continue }
            setWholeStage(position, target, graph)
        }
    }

    /// Says that the base image ends where the first layer and the first entry of the Dockerfile's are.
    mutating func setBase(below layer: Int, step: Int, _ graph: StageGraph) {
        if base.evidence != .builderComment || base.stepCount ?? 0 > step {
            base = BaseBoundary(
                layerCount: layer, stepCount: step, evidence: .dockerfile,
                reference: base.reference ?? baseReference(graph))
        }
        for position in layers.indices { clear(position, isBase: position < layer) }
    }

    /// Says that a layer holds all that a stage did.
    mutating func setWholeStage(_ position: Int, _ stage: Int, _ graph: StageGraph) {
        set(position, nil, lines: graph.stages[stage].lines, stage: stage, graph)
        layers[position].evidence = .dockerfile
        layers[position].certainty = .likely
        spread(position, to: stage, graph)
    }

    /// Whether steps that change files lie in a later one's layer: buildah without `--layers` has an entry for each and
    /// one layer for all. Of classic docker, an entry without a layer changed nothing.
    private func holdsEarlierSteps(_ step: Int, from first: Int) -> Bool {
        guard steps[step].builder == .buildah, first < step else { return false }
        return steps[first..<step].reversed().prefix(while: \.isEmptyLayer).contains { earlier in
            [.run, .copy, .add].contains(earlier.keyword)
        }
    }

    /// A layer of an instruction that makes none holds all that the stage did (buildah without `--layers`).
    private mutating func spread(_ position: Int, to stage: Int, _ graph: StageGraph) {
        layers[position].isWholeStage = true
        layers[position].lines = graph.stages[stage].lines
        layers[position].text = "all of \(graph.stages[stage].label)"
    }
}
