import Foundation
import TestSupport
import Testing

@Suite struct StagesCommandTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    private func dockerfile(_ text: String, name: String = "build.file") throws -> String {
        try directory.write(text, to: name)
    }

    private let fitting = """
        FROM base AS runner
        COPY . /app
        RUN rm /app/.env
        CMD ["/app/main", "--serve"]

        """

    @Test func aGivenDockerfileFillsStagesOfInspect() throws {
        let text = try Program.run("inspect", archive, "--dockerfile", try dockerfile(fitting)).text
        #expect(text.contains("Dockerfile  \(directory.path("build.file"))\n"))
        #expect(text.contains("STAGE       LINES  INSTRUCTION\n"))
        #expect(text.contains("runner      3      RUN rm /app/.env\n"))
        #expect(text.contains("base image         ADD file:aa in /\n"))
    }

    @Test func aDockerfileBesideTheImageIsFound() throws {
        _ = try dockerfile(fitting, name: "Dockerfile")
        let text = try Program.run("stages", archive).text
        #expect(text.contains("Dockerfile  \(directory.path("Dockerfile")), found: it fits\n"))
        #expect(text.contains("[0] runner  final  "))
    }

    @Test func aWrongDockerfileIsSaidAndTheExitStaysGood() throws {
        let wrong = try dockerfile("FROM x\nRUN another build\nCOPY z /z\nCMD w\n")
        for command in ["inspect", "stages"] {
            let result = try Program.run(command, archive, "--dockerfile", wrong)
            #expect(result.exitCode == 0)
            #expect(result.errorText.contains("\(wrong) is not this image's Dockerfile: "))
            #expect(!result.text.contains("LINES"))
        }
        #expect(try Program.run("inspect", "-q", archive, "--dockerfile", wrong).errorText == "")
    }

    @Test func aDockerfileThatCannotBeReadIsWrongUsage() throws {
        let result = try Program.run("stages", archive, "--dockerfile", directory.path("absent"))
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("--dockerfile: "))
        #expect(try Program.run("stages").exitCode == 2)
    }

    @Test func theDockerfileFromHistoryIsOne() throws {
        let text = try Program.run("inspect", archive, "--dockerfile-from-history").text
        #expect(
            text == """
                # Reconstructed from the image's history: sources of COPY and earlier stages may be missing.
                # The base image (1 layer):
                #   ADD file:aa in /
                #   CMD ["sh"]
                FROM unknown-base
                COPY . /app
                RUN rm /app/.env
                CMD ["/app/main", "--serve"]

                """)
    }

    @Test func anotherArchiveMayBeTheBase() throws {
        let base = directory.path("base.tar")
        let first = Image(reference: "base:1") { Sample.image.layers[0] }
        try first.write(as: .dockerArchive, to: base)
        let text = try Program.run("stages", archive, base).text
        #expect(text.contains("base:1  base image  17 B  layer 1, known from the layers of base:1\n"))
    }

    @Test func aDockerfileAloneIsDrawnForATarget() throws {
        let path = try dockerfile("FROM a AS one\nRUN x\nFROM b AS two\nCOPY --from=one /x /y\n")
        let text = try Program.run("stages", "--dockerfile", path, "--target", "one").text
        #expect(text.contains("[0] one  final  lines 1-2  FROM a\n"))
        #expect(text.contains("[1] two  unbuilt  lines 3-4  FROM b\n"))
        let unknown = try Program.run("stages", "--dockerfile", path, "--target", "three")
        #expect(unknown.errorText.contains("has no stage three"))
        #expect(try Program.run("stages", "--dockerfile", path, "--format", "dot").text.hasPrefix("digraph stages {\n"))
    }
}
