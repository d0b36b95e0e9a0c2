import AnalysisSupport
import Dockerfile
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Advice

/// The written Dockerfile builds what starts: nothing that runs needs is lost, whether each instruction has its layer or
/// one layer holds all, as buildah leaves it.
@Suite struct RunnableDockerfileTests {
    private static let base = [DebianPackage.libc, .base, .dash]
    private static let program = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6"]).bytes
    private static let compiler = DebianPackage(
        name: "gcc", section: "devel", files: [("usr/bin/gcc", DebianPackage.bytes(90_000))])

    /// An image that buildah built: its instructions are in the history, their files in one layer.
    private struct BuiltImage {
        var packages: [DebianPackage]
        var items: [any LayerItem]
        var config: RuntimeConfig

        func image(_ dockerfile: String) -> Image {
            let base = RunnableDockerfileTests.base
            let history = dockerfile.split(separator: "\n").dropFirst().map { line in
                line.hasPrefix("RUN ") ? "/bin/sh -c \(line.dropFirst(4))" : "/bin/sh -c #(nop) \(line)"
            }
            return Image(reference: "app:one") {
                Layer {
                    base.flatMap(\.items)
                    DebianPackage.status(base)
                    ["opt", "srv", "usr/local/bin", "usr/local/lib", "usr/share"].map {
                        Directory($0) as any LayerItem
                    }
                    File("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                    File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
                    File("etc/group", "root:x:0:\n")
                    File("etc/ld.so.conf", "/usr/local/lib\n")
                }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Step("/bin/sh -c #(nop) CMD [\"bash\"]")
                history.dropLast().map { Image.Part.step(Step($0)) }
                Layer {
                    packages.flatMap(\.items)
                    DebianPackage.status(base + packages)
                    items
                }.createdBy(history.last ?? "", comment: "FROM localhost/base:latest")
            }.configured { $0 = config }
        }
    }

    private func image(
        packages: [DebianPackage] = [], _ items: [any LayerItem], configured: (inout RuntimeConfig) -> Void
    ) -> BuiltImage {
        var config = RuntimeConfig()
        configured(&config)
        return BuiltImage(packages: packages, items: items, config: config)
    }

    private func advice(_ built: BuiltImage, _ dockerfile: String) throws -> Advice {
        try advice(built.image(dockerfile), dockerfile)
    }

    private func stages(_ built: BuiltImage, _ dockerfile: String) throws -> (builder: [String], final: [String]) {
        try stages(built.image(dockerfile), dockerfile)
    }

    private func advice(_ image: Image, _ dockerfile: String) throws -> Advice {
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        let advice = Advice(on: fixture.image, findings: fixture.image.findings())
        #expect(DockerfileDocument(parsing: advice.dockerfile).issues.isEmpty)
        return advice
    }

    /// The instructions of the stages, each on one line, and the comments of the last one.
    private func stages(_ image: Image, _ dockerfile: String) throws -> (builder: [String], final: [String]) {
        let text = try advice(image, dockerfile).dockerfile
        let parts = text.split(separator: "\n\n").dropFirst()
        let joined = parts.map { part in
            part.replacing(" \\\n", with: " ").split(separator: "\n").map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
        guard let first = joined.first, let last = joined.last else { return ([], []) }
        return (joined.count > 1 ? first : [], last)
    }

    // MARK: Files

    @Test func whatIsInstalledOutsideOfCopiedFoldersIsCopied() throws {
        let dockerfile = """
            FROM localhost/base
            RUN apt-get update && apt-get install -y gcc
            COPY src /src
            RUN cd /src && make && make install && echo on > /etc/greet.conf && ldconfig
            CMD ["greet"]
            """
        let image = image(
            packages: [Self.compiler],
            [
                File("src/greet.c", "int main() {}"), File("src/greet.o", size: 900),
                File("usr/local/bin/greet", bytes: Self.program, mode: 0o755),
                File("usr/local/lib/libgreet.so.1", bytes: ELFFile().bytes),
                Symlink("usr/local/lib/libgreet.so", to: "libgreet.so.1"),
                File("usr/local/share/greet/message.txt", "hello"), File("usr/local/share/greet/empty", ""),
                File("etc/greet.conf", "on\n"), Symlink("usr/bin/cc", to: "/etc/alternatives/cc"),
                File("var/lib/apt/lists/main", size: 9000),
            ]
        ) { $0.command = ["greet"] }
        let (builder, final) = try stages(image, dockerfile)
        #expect(builder.suffix(2).first == "COPY src /src")
        #expect(
            final.filter { $0.hasPrefix("COPY") || $0.hasPrefix("RUN l") } == [
                "COPY --from=builder /etc/greet.conf /etc/greet.conf",
                "COPY --from=builder /usr/local/bin/greet /usr/local/bin/greet",
                "COPY --from=builder /usr/local/lib/libgreet.so.1 /usr/local/lib/libgreet.so.1",
                "COPY --from=builder /usr/local/share /usr/local/share",
                "RUN ln -sfn libgreet.so.1 /usr/local/lib/libgreet.so", "RUN ldconfig",
            ])
        // What is left out is said where it would stand.
        #expect(final.contains("# Only in the builder, for nothing that runs reaches them: gcc"))
        #expect(final.contains("# Only in the builder, for nothing that runs names them: /src"))
    }

    @Test func packagesOfALanguageInOneLayerAreCopied() throws {
        let dockerfile = """
            FROM localhost/base
            RUN apt-get update && apt-get install -y python3 gcc
            WORKDIR /app
            COPY . .
            RUN pip install -r requirements.txt
            CMD ["python3", "a.py"]
            """
        let python = DebianPackage(name: "python3", files: [("usr/bin/python3", Self.program)])
        let image = image(
            packages: [Self.compiler, python],
            [
                File("app/a.py", "import yaml"), File("app/requirements.txt", "pyyaml\n"),
                File("usr/local/lib/python3.11/dist-packages/yaml/__init__.py", size: 5000),
                File("usr/local/lib/python3.11/dist-packages/yaml/__pycache__/__init__.cpython-311.pyc", size: 300),
            ]
        ) {
            $0.command = ["python3", "a.py"]
            $0.workingDirectory = "/app"
        }
        let (builder, final) = try stages(image, dockerfile)
        #expect(final.contains("COPY --from=builder /usr/local/lib/python3.11 /usr/local/lib/python3.11"))
        #expect(final.contains("COPY --from=builder --chown=app:app /app /app"))
        #expect(builder.contains("COPY requirements.txt ./"))
    }

    @Test func whatIsNotThereIsNotCopied() throws {
        let dockerfile = """
            FROM localhost/base
            RUN apt-get update && apt-get install -y gcc
            COPY main.c /src/
            RUN gcc -o /srv/x /src/main.c && rm -rf /src
            CMD ["/srv/x"]
            """
        let image = image(packages: [Self.compiler], [File("srv/x", bytes: Self.program, mode: 0o755)]) {
            $0.command = ["/srv/x"]
        }
        let final = try stages(image, dockerfile).final
        #expect(final.filter { $0.hasPrefix("COPY") } == ["COPY --from=builder /srv/x /srv/x"])
    }

    @Test func modesThatAreSetLaterComeFromTheBuilder() throws {
        let kit = NaiveImage.buildKit
        let image = Image(reference: "app:mode") {
            Layer { File("etc/os-release", "ID=debian\n") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            Layer { File("srv/run", bytes: Self.program, mode: 0o644) }
                .createdBy("COPY run /srv/run # buildkit", comment: kit)
            Layer { File("srv/run", bytes: Self.program, mode: 0o755) }
                .createdBy("RUN /bin/sh -c chmod +x /srv/run # buildkit", comment: kit)
        }.configured { $0.command = ["/srv/run"] }
        let (builder, final) = try stages(
            image, "FROM localhost/base\nCOPY run /srv/run\nRUN chmod +x /srv/run\nCMD [\"/srv/run\"]\n")
        #expect(builder.suffix(2) == ["COPY run /srv/run", "RUN chmod +x /srv/run"])
        #expect(final.contains("COPY --from=builder /srv /srv"))
    }

    // MARK: Packages

    @Test func whatTheAuthorInstallsByNameStaysUnlessItIsForBuilding() throws {
        let dockerfile = """
            FROM localhost/base
            RUN apt-get update && apt-get install -y gcc php-cli=1.0-1 php-xml libxml2-dev ./own.deb
            CMD ["php", "-v"]
            """
        let packages = [
            Self.compiler, DebianPackage(name: "php-cli", files: [("usr/bin/php", Self.program)]),
            DebianPackage(name: "php-xml", section: "php", files: [("usr/lib/php/xml.so", ELFFile().bytes)]),
            DebianPackage(name: "libxml2-dev", section: "libdevel", files: [("usr/include/xml.h", [0x2e])]),
        ]
        let image = image(packages: packages, []) { $0.command = ["php", "-v"] }
        let final = try stages(image, dockerfile).final
        #expect(final.contains { $0.contains("install -y --no-install-recommends php-cli=1.0-1 php-xml &&") })
        #expect(final.contains("# Only in the builder, for nothing that runs reaches them: gcc libxml2-dev"))
        #expect(final.contains { $0.hasPrefix("# Installed from files") && $0.hasSuffix("./own.deb") })
    }

    @Test(
        "Cache mounts hide the lists from other instructions",
        arguments: [
            ("RUN apt-get update && apt-get install -y gcc", true),
            ("RUN apt-get update\nRUN apt-get install -y gcc", false),
            ("RUN apt-get update && apt-get install -y gcc\nRUN apt-get install -y gcc", false),
        ])
    func mounts(instructions: String, isMounted: Bool) throws {
        let image = image(packages: [Self.compiler], [File("srv/x", bytes: Self.program, mode: 0o755)]) {
            $0.command = ["/srv/x"]
        }
        let builder = try stages(image, "FROM localhost/base\n\(instructions)\nRUN make\nCMD [\"/srv/x\"]\n").builder
        #expect(builder.contains { $0.contains("--mount=type=cache,target=/var/lib/apt") } == isMounted)
        #expect(builder.contains { $0.hasSuffix("apt-get install -y gcc") })
    }

    @Test func theAuthorsCleaningUpIsDoneAfterTheInstallation() throws {
        let dockerfile = """
            FROM localhost/base
            RUN apt-get update && apt-get install -y php-cli && rm -rf /usr/share/doc '/usr/share/my man' /tmp/*
            RUN find /usr/lib -name '*.a' -delete
            CMD ["php"]
            """
        let php = DebianPackage(name: "php-cli", files: [("usr/bin/php", Self.program)])
        let final = try stages(image(packages: [php], []) { $0.command = ["php"] }, dockerfile).final
        #expect(
            final.contains {
                $0.hasSuffix(
                    "rm -rf /var/lib/apt/lists/* /var/cache/apt/* && rm -rf /usr/share/doc '/usr/share/my man' && "
                        + "find /usr/lib -name '*.a' -delete")
            })
    }

    // MARK: Configuration

    @Test func allThatTheImageSaysOfItselfIsKept() throws {
        let dockerfile = """
            FROM localhost/base
            LABEL title="a b"
            SHELL ["/bin/sh", "-eux", "-c"]
            ENV SPOOL=/var/spool/x
            RUN apt-get update && apt-get install -y gcc
            RUN useradd --system greeter && mkdir -p /var/spool/x && chown greeter /var/spool/x
            RUN make install
            USER greeter
            EXPOSE 8080
            VOLUME /var/spool/x
            STOPSIGNAL SIGQUIT
            ONBUILD COPY . /app
            WORKDIR /srv
            HEALTHCHECK --interval=15s --retries=5 CMD ["/srv/x", "-c"]
            ENTRYPOINT exec /srv/x $ARGUMENTS
            """
        let image = image(
            packages: [Self.compiler],
            [
                File("srv/x", bytes: Self.program, mode: 0o755),
                File("etc/passwd", "root:x:0:0::/:/bin/sh\ngreeter:x:999:999::/:/bin/sh\n"),
            ]
        ) {
            $0.entrypoint = ["/bin/sh", "-eux", "-c", "exec /srv/x $ARGUMENTS"]
            $0.user = "greeter"
            $0.workingDirectory = "/srv"
            $0.volumes = ["/var/spool/x"]
        }
        let (builder, final) = try stages(image, dockerfile)
        let account = "RUN useradd --system greeter && mkdir -p /var/spool/x && chown greeter /var/spool/x"
        #expect(builder.contains(account) && builder.contains("USER greeter"))
        for line in [
            #"LABEL title="a b""#, #"SHELL ["/bin/sh", "-eux", "-c"]"#, "ENV SPOOL=/var/spool/x", account,
            "EXPOSE 8080",
            "STOPSIGNAL SIGQUIT", "ONBUILD COPY . /app", "WORKDIR /srv",
        ] {
            #expect(final.contains(line), "\(line)")
        }
        // A volume's directory is closed to what comes after it; OCI's format has no place for health checks.
        #expect(
            final.suffix(4) == [
                "VOLUME /var/spool/x", "USER greeter", #"HEALTHCHECK --interval=15s --retries=5 CMD ["/srv/x", "-c"]"#,
                #"ENTRYPOINT ["/bin/sh", "-eux", "-c", "exec /srv/x $ARGUMENTS"]"#,
            ])
    }

    @Test func aHealthChecksTimesAreKept() throws {
        var check = Healthcheck(test: ["CMD", "/srv/x"])
        (check.interval, check.timeout, check.startPeriod, check.retries) = (90_000_000_000, 1_500_000_000, 7, 3)
        let image = image([File("srv/x", bytes: Self.program, mode: 0o755)]) {
            $0.command = ["/srv/x"]
            $0.healthcheck = check
        }
        let final = try stages(image, "FROM localhost/base\nCOPY x /srv/\nRUN make\nCMD [\"/srv/x\"]\n").final
        #expect(
            final.contains(
                #"HEALTHCHECK --interval=90s --timeout=1500ms --start-period=7ns --retries=3 CMD ["/srv/x"]"#))
    }

    @Test(
        "Where something says that it needs root it stays root, and that is said",
        arguments: [("80/tcp", "", true), ("8080/tcp", "", false), ("8080/tcp", "open('/var/x')", true)])
    func root(port: String, text: String, isRoot: Bool) throws {
        let image = image([File("srv/x", bytes: Self.program, mode: 0o755), File("srv/a.py", text + " ")]) {
            $0.command = ["/srv/x"]
            $0.exposedPorts = [port]
        }
        let final = try stages(image, "FROM localhost/base\nCOPY . /srv/\nRUN make\nCMD [\"/srv/x\"]\n").final
        #expect(final.contains("USER app") != isRoot)
        #expect(final.contains { $0.hasPrefix("# It still runs as root: ") } == isRoot)
    }

    // MARK: Small bases

    private static let goDockerfile = """
        FROM localhost/base
        RUN apt-get update && apt-get install -y golang-go ca-certificates tzdata
        COPY main.go /src/
        RUN go build -o /usr/local/bin/web /src/main.go && useradd svc
        USER svc
        ENTRYPOINT ["web"]
        """

    private func goImage(_ program: [UInt8], configured: (inout RuntimeConfig) -> Void = { _ in }) -> BuiltImage {
        image(
            packages: [
                DebianPackage(
                    name: "golang-go", section: "golang", files: [("usr/bin/go", DebianPackage.bytes(90_000))]),
                DebianPackage(name: "ca-certificates", files: [("usr/sbin/update-ca-certificates", [0x2e])]),
                DebianPackage(name: "tzdata", files: [("usr/share/zoneinfo/UTC", DebianPackage.bytes(100))]),
            ],
            [
                File("src/main.go", "package main"), File("usr/local/bin/web", bytes: program, mode: 0o755),
                File("etc/ssl/certs/ca-certificates.crt", size: 700),
                File("etc/passwd", "root:x:0:0::/:/bin/sh\nsvc:x:1000:1000::/:/bin/sh\n"),
                File("etc/group", "root:x:0:\nsvc:x:1000:\n"),
            ]
        ) {
            $0.entrypoint = ["web"]
            $0.user = "svc"
            $0.environment = ["PATH=/usr/local/bin:/bin"]
            configured(&$0)
        }
    }

    @Test func whatIsStaticNeedsNoBase() throws {
        let program = ELFFile(type: 2).bytes
        let image = goImage(program)
        let final = try stages(image, Self.goDockerfile).final
        #expect(final.first == "FROM scratch")
        #expect(
            final.filter { $0.hasPrefix("COPY") } == [
                "COPY --from=builder /etc/passwd /etc/passwd", "COPY --from=builder /etc/group /etc/group",
                "COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt",
                "COPY --from=builder /usr/share/zoneinfo /usr/share/zoneinfo",
                "COPY --from=builder /usr/local/bin/web /usr/local/bin/web",
            ])
        #expect(!final.contains { $0.hasPrefix("RUN") })
        #expect(final.contains(#"ENV PATH="/usr/local/bin:/bin""#) && final.contains("USER svc"))
        // Its size is exact: the program, the accounts, certificates and zones.
        let accounts = "root:x:0:0::/:/bin/sh\nsvc:x:1000:1000::/:/bin/sh\n".count + "root:x:0:\nsvc:x:1000:\n".count
        #expect(try advice(image, Self.goDockerfile).after.bytes == Int64(program.count + accounts + 700 + 100))
    }

    @Test func whatNeedsALibraryOrAShellHasABase() throws {
        let dynamic = try advice(goImage(Self.program), Self.goDockerfile)
        #expect(!dynamic.dockerfile.contains("FROM scratch"))
        let checked = goImage(ELFFile(type: 2).bytes) {
            $0.healthcheck = Healthcheck(test: ["CMD-SHELL", "web || exit 1"])
        }
        #expect(try !advice(checked, Self.goDockerfile).dockerfile.contains("FROM scratch"))
    }

    // MARK: What is not known

    @Test(arguments: [
        ("COPY dir:d62fdf93fae4 in /src ", "COPY . /src"),
        ("COPY file:d62fdf93fae4 in /etc/a.conf ", "COPY a.conf /etc/a.conf"),
    ])
    func aCopyWithoutNamesIsGuessedAndSaid(history: String, line: String) throws {
        let image = Image(reference: "app:lost") {
            Layer { File("etc/os-release", "ID=debian\n") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop) CMD [\"bash\"]")
            Layer {
                File("src/a.txt", "x")
                File("src/b.txt", "x")
            }.createdBy("/bin/sh -c #(nop) \(history)")
        }
        let text = try AnalyzedFixture(image).image
        let dockerfile = Advice(on: text, findings: text.findings()).dockerfile
        #expect(dockerfile.contains("# The history does not name what was copied: this is a guess.\n"))
        #expect(dockerfile.contains(line.split(separator: " ").last ?? "?"))
        #expect(!dockerfile.contains("d62fdf93fae4"))
    }

    @Test(arguments: ["-e .\n", "-r more.txt\n", "./wheels/a.whl\n", "a @ file:///src\n"])
    func dependenciesThatNeedTheCodeStayBehindIt(requirements: String) throws {
        let dockerfile = """
            FROM localhost/base
            WORKDIR /app
            COPY . .
            RUN pip install -r requirements.txt
            CMD ["/app/x"]
            """
        let image = image(
            [File("app/x", bytes: Self.program, mode: 0o755), File("app/requirements.txt", requirements)]
        ) {
            $0.command = ["/app/x"]
            $0.workingDirectory = "/app"
        }
        let builder = try stages(image, dockerfile).builder
        #expect(builder.filter { $0.hasPrefix("COPY") } == ["COPY . ."])
    }

    @Test(
        "A text names a path where the name ends there",
        arguments: [
            ("cd /src && make", "/src", true), ("cd /srcs", "/src", false), ("rm /src/a", "/src", true),
            ("", "/src", false),
        ])
    func naming(text: String, path: String, isNamed: Bool) {
        #expect(text.names(path) == isNamed)
    }
}
