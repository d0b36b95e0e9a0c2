/// One stage of a Dockerfile: a `FROM` and what follows it.
public struct Stage: Hashable, Sendable {
    /// What a stage starts from.
    public enum Base: Hashable, Sendable {
        /// Nothing.
        case scratch
        /// An earlier stage, by its index from 0.
        case stage(Int)
        /// An image, its reference expanded where the build arguments are known.
        case image(String)
        /// A named build context that replaces an image or stage.
        case context(String)
    }

    /// What a stage is to the target.
    public enum Role: String, Hashable, Sendable, Codable {
        /// An ancestor of the target: its layers are in the image.
        case base
        /// The target itself.
        case final
        /// Something of it was copied or mounted into a stage that is built.
        case feeds
        /// Not needed for the target, so BuildKit does not build it.
        case unbuilt
    }

    /// Its number, from 0 in order of the `FROM`s.
    public let index: Int
    /// Its name in lower case; nil for one without `AS`.
    public let name: String?
    /// What it starts from.
    public let base: Base
    /// The value of `--platform`, expanded where possible.
    public let platform: String?
    /// Whether it starts from an image of Windows, as far as the names tell.
    package let isWindows: Bool
    /// Its `FROM`.
    public let from: Instruction
    /// Its instructions after `FROM`.
    public let instructions: [Instruction]
    /// What it is to the target.
    public internal(set) var role: Role = .unbuilt

    /// From the line of `FROM` to the last line of its last instruction, from 1.
    public var lines: ClosedRange<Int> {
        from.lines.lowerBound...max(from.lines.upperBound, instructions.last?.lines.upperBound ?? 0)
    }

    /// The name, or `stage-N` for one without a name, as BuildKit calls it.
    public var label: String { name ?? Stage.label(of: index) }

    /// What BuildKit calls a stage without a name, by its number in the Dockerfile, from 0.
    package static func label(of index: Int) -> String { "stage-\(index)" }
}

/// Something that one stage takes from another stage, an image or a build context.
public struct StageEdge: Hashable, Sendable {
    /// By which instruction.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// `FROM`: all of it.
        case from
        /// `COPY --from` or `ADD --from`: the named paths.
        case copy
        /// `RUN --mount=from=…`: seen while building, not kept.
        case mount
    }

    /// What is taken from.
    public let source: Stage.Base
    /// The index of the stage that takes, from 0.
    public let stage: Int
    /// By which instruction.
    public let kind: Kind
    /// The lines of the instruction.
    public let lines: ClosedRange<Int>
    /// The paths taken; empty for `FROM`.
    public let paths: [String]
    /// Where they go; nil for `FROM`.
    public let destination: String?
}
