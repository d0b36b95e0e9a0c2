import Testing

@testable import Dockerfile

@Suite("What a build does again")
struct RebuildTests {
    /// Of each edit of the lab, every step that an engine really ran is said to run, no other, with results of other
    /// stages either taken to differ or to be equal, as they did.
    @Test(arguments: BuildEngine.allCases)
    func agreesWithRealEngines(_ engine: BuildEngine) throws {
        var compared = 0
        for truth in CacheTruth.all {
            guard let recorded = truth.steps(of: engine), let edit = CacheEdit.all[truth.edit] else { continue }
            var lab = CacheLab(for: engine)
            edit.prepare(&lab)
            let before = lab.input
            edit.change(&lab)
            let rebuild = BuildCache(of: engine, after: before).rebuild(lab.input)
            let said = [false, true].map { RecordedSteps(rebuild, in: lab.input, engine, resultsAreEqual: $0) }
            #expect(
                said.contains { $0.agrees(with: recorded) }, "\(engine): \(truth.edit): \(said) and not \(recorded)")
            compared += 1
        }
        #expect(compared == [.buildkit: 63, .buildah: 62, .classic: 56][engine])
    }
}

extension CacheTruth {
    func steps(of engine: BuildEngine) -> String? {
        switch engine {
        case .buildkit: buildkit
        case .buildah: buildah
        case .classic: classic
        }
    }
}

/// The steps of a rebuild in the form in which the truth was recorded.
struct RecordedSteps: CustomStringConvertible {
    private let stages: [(label: String, steps: String)]
    private let engine: BuildEngine

    init(_ rebuild: Rebuild, in input: BuildInput, _ engine: BuildEngine, resultsAreEqual: Bool) {
        self.engine = engine
        let graph = StageGraph(input.document, target: input.target, buildArguments: input.arguments)
        stages = graph.stages.map { stage in
            let steps = rebuild.steps.filter { $0.stage == stage.index && $0.outcome != .notBuilt }
            let marks = steps.map { step in
                step.outcome == .runs || step.outcome == .runsIfResultDiffers && !resultsAreEqual ? "R" : "."
            }
            return (stage.label, marks.joined())
        }
    }

    var description: String { stages.map { "\($0.label):\($0.steps)" }.joined(separator: " ") }

    func agrees(with recorded: String) -> Bool {
        let parts = recorded.split(separator: " ").map(String.init)
        guard engine == .buildkit else { return stages.map { $0.steps.isEmpty ? "-" : $0.steps } == parts }
        let built = stages.filter { !$0.steps.isEmpty }
        guard built.count == parts.count else { return false }
        // A step that two stages share is shown in one of them: the first steps of the other are missing.
        return built.allSatisfy { label, steps in
            parts.contains { part in
                let shown = part.dropFirst(label.count + 1)
                return part.hasPrefix(label + ":") && (shown == steps || shown == steps.dropFirst())
            }
        }
    }
}
