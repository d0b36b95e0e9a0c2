import ImageAnalysis
import OCI
import Testing

/// Where the base image ends, told by the history of each builder.
@Suite struct BaseImageTests {
    private let buildKit = "buildkit.dockerfile.v0"

    private func config(_ history: [History]) -> ImageConfig {
        let layers = history.count { !$0.emptyLayer }
        return ImageConfig(diffIDs: (0..<layers).map { "layer \($0)" }, history: history)
    }

    private func step(_ line: String, empty: Bool = false, comment: String? = nil, author: String? = nil) -> History {
        History(createdBy: line, author: author, comment: comment, emptyLayer: empty)
    }

    @Test func aCommandInMidHistoryEndsTheBase() {
        let base = BaseImage(
            of: config([
                step("ADD rootfs.tar / # buildkit", comment: buildKit),
                step(#"CMD ["python3"]"#, empty: true, comment: buildKit),
                step("COPY . . # buildkit", comment: buildKit),
                step(#"CMD ["app"]"#, empty: true, comment: buildKit),
            ]))
        #expect(base?.layerCount == 1)
        #expect(base?.evidence == .commandInMidHistory)
    }

    @Test func basesNestAndTheLastOneCounts() {
        let base = BaseImage(
            of: config([
                step("/bin/sh -c #(nop) ADD file:aa in / "),
                step(#"/bin/sh -c #(nop)  CMD ["bash"]"#, empty: true),
                step("RUN /bin/sh -c make # buildkit", comment: buildKit),
                step(#"CMD ["python3"]"#, empty: true, comment: buildKit),
                step("WORKDIR /app", comment: buildKit),
            ]))
        #expect(base?.layerCount == 2)
    }

    @Test func anotherBuilderBeginsAboveTheBase() {
        let base = BaseImage(
            of: config([
                step("/bin/sh -c #(nop) ADD file:aa in / "),
                step("RUN echo $VERSION > /v", author: "kaniko"),
            ]))
        #expect(base?.layerCount == 1)
        #expect(base?.evidence == .changeOfBuilder)
    }

    @Test func buildahNamesTheBaseInItsFirstLine() {
        let base = BaseImage(
            of: config([
                step("ADD rootfs.tar / # buildkit", comment: buildKit),
                step("/bin/sh -c #(nop) ARG V", empty: true, comment: "FROM registry/busy:1.35"),
                step("/bin/sh -c #(nop) COPY file:aa in /app", comment: "FROM a4915ad9b698"),
                step(#"/bin/sh -c #(nop) CMD ["x"]"#, empty: true, comment: "FROM 682b38573808"),
            ]))
        #expect(base?.layerCount == 1)
        #expect(base?.evidence == .builderComment)
        #expect(base?.name == "registry/busy:1.35")
    }

    @Test func buildahWithoutLayersPutsAllIntoTheLast() {
        let base = BaseImage(
            of: config([
                step("/bin/sh -c #(nop) ADD file:aa in / "),
                step("/bin/sh -c #(nop) ENV A=1", empty: true),
                step(#"/bin/sh -c #(nop) CMD ["x"]"#, comment: "FROM localhost/base:latest"),
            ]))
        #expect(base?.layerCount == 1)
    }

    @Test func nothingIsGuessedFromOneBuilderAlone() {
        let base = BaseImage(
            of: config([
                step("COPY /hello /hello # buildkit", comment: buildKit),
                step(#"ENTRYPOINT ["/hello"]"#, empty: true, comment: buildKit),
            ]))
        #expect(base == nil)
    }

    @Test func aHistoryThatDoesNotFitTheLayersTellsNothing() {
        var config = config([
            step("ADD a / # buildkit", comment: buildKit), step("CMD x", empty: true, comment: buildKit),
            step("COPY b / # buildkit", comment: buildKit),
        ])
        config.diffIDs.append("one more")
        #expect(BaseImage(of: config) == nil)
    }

    @Test func anotherImageAtHandIsTheSurestBase() {
        let image = ImageConfig(diffIDs: ["a", "b", "c"])
        let base = BaseImage(
            of: image, others: [("small", ["a"]), ("base:1", ["a", "b"]), ("same", ["a", "b", "c"]), ("else", ["b"])])
        #expect(base?.layerCount == 2)
        #expect(base?.name == "base:1")
    }

    @Test func theAnnotationNamesTheBase() {
        let base = BaseImage(
            of: config([
                step("/bin/sh -c #(nop) ADD file:aa in / "), step("COPY a b # buildkit", comment: buildKit),
            ]), annotations: ["org.opencontainers.image.base.name": "docker.io/library/debian:12"])
        #expect(base?.name == "docker.io/library/debian:12")
    }
}
