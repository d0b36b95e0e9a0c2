import AnalysisSupport
import TestSupport
import Testing

@testable import Learn

@Suite("What lessons may ask")
struct FactTests {
    private func values(_ facts: any Facts, _ expressions: [String]) throws -> [String] {
        try expressions.map { "\($0) \(try Expression($0).text(in: facts))" }
    }

    @Test("an image tells its sizes, layers, paths and stages")
    func image() throws {
        let image = try LearnFixture.image()
        let expected = [
            "size 23.0 kB", "size(2) 3.0 kB", "shown 3.0 kB", "shown(3) 23.0 kB", "wasted 20.0 kB", "layers 4",
            "base.layers 1", "yours.size 23.0 kB", "layer(3).size 20.0 kB", "layer(4).whiteouts 1",
            "layer(3).instruction RUN make data", "layer(3).line 5", "path(app/data).exists no",
            "path(/app/data@3).size 20.0 kB", "path(app/data).hidden 4", "path(app/data).stored 20.0 kB",
            "path(app).stored 23.0 kB", "path(app/main).layer 2", "matching(*main).size 3.0 kB",
            "matching(layer:3@3).files 1", "stage(builder).role feeds", "stage(final).base busybox",
            "carried(builder).size 3.0 kB", "findings(waste-deleted) 1", "history(rm /app) 1",
            "image(app).layer(2).size 3.0 kB", "shared(app).layers 4",
        ]
        #expect(
            try values(image, expected.map { String($0.split(separator: " ", maxSplits: 1)[0]) }.map(whole)) == expected
        )
    }

    /// Expressions with a blank in them.
    private func whole(_ start: String) -> String { start == "history(rm" ? "history(rm /app)" : start }

    @Test("an image tells what a change of its code makes anew, now and after the advice")
    func changeOfCode() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("bin/sh", String(repeating: "s", count: 7)) }.createdBy("ADD file:aa in /")
                Layer { File("app/main.py", String(repeating: "m", count: 300)) }.createdBy(
                    "COPY . . # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { File("usr/lib/python3/six.py", String(repeating: "d", count: 5_000)) }.createdBy(
                    "RUN /bin/sh -c pip install -r requirements.txt # buildkit", comment: "buildkit.dockerfile.v0")
            }, dockerfile: "FROM python:3.11-slim\nCOPY . .\nRUN pip install -r requirements.txt\n")
        let image = TaughtImage(fixture.image)
        let expected = ["code.layers 2", "code.size 5.3 kB", "code.possible 300 B"]
        #expect(try values(image, expected.map { String($0.split(separator: " ")[0]) }) == expected)
        #expect(throws: LessonFault.self) { try Expression("code.size").text(in: LearnFixture.image()) }
    }

    @Test("what an image does not have is told with what was meant")
    func faults() throws {
        let image = try LearnFixture.image()
        func fault(_ expression: String) -> String {
            do { return try Expression(expression).text(in: image) } catch { return "\(error)" }
        }
        #expect(fault("sise") == "an image has no fact “sise”: did you mean size?")
        #expect(fault("layer(9).size") == "there is no layer 9: the image has 4")
        #expect(fault("layer(3).sizes") == "a layer has no fact “sizes”: did you mean size?")
        #expect(fault("stage(bilder).size") == "the image has no stage “bilder”: did you mean builder?")
        let rule = "there is no rule or category "
        #expect(fault("findings(waste-deletd)") == rule + "“waste-deletd”: did you mean waste-deleted?")
        #expect(fault("findings(secrets)") == rule + "“secrets”: did you mean secret?")
        #expect(fault("findings(x)") == rule + "“x”; strata rules lists them")
        #expect(
            fault("path(app/data).size")
                == "“app/data” is not in this tree: layer 4 removed it, path(app/data@3) is there")
        #expect(
            fault("path(app/data@2).layer")
                == "“app/data” is not in this tree: layer 4 removed it, path(app/data@3) is there")
        #expect(fault("path(app/nothing).layer") == "no layer has “app/nothing”")
        #expect(fault("image(ap).size") == "the lesson has no image “ap”: did you mean app?")
    }

    @Test("a Dockerfile tells its stages, instructions, what runs again and what the ignore file keeps out")
    func dockerfile() throws {
        let text = """
            FROM golang AS builder
            COPY go.mod /src/
            RUN --mount=type=cache,target=/go go mod download
            COPY . /src/
            RUN go build
            FROM scratch AS spare
            RUN true
            FROM busybox
            COPY --from=builder /out /app
            USER app
            CMD ["/app"]

            """
        let file = TaughtDockerfile(text, ignoreFile: ".env\n", start: ("FROM a\nRUN b\n", ""))
        let expected = [
            "faults 0", "stages 3", "stage(builder).role feeds", "stage(final).base busybox", "stage(1).role unbuilt",
            "instructions(RUN) 2", "containing(go.mod) 1", "mounts(cache) 1", "mounts(bind) 0", "user app",
            "command.form exec", "base busybox", "built(builder) 1", "rerun(go.mod) 5", "rerun(main.go) 3",
            "rerun(.env) 0", "ignored(.env) yes", "copied(.env) no", "copied(main.go) yes", "before.stages 1",
            "before.instructions(RUN) 1",
        ]
        #expect(try values(file, expected.map { String($0.split(separator: " ")[0]) }) == expected)
    }
}
