extension Attribution {
    /// How well a Dockerfile fits of which only the last instruction of each stage can be compared.
    private static let fitOfSnapshots = 0.75

    /// kaniko's `--single-snapshot` makes one layer of each stage and calls it by the stage's last instruction: such a
    /// layer has the lines of its stage.
    ///
    /// - Returns: False where the history is of another kind, or another Dockerfile's.
    mutating func takeSnapshots(of document: DockerfileDocument, _ graph: StageGraph) -> Bool {
        let made = layers.indices.compactMap { position -> (position: Int, step: HistoryStep)? in
            guard let index = layers[position].historyIndex, steps[index].builder == .kaniko else { return nil }
            return (position, steps[index])
        }
        let stages = graph.lineage.map { graph.stages[$0] }.filter { !$0.instructions.isEmpty }
        // A stage of one instruction is that instruction's layer either way.
        guard let first = made.first, made.count == stages.count, stages.contains(where: \.hasSeveralSteps),
            zip(made, stages).allSatisfy({ $1.endsWith($0.step) })
        else { return false }
        fit = .fits(Attribution.fitOfSnapshots)
        dockerfile = document
        self.graph = graph
        setBase(below: first.position, step: first.step.index, graph)
        for (layer, stage) in zip(made, stages) {
            linesOfStep[layer.step.index] = stage.instructions.last?.lines
            setWholeStage(layer.position, stage.index, graph)
        }
        return true
    }
}

extension Stage {
    fileprivate var hasSeveralSteps: Bool {
        guard let last = instructions.last?.keyword else { return false }
        return !last.makesLayer || instructions.count { [.run, .copy, .add].contains($0.keyword) } > 1
    }

    /// Whether its last instruction became this entry.
    fileprivate func endsWith(_ step: HistoryStep) -> Bool {
        guard let last = instructions.last, let keyword = last.keyword else { return false }
        let expected = ExpectedStep(last, keyword: keyword, stage: index, lines: last.lines)
        return expected.score(MatchableStep(step)).map { $0 >= 4 } ?? false
    }
}
