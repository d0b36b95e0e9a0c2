import AnalysisSupport
import Dockerfile
import ImageAnalysis
import TestSupport
import Testing

@testable import Advice

/// The Dockerfile to start from: it parses, has two stages, and does what the remedies say.
@Suite struct ImprovedDockerfileTests {
    private func advised(_ image: Image, dockerfile: String? = nil) throws -> (
        text: String, document: DockerfileDocument
    ) {
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        let text = Advice(on: fixture.image, findings: fixture.image.findings()).dockerfile
        return (text, DockerfileDocument(parsing: text))
    }

    private func lines(_ document: DockerfileDocument, _ keyword: Keyword) -> [String] {
        document.instructions.filter { $0.keyword == keyword }.map(\.text)
    }

    @Test func oneStageOfPythonBecomesTwo() throws {
        let (text, document) = try advised(NaiveImage.image)
        #expect(document.issues.isEmpty)
        let graph = StageGraph(document)
        #expect(graph.stages.map(\.label) == ["builder", "stage-1"])
        #expect(lines(document, .from) == ["FROM python:3.11 AS builder", "FROM python:3.11-slim"])
        #expect(
            lines(document, .copy) == [
                "COPY requirements.txt ./", "COPY --from=builder /install /usr/local", "COPY --chown=app:app . .",
            ])
        #expect(
            graph.stages[0].instructions.contains { instruction in
                instruction.flag("mount") == "type=cache,target=/root/.cache/pip"
                    && instruction.arguments.joined().contains("pip install --prefix=/install -r requirements.txt")
            })
        #expect(lines(document, .user) == ["USER app"])
        #expect(lines(document, .cmd) == [#"CMD ["python", "main.py"]"#])
        #expect(text.contains("# HEALTHCHECK CMD [\"python\""))
    }

    @Test("A base without compilers is the slim one: both stages start from it")
    func aSlimBaseIsGuessedSlim() throws {
        let image = Image(reference: "app:slim") {
            Layer {
                DebianPackage.libc.items
                DebianPackage.base.items
                DebianPackage.status([.libc, .base])
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"python3\"]")
            Layer { File("bin/uv", bytes: ELFFile().bytes, mode: 0o755) }
                .createdBy("COPY /uv /uvx /bin/ # buildkit", comment: NaiveImage.buildKit)
            Layer { File("app/a.py", "x") }.createdBy("COPY . /app # buildkit", comment: NaiveImage.buildKit)
            Layer { File("app/.venv/b.py", "x") }
                .createdBy("RUN /bin/sh -c uv sync # buildkit", comment: NaiveImage.buildKit)
        }.configured { config in
            config.environment = ["PYTHON_VERSION=3.13.1"]
            config.command = ["/app/a.py"]
            config.workingDirectory = "/app"
        }
        let (text, document) = try advised(image)
        #expect(lines(document, .from) == ["FROM python:3.13-slim AS builder", "FROM python:3.13-slim"])
        #expect(text.contains("# uv's version is not recorded: put it in place of latest.\nCOPY --from=ghcr.io/"))
    }

    @Test func secretsAndDeletedFilesAreLeftOut() throws {
        let (text, document) = try advised(NaiveImage.image)
        #expect(!text.contains("not-a-real-one"))
        #expect(text.contains("# ENV API_TOKEN: pass it when the container starts."))
        #expect(lines(document, .run).allSatisfy { !$0.contains("make model") && !$0.contains("rm model.bin") })
        #expect(text.contains("# Left out, later instructions delete what it makes: RUN make model"))
    }

    private static let node = """
        FROM node:20
        WORKDIR /srv
        COPY . .
        RUN npm ci
        RUN npm run build
        EXPOSE 3000
        CMD npm start

        """

    private static var nodeImage: Image {
        let kit = NaiveImage.buildKit
        return Image(reference: "web:1") {
            Layer { File("usr/local/bin/node", bytes: ELFFile().bytes, mode: 0o755) }
                .createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"node\"]")
            Layer { Directory("srv") }.createdBy("WORKDIR /srv", comment: kit)
            Layer {
                File("srv/a.js", "x")
                File("srv/package.json", #"{"name": "web"}"#)
                File("srv/package-lock.json", "{}")
            }.createdBy("COPY . . # buildkit", comment: kit)
            Layer { File("srv/node_modules/a/i.js", "x") }.createdBy("RUN /bin/sh -c npm ci # buildkit", comment: kit)
            Layer { File("srv/dist/a.js", "x") }.createdBy("RUN /bin/sh -c npm run build # buildkit", comment: kit)
            Step("EXPOSE map[3000/tcp:{}]", comment: kit)
            Step("CMD [\"/bin/sh\" \"-c\" \"npm start\"]", comment: kit)
        }.configured { config in
            config.environment = ["PATH=/usr/local/bin:/bin", "NODE_VERSION=20.1.0"]
            config.command = ["/bin/sh", "-c", "npm start"]
            config.workingDirectory = "/srv"
        }
    }

    @Test func otherManagersBuildInThePlaceAndItIsCopied() throws {
        let (_, document) = try advised(Self.nodeImage, dockerfile: Self.node)
        #expect(document.issues.isEmpty)
        let copies = lines(document, .copy)
        #expect(
            copies == [
                "COPY package.json package-lock.json ./", "COPY . .",
                "COPY --from=builder --chown=app:app /srv/dist /srv/dist",
                "COPY --from=builder --chown=app:app /srv/node_modules /srv/node_modules", "COPY --chown=app:app . .",
            ])
        let runs = lines(document, .run)
        let install = try #require(runs.firstIndex { $0.contains("npm ci") })
        let build = try #require(runs.firstIndex { $0.contains("npm run build") })
        #expect(install < build)
        #expect(runs[install].contains("--mount=type=cache,target=/root/.npm"))
        // The code comes between.
        let words = document.instructions.map(\.text)
        #expect(try #require(words.firstIndex(of: "COPY . .")) < words.firstIndex { $0.contains("npm run build") } ?? 0)
        #expect(lines(document, .cmd) == [#"CMD ["npm", "start"]"#])
    }

    @Test func aDockerfileOfSeveralStagesKeepsItsLines() throws {
        let dockerfile = """
            # syntax=docker/dockerfile:1
            FROM busybox AS builder
            # a comment
            RUN pip install -r requirements.txt
            FROM busybox
            COPY --from=builder /out /app
            CMD ["/app/main"]
            """
        let image = Image(reference: "app:1") {
            Layer { File("bin/sh", "#!shell") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Layer { File("app/main", "x") }.createdBy("COPY /out /app # buildkit", comment: NaiveImage.buildKit)
            Step(#"CMD ["/app/main"]"#, comment: NaiveImage.buildKit)
        }.configured { $0.command = ["/app/main"] }
        let (text, document) = try advised(image, dockerfile: dockerfile)
        #expect(document.issues.isEmpty)
        #expect(StageGraph(document).stages.count == 2)
        #expect(
            text.contains(
                "# a comment\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n"))
        #expect(text.contains("COPY --from=builder /out /app\nCMD [\"/app/main\"]\n"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("# syntax") } == 1)
    }

    @Test func aLauncherIsReplacedByTheProgram() throws {
        let image = Image(reference: "app:uv") {
            Layer {
                File("usr/bin/uv", bytes: ELFFile().bytes, mode: 0o755)
                File("app/.venv/bin/api", "#!/usr/bin/python3\n", mode: 0o755)
            }.createdBy("RUN /bin/sh -c uv sync # buildkit", comment: NaiveImage.buildKit)
        }.configured { config in
            config.command = ["uv", "run", "api", "--port", "80"]
            config.workingDirectory = "/app"
        }
        let (_, document) = try advised(image)
        #expect(lines(document, .cmd) == [#"CMD ["/app/.venv/bin/api", "--port", "80"]"#])
    }

    @Test func aProjectIsInstalledAfterItsCodeArrived() throws {
        let kit = NaiveImage.buildKit
        let image = Image(reference: "app:uv") {
            Layer {
                File("app/a.py", "x")
                File("app/pyproject.toml", "[project]\nname = \"a\"\n")
                File("app/uv.lock", "version = 1\n")
            }.createdBy("COPY . /app # buildkit", comment: kit)
            Layer { File("app/.venv/b.py", "x") }.createdBy("RUN /bin/sh -c uv sync --locked # buildkit", comment: kit)
        }.configured { $0.workingDirectory = "/app" }
        let (_, document) = try advised(image)
        let builder = try #require(StageGraph(document).stages.first).instructions.map(\.text)
        #expect(
            builder == [
                "COPY pyproject.toml uv.lock ./",
                "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-install-project",
                "COPY . /app", "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked",
            ])
    }

    @Test(
        "JSON strings are escaped", arguments: [("a\"b\\", #""a\"b\\""#), ("\n\u{1}", #""\n\u0001""#), ("ä", "\"ä\"")])
    func jsonStrings(text: String, json: String) {
        #expect(InstructionSource.quoted(text) == json)
    }

    @Test(
        "Words that the shell would read otherwise are quoted",
        arguments: [("a=1.0", "a=1.0"), ("a>1", "'a>1'"), ("it's", #"'it'\''s'"#), ("", "''")])
    func shellWords(word: String, quoted: String) {
        #expect(StageWriter.shellQuoted(word) == quoted)
    }
}
