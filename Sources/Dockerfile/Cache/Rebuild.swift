/// What a build does again where the same was built before: each step, by the rules of an engine's cache.
///
/// Everything is compared as the engine compares it, so an edit of a Dockerfile, of files, of build arguments and of
/// base images are all the same question. What commands write is not known from outside: a stage that runs again may
/// give what it gave before, and then whoever copies from it finds its own result in the cache.
public struct Rebuild: Sendable {
    /// What becomes of a step.
    public enum Outcome: String, Sendable, Hashable {
        /// Its result is taken from the cache.
        case cached
        /// It is done again.
        case runs
        /// It is done again where a stage that it copies from, or mounts, gives another result than before.
        case runsIfResultDiffers
        /// Its stage is not needed, so nobody looks at it.
        case notBuilt
    }

    /// One step of the new build.
    public struct Step: Sendable, Hashable {
        /// The number of its stage, from 0.
        public let stage: Int
        /// The instruction.
        public let instruction: Instruction
        /// Its lines; those of `FROM` for the trigger of an `ONBUILD`.
        public let lines: ClosedRange<Int>
        /// What becomes of it.
        public let outcome: Outcome

        /// Whether it is done again, as far as is known: who cannot know takes results to differ.
        public var isDoneAgain: Bool { outcome == .runs || outcome == .runsIfResultDiffers }
    }

    /// The steps in the order of the Dockerfile. BuildKit has none for instructions that only set something.
    public let steps: [Step]
}
