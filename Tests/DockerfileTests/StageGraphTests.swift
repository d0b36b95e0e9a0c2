import Dockerfile
import Testing

@Suite("Stages and what they take from each other")
struct StageGraphTests {
    static let source = """
        ARG BASE=alpine:${TAG:-3.19}
        ARG OTHER
        FROM ${BASE} AS Base
        FROM --platform=$BUILDPLATFORM golang AS build
        RUN --mount=type=bind,from=tools,source=/bin,target=/tools make
        FROM base AS tools
        FROM busybox AS test
        COPY --from=build /x /x
        FROM base
        COPY --from=1 /out/a /out/b /app/
        COPY --from=nginx:1 /etc/nginx /etc/
        COPY --from=ctx / /ctx
        """

    @Test func namesNumbersAndBases() {
        let graph = StageGraph(DockerfileDocument(parsing: StageGraphTests.source), contexts: ["ctx"])
        #expect(graph.stages.map(\.name) == ["base", "build", "tools", "test", nil])
        #expect(graph.stages.map(\.label).last == "stage-4")
        #expect(graph.stage(named: "stage-4")?.index == 4)
        #expect(graph.stage(named: "stage-1") == nil, "a stage with a name has no other")
        #expect(
            graph.stages.map(\.base) == [
                .image("alpine:3.19"), .image("golang"), .stage(0), .image("busybox"), .stage(0),
            ])
        #expect(graph.stages[1].platform == "$BUILDPLATFORM")
        #expect(graph.stages.map(\.lines) == [3...3, 4...5, 6...6, 7...8, 9...12])
        #expect(graph.stage(ofLine: 5)?.index == 1)
        #expect(graph.stage(ofLine: 1) == nil)
        #expect(graph.stage(named: "BUILD")?.index == 1)
    }

    @Test func rolesFollowTheTarget() {
        let document = DockerfileDocument(parsing: StageGraphTests.source)
        #expect(StageGraph(document).stages.map(\.role) == [.base, .feeds, .unbuilt, .unbuilt, .final])
        #expect(StageGraph(document).lineage == [0, 4])
        #expect(
            StageGraph(document, target: "test").stages.map(\.role) == [.unbuilt, .feeds, .unbuilt, .final, .unbuilt])
        #expect(StageGraph(document, target: "2").lineage == [0, 2])
        #expect(StageGraph(document, target: "nowhere").target == 4)
    }

    @Test func edgesSayWhatIsTaken() throws {
        let graph = StageGraph(DockerfileDocument(parsing: StageGraphTests.source), contexts: ["ctx"])
        let taken = graph.edges.filter { $0.kind != .from }
        // The stage `tools` comes later, so to BuildKit the mount names an image.
        #expect(taken.map(\.source) == [.image("tools"), .stage(1), .stage(1), .image("nginx:1"), .context("ctx")])
        #expect(taken.map(\.kind) == [.mount, .copy, .copy, .copy, .copy])
        #expect(taken[2].paths == ["/out/a", "/out/b"])
        #expect(taken[2].destination == "/app/")
        #expect(taken[0].paths == ["/bin"])
        #expect(graph.edge(at: 10...10)?.source == .stage(1))
    }

    @Test func buildArgumentsChangeTheBase() {
        let graph = StageGraph(DockerfileDocument(parsing: StageGraphTests.source), buildArguments: ["BASE": "debian"])
        #expect(graph.stages[0].base == .image("debian"))
        #expect(StageGraph(DockerfileDocument(parsing: "FROM scratch")).stages[0].base == .scratch)
    }

    @Test func aStageCanNotTakeFromItself() {
        let graph = StageGraph(
            DockerfileDocument(parsing: "FROM a AS a\nCOPY --from=a b c\nCOPY --from=0 b c\nFROM b AS b\nFROM a"))
        #expect(graph.stages[0].base == .image("a"))
        #expect(graph.edges.filter { $0.kind == .copy }.map(\.source) == [.image("a"), .image("0")])
        #expect(graph.lineage == [0, 2])
    }

    @Test func thousandsOfStagesAreNoTrouble() {
        let source = "FROM a AS s0\n" + (1...5000).map { "FROM s\($0 - 1) AS s\($0)\n" }.joined()
        #expect(StageGraph(DockerfileDocument(parsing: source)).lineage.count == 5001)
    }
}
