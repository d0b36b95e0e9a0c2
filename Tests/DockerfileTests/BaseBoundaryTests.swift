import Dockerfile
import OCI
import Testing

/// Where the base image ends, told by the history of each builder.
@Suite struct BoundaryOfBuildersTests {
    private let buildKit = "buildkit.dockerfile.v0"

    private func boundary(_ history: [History], surplusLayers: Int = 0) -> BaseBoundary {
        let layers = history.count { !$0.emptyLayer } + surplusLayers
        return Attribution.attribute(history: history, layerCount: layers).base
    }

    private func step(_ line: String, empty: Bool = false, comment: String? = nil, author: String? = nil) -> History {
        History(createdBy: line, author: author, comment: comment, emptyLayer: empty)
    }

    @Test func aCommandInMidHistoryEndsTheBase() {
        let base = boundary([
            step("ADD rootfs.tar / # buildkit", comment: buildKit),
            step(#"CMD ["python3"]"#, empty: true, comment: buildKit),
            step("COPY . . # buildkit", comment: buildKit),
            step(#"CMD ["app"]"#, empty: true, comment: buildKit),
        ])
        #expect(base.layerCount == 1)
        #expect(base.evidence == .commandInTheMiddle)
    }

    @Test func basesNestAndTheLastOneCounts() {
        let base = boundary([
            step("/bin/sh -c #(nop) ADD file:aa in / "),
            step(#"/bin/sh -c #(nop)  CMD ["bash"]"#, empty: true),
            step("RUN /bin/sh -c make # buildkit", comment: buildKit),
            step(#"CMD ["python3"]"#, empty: true, comment: buildKit),
            step("WORKDIR /app", comment: buildKit),
        ])
        #expect(base.layerCount == 2)
    }

    @Test func anotherBuilderBeginsAboveTheBase() {
        let base = boundary([
            step("/bin/sh -c #(nop) ADD file:aa in / "),
            step("RUN echo $VERSION > /v", author: "kaniko"),
        ])
        #expect(base.layerCount == 1)
        #expect(base.evidence == .builderChange)
    }

    @Test func whatDockerAddsToWindowsIsAboveTheBase() {
        let windows = [step("Apply image 10.0.20348.1"), step("Install update 10.0.20348.2")]
        for own in [
            step(#"cmd /S /C #(nop) COPY file:aa in c:\app "#), step("powershell -Command x"), step("RUN x"),
            step("RUN cmd /S /C mkdir x # buildkit", comment: buildKit),
        ] {
            let base = boundary(windows + [own])
            #expect(base.layerCount == 2)
            #expect(base.evidence == .builderChange)
        }
        #expect(boundary(windows).layerCount == nil, "an image of Windows alone is the base itself")
    }

    @Test func buildahNamesTheBaseInItsFirstLine() {
        let base = boundary([
            step("ADD rootfs.tar / # buildkit", comment: buildKit),
            step("/bin/sh -c #(nop) ARG V", empty: true, comment: "FROM registry/busy:1.35"),
            step("/bin/sh -c #(nop) COPY file:aa in /app", comment: "FROM a4915ad9b698"),
            step(#"/bin/sh -c #(nop) CMD ["x"]"#, empty: true, comment: "FROM 682b38573808"),
        ])
        #expect(base.layerCount == 1)
        #expect(base.evidence == .builderComment)
        #expect(base.reference == "registry/busy:1.35")
    }

    @Test func buildahWithoutLayersPutsAllIntoTheLast() {
        let base = boundary([
            step("/bin/sh -c #(nop) ADD file:aa in / "),
            step("/bin/sh -c #(nop) ENV A=1", empty: true),
            step(#"/bin/sh -c #(nop) CMD ["x"]"#, comment: "FROM localhost/base:latest"),
        ])
        #expect(base.layerCount == 1)
    }

    @Test func nothingIsGuessedFromOneBuilderAlone() {
        let base = boundary([
            step("COPY /hello /hello # buildkit", comment: buildKit),
            step(#"ENTRYPOINT ["/hello"]"#, empty: true, comment: buildKit),
        ])
        #expect(base == .unknown)
    }

    @Test func aHistoryThatDoesNotFitTheLayersTellsNothing() {
        let base = boundary(
            [
                step("ADD a / # buildkit", comment: buildKit), step("CMD x", empty: true, comment: buildKit),
                step("COPY b / # buildkit", comment: buildKit),
            ], surplusLayers: 1)
        #expect(base == .unknown)
    }
}
