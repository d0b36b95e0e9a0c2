import AnalysisSupport
import Dockerfile
import ImageAnalysis
import TestSupport
import Testing

@testable import Advice

/// One stage cut in two: the builder builds as before, the final stage installs and copies what stays.
@Suite struct TwoStagesTests {
    private func stages(_ image: Image, dockerfile: String? = nil) throws -> [[String]] {
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        let document = DockerfileDocument(
            parsing: Advice(on: fixture.image, findings: fixture.image.findings()).dockerfile)
        #expect(document.issues.isEmpty)
        return StageGraph(document).stages.map { stage in
            ([stage.from] + stage.instructions).map {
                $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
    }

    /// A small base, packages of the image's own, and what is built with them.
    private func image(
        packages: [DebianPackage], running command: [String], home: String = "/src", _ layers: [Layer]
    ) -> Image {
        let base = [DebianPackage.libc, .base, .dash]
        let kit = NaiveImage.buildKit
        return Image(reference: "app:own") {
            Layer {
                base.flatMap(\.items)
                DebianPackage.status(base)
                ["opt", "srv", "home", "usr/local/bin"].map { Directory($0) as any LayerItem }
                File("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ", comment: "debuerreotype")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            Layer {
                packages.flatMap(\.items)
                DebianPackage.status(base + packages)
                File("var/lib/apt/lists/main", size: 50_000)
            }.createdBy(
                "RUN /bin/sh -c apt-get update && mkdir -p /usr/share/man/man1 && apt-get install -y tools # buildkit",
                comment: kit)
            Step("WORKDIR \(home)", comment: kit)
            layers.map(Image.Part.layer)
            Step("CMD [\"x\"]", comment: kit)
        }.configured { config in
            config.command = command
            config.workingDirectory = home
            config.environment = ["PATH=/usr/local/bin:/usr/bin:/bin"]
        }
    }

    private func copy(_ items: [any LayerItem]) -> Layer {
        Layer { items }.createdBy("COPY . . # buildkit", comment: NaiveImage.buildKit)
    }

    private func run(_ script: String, _ items: [any LayerItem]) -> Layer {
        Layer { items }.createdBy("RUN /bin/sh -c \(script) # buildkit", comment: NaiveImage.buildKit)
    }

    private let program = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6"]).bytes

    @Test func aProgramIsCopiedAloneAndItsSourcesStayInTheBuilder() throws {
        let compiler = DebianPackage(name: "golang-go", files: [("usr/lib/go/bin/go", DebianPackage.bytes(90_000))])
        let image = image(
            packages: [compiler], running: ["/usr/local/bin/web"],
            [
                copy([File("src/main.go", "package main"), File("src/go.mod", "module web")]),
                run("go build -o /usr/local/bin/web", [File("usr/local/bin/web", bytes: program, mode: 0o755)]),
            ])
        let stages = try stages(image)
        #expect(stages.count == 2)
        #expect(stages[0].contains { $0.hasSuffix("apt-get install -y tools") })
        #expect(stages[0].suffix(2) == ["COPY . .", "RUN go build -o /usr/local/bin/web"])
        #expect(
            stages[1].filter { $0.hasPrefix("COPY") } == ["COPY --from=builder /usr/local/bin/web /usr/local/bin/web"])
        #expect(!stages[1].contains { $0.contains("apt-get") })
    }

    @Test func packagesThatAreReachedAreInstalledByNameInTheFinalStage() throws {
        let packages = [
            DebianPackage(name: "jdk", depends: "jre", files: [("usr/bin/javac", DebianPackage.bytes(70_000))]),
            DebianPackage(name: "jre", depends: "libc6", files: [("usr/bin/java", program)]),
        ]
        let image = image(
            packages: packages, running: ["java", "-jar", "app.jar"],
            [
                copy([File("src/Main.java", "class Main {}")]),
                run("javac Main.java && jar cf app.jar Main.class", [File("src/app.jar", size: 8000)]),
            ])
        let final = try #require(stages(image).last)
        #expect(
            final.contains(
                "RUN mkdir -p /usr/share/man/man1 && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y "
                    + "--no-install-recommends jre && rm -rf /var/lib/apt/lists/* /var/cache/apt/*"))
        #expect(
            final.filter { $0.hasPrefix("COPY") } == [
                "COPY --from=builder --chown=app:app /src/app.jar /src/app.jar"
            ])
    }

    @Test func whatIsBuiltAmongFilesThatAreReadIsCopiedWithThem() throws {
        let node = DebianPackage(name: "nodejs", files: [("usr/bin/node", program)])
        let image = image(
            packages: [node], running: ["node", "dist/a.js"],
            [
                copy([File("src/a.ts", "x"), File("src/package.json", "{}")]),
                run("tsc", [File("src/dist/a.js", "x")]),
            ])
        let final = try #require(stages(image).last)
        #expect(
            final.filter { $0.hasPrefix("COPY") } == [
                "COPY --from=builder --chown=app:app /src/dist /src/dist", "COPY --chown=app:app . .",
            ])
    }

    @Test func anEnvironmentIsCopiedWholeAndTheCodeFromTheContext() throws {
        let python = DebianPackage(name: "python3.11-minimal", depends: "libc6", files: [("usr/bin/python3", program)])
        let record = "opt/venv/lib/python3.11/site-packages/flask-3.0.dist-info/"
        let environment: [any LayerItem] = [
            File("opt/venv/lib/python3.11/site-packages/flask/__init__.py", size: 9000),
            File(record + "METADATA", "Metadata-Version: 2.1\nName: flask\nVersion: 3.0\n"),
            File(record + "RECORD", "flask/__init__.py,,\nflask-3.0.dist-info/METADATA,,\n"),
        ]
        let image = image(
            packages: [python], running: ["/opt/venv/bin/python", "app.py"],
            [
                run(
                    "python3 -m venv /opt/venv",
                    [
                        Symlink("opt/venv/bin/python", to: "/usr/bin/python3"),
                        File("opt/venv/pyvenv.cfg", "home = /usr/bin\n"),
                    ]),
                copy([File("src/app.py", "import flask"), File("src/requirements.txt", "flask")]),
                run("PIP_CERT=/c pip install -r requirements.txt", environment),
            ])
        let stages = try stages(image)
        #expect(
            stages[0].suffix(3) == [
                "RUN python3 -m venv /opt/venv", "COPY requirements.txt ./",
                "RUN --mount=type=cache,target=/root/.cache/pip PIP_CERT=/c pip install -r requirements.txt",
            ])
        #expect(
            stages[1].filter { $0.hasPrefix("COPY") } == [
                "COPY --from=builder /opt/venv /opt/venv", "COPY --chown=app:app . .",
            ])
    }

    @Test func manyFilesOfOneDirectoryAreCopiedByOneInstruction() throws {
        let programs = ["a", "b", "c", "d"].map {
            File("usr/local/bin/\($0)", bytes: program, mode: 0o755) as any LayerItem
        }
        let image = image(
            packages: [], running: ["a"],
            [
                Layer { File("usr/local/bin/given", "x") }.createdBy(
                    "COPY given /usr/local/bin/ # buildkit", comment: NaiveImage.buildKit),
                run("make install", programs + [File("opt/one file", "x")]),
            ])
        let final = try #require(stages(image).last)
        #expect(final.contains(#"COPY --from=builder ["/opt/one file", "/opt/one file"]"#))
        let names = ["a", "b", "c", "d"].map { "/usr/local/bin/\($0)" }.joined(separator: " ")
        #expect(final.contains("COPY --from=builder \(names) /usr/local/bin/"))
    }

    @Test func byteCodeOfTheBasesModulesIsNotCopied() throws {
        let image = image(
            packages: [], running: ["/srv/web"],
            [
                Layer { File("usr/local/lib/python3.13/email/policy.py", size: 900) }.createdBy(
                    "COPY lib /usr/local/lib # buildkit", comment: NaiveImage.buildKit),
                run(
                    "make",
                    [
                        File("srv/web", bytes: program, mode: 0o755),
                        File("usr/local/lib/python3.13/email/__pycache__/policy.cpython-313.pyc", size: 700),
                        File("usr/local/lib/python3.13/email/lone.pyc", size: 700),
                    ]),
            ])
        let final = try #require(stages(image).last)
        #expect(!final.contains { $0.contains("__pycache__") })
        // Without a source it is the module itself.
        #expect(final.contains { $0.contains("lone.pyc") })
    }

    @Test func settingTheSystemUpBelongsToTheFinalStage() throws {
        let image = image(
            packages: [], running: ["/srv/web"],
            [
                run(
                    "useradd web",
                    [File("etc/passwd", "web:x:1000:1000::/home/web:/bin/sh\n"), File("home/web/.bashrc", "x")]),
                run("make", [File("srv/web", bytes: program, mode: 0o755)]),
            ])
        let final = try #require(stages(image).last)
        #expect(final.contains("RUN useradd web"))
        #expect(final.filter { $0.hasPrefix("COPY") } == ["COPY --from=builder /srv/web /srv/web"])
    }

    @Test func whatTheOldBaseSetIsSetAgain() throws {
        let image = DistributionImage.image().configured { config in
            config.command = ["python3", "main.py"]
            config.workingDirectory = "/app"
            config.environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "A=1 $B \"c\""]
        }
        let final = try #require(stages(image).last)
        #expect(final.contains(#"ENV A="1 \$B \"c\"""#))
        #expect(final.contains("WORKDIR /app"))
        #expect(!final.contains { $0.hasPrefix("ENV PATH") })
    }
}
