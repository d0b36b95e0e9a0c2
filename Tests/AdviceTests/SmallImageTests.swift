import AnalysisSupport
import Dockerfile
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Advice

/// All that is said of small images, whole: the Dockerfile, what is saved, what stays and why, what it rests on.
@Suite struct SmallImageTests {
    private static let kit = NaiveImage.buildKit
    private static let program = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6"]).bytes
    private static let base = [DebianPackage.libc, .base, .dash]
    /// Three packages of every minimal system.
    private static var debian: Layer {
        Layer {
            base.flatMap(\.items)
            DebianPackage.status(base)
            ["opt", "srv", "usr/local/bin"].map { Directory($0) as any LayerItem }
            File("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ", comment: "debuerreotype")
    }

    private static let empty = Image(reference: "a:1")

    /// One program and no system.
    private static let lone = Image(reference: "a:1") {
        Layer { File("web", bytes: ELFFile().bytes, mode: 0o755) }.createdBy("COPY web / # buildkit", comment: kit)
        Step("USER 1000", comment: kit)
        Step("EXPOSE map[8080/tcp:{}]", comment: kit)
        Step("ENTRYPOINT [\"/web\"]", comment: kit)
    }.configured {
        $0.entrypoint = ["/web"]
        $0.user = "1000"
        $0.exposedPorts = ["8080/tcp"]
    }

    /// A Go program that is built where it runs.
    private static let compiled = Image(reference: "a:1") {
        debian
        Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
        Layer {
            DebianPackage(name: "golang", files: [("usr/lib/go/bin/go", DebianPackage.bytes(90_000))]).items
            DebianPackage.status(base + [DebianPackage(name: "golang", files: [])])
            File("var/lib/apt/lists/main", size: 50_000)
        }.createdBy("RUN /bin/sh -c apt-get update && apt-get install -y golang # buildkit", comment: kit)
        Step("WORKDIR /src", comment: kit)
        Layer {
            File("src/main.go", "package main\n")
            File("src/go.mod", "module x\n")
        }.createdBy("COPY . . # buildkit", comment: kit)
        Layer {
            File("usr/local/bin/web", bytes: program, mode: 0o755)
            File("root/.cache/go-build/00/a-d", size: 30_000)
        }.createdBy("RUN /bin/sh -c go build -o /usr/local/bin/web # buildkit", comment: kit)
        Step("ENV PORT=80", comment: kit)
        Step("CMD [\"web\"]", comment: kit)
    }.configured {
        $0.command = ["web"]
        $0.workingDirectory = "/src"
        $0.environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "PORT=80"]
    }

    /// A script for the shell, which nothing is wrong with.
    private static let script = Image(reference: "a:1") {
        debian
        Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
        Layer { File("srv/run.sh", "#!/usr/bin/sh\nexec nothing\n", mode: 0o755) }
            .createdBy("COPY run.sh /srv/ # buildkit", comment: kit)
        Step("CMD [\"/srv/run.sh\"]", comment: kit)
    }.configured { $0.command = ["/srv/run.sh"] }

    private func advice(_ image: Image, dockerfile: String? = nil) throws -> Advice {
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        return Advice(on: fixture.image, findings: fixture.image.findings())
    }

    /// The Dockerfile without the comment on top, which says where it comes from.
    private func body(_ advice: Advice) -> String {
        advice.dockerfile.split(separator: "\n\n", maxSplits: 1).last.map(String.init) ?? ""
    }

    /// The files of a remedy.
    private func paths(_ advice: Advice, _ id: String) -> [String] {
        let items = advice.remedies.first { $0.id == id }?.items ?? Finding.Items()
        return items.map { advice.image.text(of: $0.path) }.sorted()
    }

    private static let all = [empty, lone, compiled, script, NaiveImage.image, DistributionImage.image()]

    @Test(arguments: all.indices)
    func whatIsSavedAndWhatStaysIsAllThereIs(_ index: Int) throws {
        let advice = try advice(Self.all[index])
        #expect(advice.before.bytes == advice.image.waste.layerBytes)
        #expect(advice.before.bytes - advice.after.bytes == advice.remedies.reduce(0) { $0 + $1.savedBytes })
        #expect(advice.kept.reduce(0) { $0 + $1.bytes } == advice.after.bytes)
        #expect(advice.after.compressedBytes <= advice.before.compressedBytes)
        let saved = advice.remedies.reduce(0) { $0 + $1.savedCompressedBytes }
        #expect(
            abs(advice.before.compressedBytes - advice.after.compressedBytes - saved) <= Int64(advice.remedies.count))
        for remedy in advice.remedies {
            #expect(remedy.savedBytes > 0 && remedy.savedBytes == remedy.items.reduce(0) { $0 + $1.bytes })
            #expect(remedy.items.map(\.bytes) == remedy.items.map(\.bytes).sorted(by: >))
            #expect(remedy.action.hasSuffix(".") && !remedy.title.hasSuffix("."))
        }
        let entries = advice.remedies.flatMap(\.items).map(\.entry)
        #expect(Set(entries).count == entries.count)
        #expect(advice.remedies.map(\.savedBytes) == advice.remedies.map(\.savedBytes).sorted(by: >))
        #expect(advice.kept.map(\.bytes) == advice.kept.map(\.bytes).sorted(by: >))
        #expect(Set(advice.kept.map(\.reason)).count == advice.kept.count)
        #expect(advice.notes.allSatisfy { $0.hasSuffix(".") })
        #expect(DockerfileDocument(parsing: advice.dockerfile).issues.isEmpty)
    }

    @Test func anImageWithoutLayersHasNothingToPredict() throws {
        let advice = try advice(Self.empty)
        #expect(advice.before == .init(bytes: 0, compressedBytes: 0) && advice.after == advice.before)
        #expect(advice.remedies.isEmpty && advice.options.isEmpty && advice.kept.isEmpty && advice.lessons.isEmpty)
        #expect(advice.notes == ["The image has no layers: there is nothing to predict."])
        #expect(
            advice.dockerfile == """
                # syntax=docker/dockerfile:1
                # A start, by strata advise, from the image's history: sources of COPY and flags may be missing.
                # The base image's name is not recorded: put it in place of unknown-base.
                # The builder has the tools; the final stage has what runs. Try it before you trust it.

                FROM unknown-base
                RUN useradd --system --user-group app
                # It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024.
                USER app
                # No HEALTHCHECK yet: best the program itself with an argument, for it is there already.

                """)
    }

    @Test func oneProgramAloneStays() throws {
        let advice = try advice(Self.lone)
        #expect(advice.remedies.isEmpty)
        #expect(
            advice.kept == [.init(reason: "what runs, and what it is linked with", bytes: advice.after.bytes, files: 1)]
        )
        #expect(
            advice.notes == [
                "What is needed is worked out from ENTRYPOINT /web.",
                "Where the base image ends is unknown: all layers are taken for the image's own.",
                "No package records of a distribution were found: files of the system cannot be told apart.",
            ])
        // Who it runs as is known: nobody is added.
        #expect(
            body(advice) == """
                FROM unknown-base
                COPY web /
                EXPOSE 8080/tcp
                USER 1000
                # No HEALTHCHECK yet: best the program itself with an argument, for it is there already.
                ENTRYPOINT ["/web"]

                """)
    }

    @Test func aProgramIsBuiltInAStageAndCopied() throws {
        let advice = try advice(Self.compiled)
        #expect(advice.remedies.map(\.id) == ["builder-stage", "apt-lists", "go-build-cache"])
        #expect(advice.remedies.map(\.confidence) == [.medium, .high, .high])
        #expect(advice.remedies.dropFirst().map(\.savedBytes) == [50_000, 30_000])
        #expect(
            paths(advice, "builder-stage") == [
                "src/go.mod", "src/main.go", "usr/lib/go/bin/go", "var/lib/dpkg/info/golang.list",
                "var/lib/dpkg/status",
            ])
        #expect(paths(advice, "go-build-cache") == ["root/.cache/go-build/00/a-d"])
        #expect(
            advice.kept.map(\.reason) == [
                "packages of every minimal system, and what they depend on", "the base image's files of no package",
                "what runs, and what it is linked with",
            ])
        #expect(advice.kept.map(\.files) == [3, 5, 1])
        #expect(
            advice.notes == [
                "What is needed is worked out from CMD web.",
                "The base image stays: it is small already, or no smaller variant of it is known.",
                "3 of 4 packages of the system are reached.",
            ])
        let mounts =
            "--mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked"
        #expect(
            body(advice) == """
                FROM unknown-base AS builder
                RUN \(mounts) apt-get update && apt-get install -y golang
                WORKDIR /src
                COPY . .
                RUN go build -o /usr/local/bin/web
                ENV PORT=80

                FROM unknown-base
                # Only in the builder, for nothing that runs reaches them: golang
                RUN useradd --system --user-group app && install -d -o app -g app /src
                # Only in the builder, for nothing that runs names them: /src
                WORKDIR /src
                ENV PORT=80
                COPY --from=builder /usr/local/bin/web /usr/local/bin/web
                # It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024.
                USER app
                # No HEALTHCHECK yet: best the program itself with an argument, for it is there already.
                CMD ["web"]

                """)
    }

    @Test func whereNothingIsWrongOneStageIsEnough() throws {
        let advice = try advice(Self.script)
        #expect(advice.remedies.isEmpty && advice.after == advice.before && advice.ignored.isEmpty)
        #expect(advice.notes.first == "What is needed is worked out from CMD /srv/run.sh.")
        #expect(advice.notes.last == "3 of 3 packages of the system are reached.")
        #expect(
            body(advice) == """
                FROM unknown-base
                RUN useradd --system --user-group app
                COPY --chown=app:app run.sh /srv/
                # It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024.
                USER app
                # No HEALTHCHECK yet: best the program itself with an argument, for it is there already.
                CMD ["/srv/run.sh"]

                """)
    }

    @Test func windowsHasAccountsOfItsOwn() throws {
        let image = Image { Layer { File("Files/app.exe", "MZ") }.createdBy("Apply image 10.0.20348") }
            .configured { $0.command = ["app.exe"] }.platform("windows/amd64")
        let text = try advice(image).dockerfile
        #expect(!text.contains("useradd") && !text.contains("USER app"))
        #expect(text.contains("# No USER yet: Windows' base images have ContainerUser, which has no rights."))
    }

    @Test func theNaiveImageIsWrittenAnew() throws {
        let advice = try advice(NaiveImage.image)
        #expect(advice.remedies.map(\.id) == ["slim-base", "hidden-bytes", "no-dockerignore", "pip-cache"])
        #expect(advice.lessons.map(\.rule.id) == ["single-stage-build", "dependencies-after-code"])
        #expect(
            advice.kept.map(\.reason) == [
                "the Python installation in /usr/local", "Python distributions of the image's own layers",
                "the base image's files of no package", "packages of every minimal system, and what they depend on",
                "what runs, and what it is linked with", "the application: files of the image's own layers",
            ])
        #expect(
            body(advice) == """
                FROM python:3.11 AS builder
                WORKDIR /app
                COPY requirements.txt ./
                RUN --mount=type=cache,target=/root/.cache/pip \\
                    pip install --prefix=/install -r requirements.txt
                # ENV API_TOKEN: pass it when the container starts.

                FROM python:3.11-slim
                RUN useradd --system --user-group app && install -d -o app -g app /app
                WORKDIR /app
                # Left out, later instructions delete what it makes: RUN make model
                # Left out, what it deletes is not copied in the first place: RUN rm model.bin
                # ENV API_TOKEN: pass it when the container starts.
                EXPOSE 8000/tcp
                COPY --from=builder /install /usr/local
                COPY --chown=app:app . .
                # It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024.
                USER app
                # No HEALTHCHECK yet. For instance:
                # HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/')"]
                CMD ["python", "main.py"]

                """)
    }

    @Test func aBaseWithPackagesIsWrittenAnew() throws {
        let advice = try advice(DistributionImage.image())
        #expect(
            body(advice) == """
                FROM debian:bookworm-slim
                # What runs needs these packages.
                RUN apt-get update && \\
                    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 && \\
                    rm -rf /var/lib/apt/lists/* /var/cache/apt/*
                WORKDIR /app
                RUN useradd --system --user-group app && install -d -o app -g app /app
                COPY --chown=app:app main.py .
                # It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024.
                USER app
                # No HEALTHCHECK yet. For instance:
                # HEALTHCHECK CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/')"]
                CMD ["python3", "main.py"]

                """)
        #expect(advice.notes.contains("8 of 23 packages of the system are reached."))
    }

    /// A health check that the image has is kept, and no other is proposed.
    @Test(arguments: [
        (["CMD", "/srv/run.sh", "a b"], #"HEALTHCHECK CMD ["/srv/run.sh", "a b"]"#),
        (["CMD-SHELL", "/srv/run.sh || exit 1"], "HEALTHCHECK CMD /srv/run.sh || exit 1"),
    ])
    func theHealthCheckIsKept(_ test: [String], _ line: String) throws {
        let image = Self.script.configured { $0.healthcheck = Healthcheck(test: test) }
        let text = body(try advice(image))
        #expect(!text.contains("No HEALTHCHECK yet"))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("HEALTHCHECK") } == [line[...]])
    }

    /// What nothing reaches may be what the program needs: that it can go is only a guess then.
    @Test(arguments: [["web"], ["/nowhere/web"], ["sh", "-c", "web --port 80"]])
    func whereTheProgramIsNotThereTheRestIsAGuess(_ command: [String]) throws {
        var image = Self.compiled.configured { $0.command = command }
        image.parts.removeLast(3)
        let advice = try advice(image)
        #expect(advice.notes.contains { $0.hasSuffix(" is not in the final tree: what it needs is unknown.") })
        #expect(advice.remedies.map(\.id) == ["builder-stage", "apt-lists"])
        // What a rule calls a cache is one, whoever runs.
        #expect(advice.remedies.map(\.confidence) == [.low, .high])
        #expect(advice.kept.contains { $0.reason == "the application: files of the image's own layers" })
    }
}
