import AnalysisSupport
import Dockerfile
import FoundationEssentials
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Rules

/// The table of the articles' advice: each is one rule that answers a Dockerfile and the image that is built from it, and
/// is silent on what only looks alike.
@Suite struct ArticleAdviceTests {
    /// One advice: a Dockerfile without it and its image, one that follows it and its image.
    private struct Advice {
        let rule: String
        let fault: String
        let image: Image
        let miss: String
        let good: Image
        /// Whether history keeps nothing of it, so that the image's Dockerfile must be at hand.
        var needsDockerfile = false
    }

    private static let passwd = "root:x:0:0:root:/root:/bin/sh\n"

    /// An image of a base, and of own steps with what each stored.
    private static func image(
        base: [any LayerItem] = [File("etc/passwd", passwd)], _ steps: [(String, [any LayerItem])] = [],
        _ change: (inout RuntimeConfig) -> Void = { _ in }
    ) -> Image {
        Image(reference: "app:1") {
            Layer { base }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"sh\"]")
            steps.map { text, items in
                items.isEmpty
                    ? Image.Part.step(Step(text, comment: "buildkit.dockerfile.v0"))
                    : Image.Part.layer(
                        Layer { items }.createdBy(text + " # buildkit", comment: "buildkit.dockerfile.v0"))
            }
        }.configured(change)
    }

    private static let file: [any LayerItem] = [File("app/main.py", "x")]

    private static func alpine(tag: String) -> Image {
        let info = "usr/lib/python3/site-packages/x-1.dist-info/"
        return image(
            base: [File("etc/os-release", "ID=alpine\nVERSION_ID=3.20\n")],
            [
                (
                    "RUN /bin/sh -c pip install x",
                    [
                        File(info + "METADATA", "Name: x\nVersion: 1\n"),
                        File(info + "WHEEL", "Tag: cp313-cp313-\(tag)\n"),
                        File(info + "RECORD", "x-1.dist-info/WHEEL,,\nx-1.dist-info/METADATA,,\n"),
                    ]
                )
            ])
    }

    private static func python(tools: Bool) -> Image {
        let packages = [DebianPackage.libc] + (tools ? DebianPackage.tools : [])
        return image(base: packages.flatMap(\.items) + [DebianPackage.status(packages)], [("COPY a /app", file)]) {
            $0.environment = ["PYTHON_VERSION=3.11.9"]
        }
    }

    private static func cached(_ command: String, _ path: String?) -> Image {
        image([("RUN /bin/sh -c \(command)", file + (path.map { [File($0, size: 9000)] } ?? []))])
    }

    private static func changed(_ mode: Int64) -> Image {
        image([
            ("COPY a /app", [File("app/a", size: 2_000_000, mode: 0o644)]),
            ("RUN /bin/sh -c chmod -R 755 /app", [File("app/a", size: 2_000_000, mode: mode)]),
        ])
    }

    private static let table: [Advice] = [
        Advice(
            rule: "root-user", fault: "FROM python:3.11-slim\nCMD [\"x\"]\n", image: image(),
            miss: "FROM python:3.11-slim\nUSER 10001\nCMD [\"x\"]\n", good: image { $0.user = "10001" }),
        Advice(
            rule: "unknown-user", fault: "FROM python:3.11-slim\nUSER app\n", image: image { $0.user = "app" },
            miss: "FROM python:3.11-slim\nRUN useradd app\nUSER app\n",
            good: image(base: [File("etc/passwd", passwd + "app:x:1:1::/:/x\n")]) { $0.user = "app" }),
        Advice(
            rule: "no-healthcheck", fault: "FROM python:3.11-slim\nCMD [\"x\"]\n", image: image(),
            miss: "FROM python:3.11-slim\nHEALTHCHECK CMD [\"x\"]\n",
            good: image { $0.healthcheck = Healthcheck(test: ["CMD", "x"]) }),
        Advice(
            rule: "missing-program",
            fault: "FROM python:3.11-slim\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n",
            image: image(base: [File("bin/sh", "x", mode: 0o755)]) {
                $0.healthcheck = Healthcheck(test: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"])
            },
            miss: "FROM python:3.11-slim\nRUN apt-get install -y curl\nHEALTHCHECK CMD curl x\n",
            good: image(base: [File("bin/sh", "x", mode: 0o755), File("usr/bin/curl", "x", mode: 0o755)]) {
                $0.healthcheck = Healthcheck(test: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"])
            }),
        Advice(
            rule: "full-base-image", fault: "FROM python:3.11\n", image: python(tools: true),
            miss: "FROM python:3.11 AS build\nFROM python:3.11-slim\n", good: python(tools: false)),
        Advice(
            rule: "alpine-python", fault: "FROM python:3.13-alpine\nRUN apk add gcc musl-dev && pip install x\n",
            image: alpine(tag: "linux_x86_64"), miss: "FROM python:3.13-slim\nRUN pip install x\n",
            good: alpine(tag: "musllinux_1_2_x86_64")),
        Advice(
            rule: "single-stage-build",
            fault: "FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/\n",
            image: image([("COPY /uv /bin/", [File("bin/uv", size: 40_000, mode: 0o755)])]),
            miss: "FROM python:3.13-slim AS b\nCOPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/\n"
                + "FROM python:3.13-slim\nCOPY --from=b /app /app\n",
            good: image([("COPY /app /app", file)])),
        Advice(
            rule: "package-manager-command", fault: "FROM a:1\nCMD [\"uv\", \"run\", \"api\"]\n",
            image: image { $0.command = ["uv", "run", "api"] }, miss: "FROM a:1\nCMD [\"/app/.venv/bin/api\"]\n",
            good: image { $0.command = ["/app/.venv/bin/api"] }),
        Advice(
            rule: "uv-link-mode",
            fault: "FROM a:1\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n",
            image: image([("RUN /bin/sh -c uv sync --locked", file)]),
            miss: "FROM a:1\nENV UV_LINK_MODE=copy\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n",
            good: image([("ENV UV_LINK_MODE=copy", []), ("RUN /bin/sh -c uv sync --locked", file)]),
            needsDockerfile: true),
        Advice(
            rule: "latest-base", fault: "FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\n",
            image: image([("COPY /uv /bin/", [File("bin/uv", "x")])]),
            miss: "FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.5.1 /uv /bin/\n",
            good: image([("COPY /uv /bin/", [File("bin/uv", "x")])]), needsDockerfile: true),
        Advice(
            rule: "untagged-base", fault: "FROM a:1\nRUN --mount=from=ghcr.io/astral-sh/uv,target=/uv /uv/uv sync\n",
            image: image([("RUN /bin/sh -c /uv/uv sync", file)]),
            miss: "FROM a:1\nRUN --mount=from=ghcr.io/astral-sh/uv:0.5,target=/uv /uv/uv sync\n",
            good: image([("RUN /bin/sh -c /uv/uv sync", file)]), needsDockerfile: true),
        Advice(
            rule: "dependencies-after-code", fault: "FROM a:1\nCOPY . /app\nRUN uv sync --locked\n",
            image: image([("COPY . /app", file), ("RUN /bin/sh -c uv sync --locked", file)]),
            miss: "FROM a:1\nCOPY uv.lock pyproject.toml ./\nRUN uv sync --no-install-project\nCOPY . /app\n",
            good: image([("RUN /bin/sh -c uv sync --locked", file), ("COPY . /app", file)])),
        Advice(
            rule: "install-keeps-cache", fault: "FROM a:1\nRUN pip install -r requirements.txt\n",
            image: cached("pip install -r requirements.txt", "root/.cache/pip/http/x"),
            miss: "FROM a:1\nRUN pip install --no-cache-dir -r requirements.txt\n",
            good: cached("pip install --no-cache-dir -r requirements.txt", nil)),
        Advice(
            rule: "uv-cache", fault: "FROM a:1\nRUN uv sync --locked\n",
            image: cached("uv sync --locked", "root/.cache/uv/wheels/x"),
            miss: "FROM a:1\nRUN uv sync --locked --no-cache\nRUN --mount=type=cache,target=/root/.cache/uv uv sync\n",
            good: cached("uv sync --locked", nil)),
        Advice(
            rule: "apt-lists", fault: "FROM debian:12\nRUN apt-get update && apt-get install -y x\n",
            image: cached("apt-get update && apt-get install -y x", "var/lib/apt/lists/x"),
            miss: "FROM debian:12\nRUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*\n",
            good: cached("apt-get update && apt-get install -y x", nil)),
        Advice(
            rule: "apk-cache", fault: "FROM alpine:3\nRUN apk add x\n", image: cached("apk add x", "var/cache/apk/x"),
            miss: "FROM alpine:3\nRUN apk add --no-cache x\n", good: cached("apk add --no-cache x", nil)),
        Advice(
            rule: "recommended-packages", fault: "FROM debian:12\nRUN apt-get install -y x\n",
            image: cached("apt-get install -y x", nil),
            miss: "FROM debian:12\nRUN apt-get install -y --no-install-recommends x\n",
            good: cached("apt-get install -y --no-install-recommends x", nil)),
        Advice(
            rule: "shell-form", fault: "FROM a:1\nCMD python main.py\n",
            image: image { $0.command = ["/bin/sh", "-c", "python main.py"] },
            miss: "FROM a:1\nCMD [\"python\", \"main.py\"]\n",
            good: image { $0.command = ["python", "main.py"] }),
        Advice(
            rule: "waste-metadata-copy", fault: "FROM a:1\nWORKDIR /app\nCOPY . .\nRUN chown -R 1000 /app\n",
            image: changed(0o755),
            miss: "FROM a:1\nWORKDIR /app\nCOPY --chown=1000 . .\nRUN mkdir /data && chown -R 1000 /data\n",
            good: image([("COPY a /app", [File("app/a", size: 2_000_000, mode: 0o755)])])),
        Advice(
            rule: "python-environment", fault: "FROM python:3.11-slim\nCMD [\"python\", \"main.py\"]\n",
            image: image { $0.command = ["python", "main.py"] },
            miss:
                "FROM python:3.11-slim\nENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\nCMD [\"python\", \"main.py\"]\n",
            good: image {
                $0.command = ["python", "main.py"]
                $0.environment = ["PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"]
            }),
    ]

    @Test("One rule answers both", arguments: table.indices)
    func oneRuleAnswersBoth(number: Int) throws {
        let advice = Self.table[number]
        func lint(_ text: String) -> [Finding] {
            DockerfileLint(.init(parsing: text)).findings.filter { $0.rule.id == advice.rule }
        }
        #expect(lint(advice.fault).count == 1, "\(advice.rule): Dockerfile")
        #expect(lint(advice.miss).map(\.title) == [], "\(advice.rule): near miss")
        let (fault, miss) = advice.needsDockerfile ? (advice.fault, advice.miss) : (nil, nil)
        let found = try AnalyzedFixture(advice.image, dockerfile: fault).findings(advice.rule)
        #expect(found.count == 1, "\(advice.rule): image")
        let none = try AnalyzedFixture(advice.good, dockerfile: miss).findings(advice.rule)
        #expect(none.map(\.title) == [], "\(advice.rule): good image")
        let rule = try #require(RuleCatalog.rules(named: advice.rule).first)
        #expect(rule.lesson != nil, "\(advice.rule) names its lesson")
    }

    /// By its name in what is to be built, by its value in what was built; where no value was built in, by its name again.
    @Test func secretsInVariables() throws {
        let lint = DockerfileLint(.init(parsing: "FROM a:1\nARG API_TOKEN=x\nENV SECRET_KEY=y DB_PASS=z\nENV V=1\n"))
            .findings.filter { $0.rule.id == "secret-in-variable" }
        #expect(lint.map(\.line) == [2, 3, 3])
        let value = "my-super-" + "secret-hardcoded"
        let image = try AnalyzedFixture(Self.image { $0.environment = ["SECRET_KEY=\(value)", "DB_PASS="] })
        #expect(image.findings("secret-in-variable").map(\.title) == ["Secret in ENV SECRET_KEY"])
        let declared = Self.image([("ARG API_TOKEN", [])])
        #expect(
            try AnalyzedFixture(declared).findings("secret-in-variable").map(\.title) == [
                "API_TOKEN looks like a secret"
            ])
        let rule = try #require(RuleCatalog.rules(named: "secret-variable").first)
        #expect(rule.id == "secret-in-variable" && rule.lesson != nil)
    }

    /// buildah keeps the flags of `RUN` in the history, also with `--layers`: what `buildah build` 1.28 wrote.
    @Test(arguments: ["FROM localhost/base:1", nil])
    func buildahsHistoryTellsOfCacheMounts(comment: String?) throws {
        func image(_ environment: [String]) -> Image {
            Image(reference: "app:1") {
                Layer { Self.file }.createdBy("/bin/sh")
                Layer { File("o", "x") }.createdBy(
                    "/bin/sh -c --mount=type=cache,target=/root/.cache/uv uv sync --locked", comment: comment)
                // Later steps name the step before by its short id.
                Step("/bin/sh -c #(nop) USER app", comment: comment.map { _ in "FROM 0123456789ab" })
            }.configured { $0.environment = environment }
        }
        #expect(try AnalyzedFixture(image([])).findings("uv-link-mode").map(\.layer) == [2])
        #expect(try AnalyzedFixture(image(["UV_LINK_MODE=copy"])).findings("uv-link-mode").isEmpty)
    }

    @Test func kanikosHistoryTellsOfMovingImages() throws {
        func image(_ tag: String) -> Image {
            var image = Self.image([("COPY /uv /bin/", [File("bin/uv", "x")])])
            image.history = [
                History(createdBy: "/bin/sh -c #(nop) ADD file:aa in / "),
                History(createdBy: "/bin/sh -c #(nop)  CMD [\"sh\"]", emptyLayer: true),
                History(createdBy: "COPY --from=ghcr.io/astral-sh/uv:\(tag) /uv /bin/", author: "kaniko"),
            ]
            return image
        }
        #expect(try AnalyzedFixture(image("latest")).findings("latest-base").count == 1)
        #expect(try AnalyzedFixture(image("0.5.1")).findings("latest-base").isEmpty)
    }

    /// BuildKit attests what a build took: with `mode=max` by the Dockerfile, with `mode=min` by its list alone.
    @Test(arguments: ["uv@latest?platform=linux%2Famd64", "uv@0.5?platform=x", "uv@latest?digest=sha256:1&platform=x"])
    func provenanceTellsOfMovingImages(material: String) throws {
        let image = Self.image([("COPY /uv /bin/", [File("bin/uv", "x")])]).attestation(
            "https://slsa.dev/provenance/v1",
            """
            {"predicateType": "https://slsa.dev/provenance/v1", "predicate": {"buildDefinition": {
              "resolvedDependencies": [{"uri": "pkg:docker/ghcr.io/astral-sh/\(material)", "digest": {"sha256": "1"}}]}}}
            """)
        let isMoving = material.hasPrefix("uv@latest?platform")
        #expect(
            try AnalyzedFixture(image, as: .ociArchive).findings("latest-base").map(\.title)
                == (isMoving ? ["ghcr.io/astral-sh/uv:latest moves"] : []))
    }

    @Test func provenanceWithTheDockerfileAnswersTheImage() throws {
        let dockerfile = """
            FROM a:1
            COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/
            RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
            """
        let steps = [
            #"{"id":"s0","op":{"Op":{"source":{"identifier":"docker-image://docker.io/library/a:1"}}}}"#,
            #"{"id":"s1","inputs":["s0:0"],"op":{"Op":{"file":{"actions":[{"input":0,"output":0}]}}}}"#,
            #"{"id":"s2","inputs":["s1:0"],"op":{"Op":{"exec":{"mounts":[{"dest":"/"}]}}}}"#,
            #"{"id":"s3","inputs":["s2:0"],"op":{"Op":null}}"#,
        ]
        let lines = [("s1", 2), ("s2", 3)].map { step, line in
            "\"\(step)\":{\"locations\":[{\"ranges\":[{\"start\":{\"line\":\(line)},\"end\":{\"line\":\(line)}}]}]}"
        }
        let source = Data(dockerfile.utf8).base64EncodedString()
        let image = Self.image([
            ("COPY /uv /bin/", [File("bin/uv", "x")]), ("RUN /bin/sh -c uv sync --locked", Self.file),
        ]).attestation(
            "https://slsa.dev/provenance/v1",
            """
            {"predicateType": "https://slsa.dev/provenance/v1", "predicate": {
              "buildDefinition": {"internalParameters": {"buildConfig": {"llbDefinition": [\(steps.joined(separator: ","))]}}},
              "runDetails": {"metadata": {"buildkit_metadata": {"source": {
                "infos": [{"filename": "Dockerfile", "data": "\(source)"}],
                "locations": {\(lines.joined(separator: ","))}}}}}}}
            """)
        let fixture = try AnalyzedFixture(image, as: .ociArchive)
        #expect(fixture.findings("uv-link-mode").map(\.line) == [3])
        #expect(fixture.findings("latest-base").map(\.line) == [2])
    }

    @Test func otherToolsIdsNameTheRules() {
        for (id, rule) in [
            ("DS-0002", "root-user"), ("DS-0026", "no-healthcheck"), ("CIS-DI-0001", "root-user"),
            ("DL3057", "no-healthcheck"),
            ("DL3009", "apt-lists"), ("DL3019", "apk-cache"), ("DL3042", "install-keeps-cache"),
            ("DL3015", "recommended-packages"),
            ("apt-lists-kept", "apt-lists"), ("DS-0001", "latest-base"),
        ] {
            #expect(RuleCatalog.rules(named: id).map(\.id) == [rule], "\(id)")
        }
    }

    @Test(
        "A Dockerfile that follows all advice has no finding above info",
        arguments: [
            """
            FROM python:3.11-slim AS builder
            WORKDIR /build
            COPY requirements.txt ./
            RUN --mount=type=cache,target=/root/.cache/pip pip install --prefix=/install -r requirements.txt
            FROM python:3.11-slim
            RUN groupadd -r app && useradd -r -g app app
            WORKDIR /app
            COPY --from=builder /install /usr/local
            COPY --chown=app:app . .
            ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
            USER app
            EXPOSE 8000
            HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/')"]
            CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
            """,
            """
            FROM python:3.13-slim AS builder
            COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /bin/
            ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
            WORKDIR /app
            RUN --mount=type=cache,target=/root/.cache/uv \\
                --mount=type=bind,source=uv.lock,target=uv.lock \\
                --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\
                uv sync --locked --no-install-project --no-editable
            COPY . /app
            RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-editable
            FROM python:3.13-slim
            RUN useradd --system --uid 10001 app
            COPY --from=builder --chown=app:app /app/.venv /app/.venv
            ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
            USER 10001
            HEALTHCHECK CMD ["/app/.venv/bin/python", "-c", "import socket; socket.create_connection(('localhost', 8000))"]
            CMD ["/app/.venv/bin/study-tracker-api"]
            """,
            """
            FROM node:22-slim AS build
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN --mount=type=cache,target=/root/.npm npm ci
            COPY . .
            RUN npm run build && npm prune --omit=dev
            FROM node:22-slim
            WORKDIR /app
            ENV NODE_ENV=production
            COPY --from=build /app/node_modules ./node_modules
            COPY --from=build /app/dist ./dist
            USER node
            HEALTHCHECK CMD ["node", "-e", "fetch('http://localhost:3000').then(r => process.exit(r.ok ? 0 : 1))"]
            CMD ["node", "dist/main.js"]
            """,
            """
            FROM golang:1.23 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            COPY . .
            RUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0 go build -o /app ./cmd/app
            FROM gcr.io/distroless/static-debian12:nonroot
            COPY --from=build /app /app
            USER 65532
            HEALTHCHECK CMD ["/app", "health"]
            ENTRYPOINT ["/app"]
            """,
            """
            FROM rust:1.82-slim AS build
            WORKDIR /src
            COPY . .
            RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release
            FROM debian:12-slim
            RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 \\
             && rm -rf /var/lib/apt/lists/*
            COPY --from=build /src/target/release/app /usr/local/bin/app
            USER 10001
            HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
            CMD ["app"]
            """,
        ])
    func goodDockerfiles(text: String) {
        let ignore = IgnorePatterns(parsing: ".git\n.env\n")
        let dockerfile = AnalyzedDockerfile(.init(parsing: text), context: BuildContext(ignored: ignore))
        let findings = DockerfileLint(dockerfile).findings
        #expect(findings.filter { $0.severity != .info }.map(\.title) == [])
    }
}
