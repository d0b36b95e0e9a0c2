/// The cache of an engine after a build: it says what another build does again.
public struct BuildCache: Sendable, Hashable {
    private let engine: BuildEngine
    private let keys: CacheKeys
    /// What the cache knows where stages that run again give another result.
    private let knownIfDifferent: Set<Int>
    /// What it knows where they give the same.
    private let knownIfEqual: Set<Int>

    /// The cache of an engine that has done one build.
    public init(of engine: BuildEngine, after build: BuildInput) {
        var keys = CacheKeys()
        func known(_ results: KeyedBuild.Results) -> Set<Int> {
            Set(KeyedBuild(build, by: engine, results: results, keys: &keys).steps.compactMap(\.key))
        }
        self.engine = engine
        (knownIfDifferent, knownIfEqual) = (known(.different), known(.equal))
        self.keys = keys
    }

    /// What a build does again.
    public func rebuild(_ build: BuildInput) -> Rebuild {
        var keys = keys
        let different = KeyedBuild(build, by: engine, results: .different, keys: &keys).steps
        let equal = KeyedBuild(build, by: engine, results: .equal, keys: &keys).steps
        return Rebuild(
            steps: zip(different, equal).map { step, other in
                Rebuild.Step(
                    stage: step.stage, instruction: step.instruction, lines: step.lines,
                    outcome: outcome(different: step.key, equal: other.key))
            })
    }

    private func outcome(different: Int?, equal: Int?) -> Rebuild.Outcome {
        guard let different, let equal else { return .notBuilt }
        // With equal results a step can only be found more easily.
        if knownIfDifferent.contains(different) { return .cached }
        return knownIfEqual.contains(equal) ? .runsIfResultDiffers : .runs
    }
}
