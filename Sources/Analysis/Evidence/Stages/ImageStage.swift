import Dockerfile

/// One stage of an image's Dockerfile and what is known of it in the image.
public struct ImageStage: Sendable, Hashable {
    /// Its number in the Dockerfile, from 0; nil when there is no Dockerfile and all own layers are one stage.
    public let index: Int?
    /// Its name; nil for one without `AS`.
    public let name: String?
    /// What it starts from, for reading: a stage's name, an image's reference, `scratch`; nil for unknown.
    public let base: String?
    /// What it is to the image.
    public let role: Stage.Role
    /// Its lines in the Dockerfile, from 1; nil when there is none.
    public let lines: ClosedRange<Int>?
    /// How many instructions it has after `FROM`.
    public let instructions: Int
    /// Its layers in this image, from 1; empty for a stage that is not in it.
    public let layers: [Int]
    /// What others take from it by `COPY --from`, `ADD --from` or `RUN --mount=from`.
    public let taken: [StageEdge]

    /// The name, or `stage-N`, or what a stage is called that is only known to be the image's own.
    public var label: String { name ?? index.map(Stage.label) ?? "this image" }
}

/// One line of a Dockerfile and the layer that its instruction made.
public struct DockerfileLine: Sendable, Hashable {
    /// Its number, from 1.
    public let number: Int
    /// Its text, not escaped.
    public let text: String
    /// The layer, from 1; nil when it made none that is in the image.
    public let layer: Int?
    /// The stage's number, from 0; nil above the first `FROM`.
    public let stage: Int?

    /// A line of its parts.
    public init(number: Int, text: String, layer: Int?, stage: Int?) {
        self.number = number
        self.text = text
        self.layer = layer
        self.stage = stage
    }
}
