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

    @Test func changesTellWhatEachLineCosts() throws {
        let path = try dockerfile(fitting)
        let text = try Program.run("stages", archive, "--dockerfile", path, "--changes").text
        #expect(text.contains("What a change costs, by the rules of BuildKit's cache\n"))
        #expect(text.contains("2 steps") && text.contains("COPY . /app"))
        #expect(text.contains("A change of your code (line 2) builds 2 of 2 steps again"))
        let json = try Program.run("stages", archive, "--dockerfile", path, "--changes", "--format", "json").text
        #expect(json.contains("\"changes\": {") && json.contains("\"engine\": \"buildkit\""))
        #expect(json.contains("\"pushedFrom\": \"compressed\"") && !json.contains("\"rebuild\": ["))
        #expect(try Program.run("stages", archive, "--changes", "--format", "dot").exitCode == 2)
    }

    @Test func anEditIsHeldAgainstTheDockerfile() throws {
        let path = try dockerfile(fitting)
        let edited = try dockerfile(fitting.replacing("rm /app/.env", with: "rm -f /app/.env"), name: "edited.file")
        let text = try Program.run("stages", archive, "--dockerfile", path, "--edited", edited).text
        #expect(text.contains("   2  cached  COPY . /app\n   3  runs    RUN rm -f /app/.env\n"))
        #expect(text.hasSuffix("1 of 2 steps is done again by BuildKit.\n"))
        let json = try Program.run(
            "stages", "--dockerfile", path, "--edited", edited, "--builder", "buildah", "--format", "json")
        #expect(json.text.contains("\"outcome\": \"runs\""))
        let absent = try Program.run("stages", "--dockerfile", path, "--edited", directory.path("absent"))
        #expect(absent.exitCode == 2 && absent.errorText.contains("--edited: "))
    }

    @Test func aChangedFileCostsNothingWhereItIsIgnored() throws {
        let path = try dockerfile(fitting)
        func summary() throws -> Substring? {
            try Program.run("stages", "--dockerfile", path, "--changed", "notes/a.md").text.split(separator: "\n").last
        }
        #expect(try summary() == "2 of 2 steps are done again by BuildKit.")
        try directory.write("notes\n", to: ".dockerignore")
        #expect(try summary() == "0 of 2 steps are done again by BuildKit.")
    }
}
