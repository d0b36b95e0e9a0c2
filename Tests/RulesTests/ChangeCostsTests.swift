import AnalysisSupport
import Dockerfile
import ImageAnalysis
import TestSupport
import Testing

@Suite("What a change of an instruction costs")
struct ChangeCostsTests {
    private static let buildKit = "buildkit.dockerfile.v0"

    /// A builder that the image takes two things from, and its own code.
    private static let dockerfile = """
        FROM base AS builder
        WORKDIR /build
        COPY requirements.txt .
        RUN --mount=type=cache,target=/root/.cache/pip pip install --prefix=/install -r requirements.txt
        FROM base AS spare
        RUN never
        FROM base
        RUN groupadd app
        COPY --from=builder /install /usr/local
        COPY . /app
        CMD ["/app/main"]

        """

    private func fixture(dockerfile: String?) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("bin/sh", "#!shell") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Step("/bin/sh -c #(nop)  CMD [\"sh\"]")
                Layer { File("etc/group", size: 10) }.createdBy(
                    "RUN /bin/sh -c groupadd app # buildkit", comment: ChangeCostsTests.buildKit)
                Layer { File("usr/local/lib", size: 70_000) }.createdBy(
                    "COPY /install /usr/local # buildkit", comment: ChangeCostsTests.buildKit)
                Layer { File("app/main", size: 4_000) }.createdBy(
                    "COPY . /app # buildkit", comment: ChangeCostsTests.buildKit)
                Step(#"CMD ["/app/main"]"#, comment: ChangeCostsTests.buildKit)
            }.configured { $0.command = ["/app/main"] }, dockerfile: dockerfile)
    }

    private func costs(_ dockerfile: String? = dockerfile) throws -> (ChangeCosts, AnalyzedFixture) {
        let fixture = try fixture(dockerfile: dockerfile)
        return (ChangeCosts(of: fixture.image.stages), fixture)
    }

    @Test("Each line rebuilds what depends on it, and pushes the layers that come of that")
    func byLine() throws {
        let (costs, fixture) = try costs()
        func row(_ line: Int) -> String {
            guard let cost = costs.cost(ofLine: line) else { return "none" }
            let bytes = cost.bytes(in: fixture.image.stack) ?? -1
            return "\(cost.rebuilt.map(\.lines.lowerBound)) \(cost.layers) \(bytes)"
        }
        #expect(row(3) == "[3, 4, 9, 10] [3, 4] 74000")
        #expect(row(4) == "[4, 9, 10] [3, 4] 74000")
        #expect(row(8) == "[8, 9, 10] [2, 3, 4] 74010")
        #expect(row(10) == "[10] [4] 4000")
        #expect(row(6) == "none", "a stage that is not built costs nothing")
        #expect(row(11) == "none" && row(2) == "none")
        #expect(costs.cost(ofLine: 4)?.doubtfulSteps == 2)
        #expect(costs.code?.step.lines == 10...10)
        #expect(costs.stepCount == 6 && !costs.isFromHistory && costs.notes.isEmpty)
    }

    @Test("With --link the code does not wait for what is below it")
    func link() throws {
        let (costs, _) = try costs(ChangeCostsTests.dockerfile.replacing("COPY . /app", with: "COPY --link . /app"))
        #expect(costs.cost(ofLine: 4)?.rebuilt.map(\.lines.lowerBound) == [4, 9])
        #expect(costs.cost(ofLine: 10)?.remarks.first?.contains("--link") == true)
        #expect(costs.cost(ofLine: 4)?.remarks.first?.contains("cache mount /root/.cache/pip keeps") == true)
    }

    @Test("Without a Dockerfile the history tells the instructions, and what it cannot tell is said")
    func history() throws {
        let (costs, fixture) = try costs(nil)
        #expect(costs.isFromHistory)
        #expect(costs.costs.map(\.layers) == [[2, 3, 4], [3, 4], [4]])
        #expect(costs.code?.bytes(in: fixture.image.stack) == 4_000)
        #expect(costs.notes.count == 1 && costs.notes[0].contains("what a COPY took from one does not say so"))
    }

    @Test("An edit is held against the Dockerfile, changed files against what is ignored")
    func edits() throws {
        let (costs, _) = try costs()
        let edited = DockerfileDocument(parsing: ChangeCostsTests.dockerfile.replacing("groupadd app", with: "true"))
        let again = costs.rebuild(edited).steps.filter(\.isDoneAgain)
        #expect(again.map(\.lines.lowerBound) == [8, 9, 10])
        #expect(costs.rebuild(nil, files: ["src/a.c"]).steps.filter(\.isDoneAgain).map(\.lines.lowerBound) == [10])
        let ignored = IgnorePatterns(parsing: "src\n")
        #expect(costs.rebuild(nil, files: ["src/a.c"], ignored: ignored).steps.allSatisfy { !$0.isDoneAgain })
        #expect(costs.rebuild(nil, files: ["requirements.txt"]).steps.count(where: \.isDoneAgain) == 4)
    }

    @Test("buildah counts every instruction, and says what it does not see")
    func buildah() throws {
        let mounted = ChangeCostsTests.dockerfile.replacing(
            "RUN groupadd", with: "RUN --mount=type=bind,source=s,target=/s groupadd")
        let stages = ImageStages(
            dockerfile: DockerfileSource(path: "f", document: DockerfileDocument(parsing: mounted)))
        let costs = ChangeCosts(of: stages, by: .buildah)
        #expect(costs.cost(ofLine: 10)?.rebuilt.map(\.lines.lowerBound) == [10, 11])
        #expect(costs.notes.count { $0.contains("bind") } == 1)
    }

    @Test(
        "The code is the whole context, else a directory of it, else what is copied last",
        arguments: [
            ("COPY list .\nCOPY . .\nCOPY end.txt .\n", 3),
            ("COPY list.txt .\nCOPY src /src\nADD src/x.tar.gz /x\n", 3),
            ("COPY list.txt .\nCOPY end.txt .\n", 3), ("RUN x\nCOPY --from=y . .\nADD https://example.com/x /x\n", nil),
        ] as [(String, Int?)])
    func codeLine(_ text: String, line: Int?) {
        let source = DockerfileSource(path: "f", document: DockerfileDocument(parsing: "FROM a\n" + text))
        #expect(ChangeCosts(of: ImageStages(dockerfile: source)).code?.step.lines.lowerBound == line)
    }

    @Test("A Dockerfile too long to hold its steps against one another is said to be")
    func long() {
        func costs(_ count: Int) -> ChangeCosts {
            let text = "FROM a\n" + String(repeating: "RUN x\n", count: count)
            let source = DockerfileSource(path: "f", document: DockerfileDocument(parsing: text))
            return ChangeCosts(of: ImageStages(dockerfile: source))
        }
        #expect(costs(100).costs.count == 100 && costs(100).notes.isEmpty)
        #expect(costs(400).costs.count == 50)
        #expect(costs(400).notes == ["The Dockerfile is long: 350 of its instructions were not looked at."])
        #expect(costs(5000).costs.isEmpty)
        #expect(costs(5000).notes == ["The Dockerfile is long: its instructions were not looked at."])
    }

    @Test("A change of the code costs what comes after its copy; after the advice, what the final stage takes of it")
    func codeChange() throws {
        let image = NaiveImage.image
        let fixture = try AnalyzedFixture(image)
        let advice = Advice(on: fixture.image, findings: fixture.image.findings())
        let change = try #require(advice.codeChange)
        #expect(change.before.bytes == change.cost.bytes(in: fixture.image.stack))
        let after = try #require(change.after)
        #expect(after.bytes < change.before.bytes)
        #expect(after.bytes <= advice.after.bytes)
    }
}
