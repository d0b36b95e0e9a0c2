@testable import Dockerfile

/// The Dockerfile of four stages and its context on which the caches of three engines were tried, and each edit of it.
struct CacheLab {
    var text: String
    var files: [String: ContextFile]
    var ignored = "**/*.log\n"
    var arguments: [String: String] = [:]

    /// The bases: 2 and 4 have another layer, 3 another label, 1b is 1 by another name.
    static let images = [
        "localhost/lab-base:1": BuildInput.BaseImage(id: "1", layers: "1"),
        "localhost/lab-base:1b": BuildInput.BaseImage(id: "1", layers: "1"),
        "localhost/lab-base:2": BuildInput.BaseImage(id: "2", layers: "2"),
        "localhost/lab-base:3": BuildInput.BaseImage(id: "3", layers: "1"),
        "localhost/lab-base:4": BuildInput.BaseImage(id: "4", layers: "4"),
    ]

    init(for engine: BuildEngine) {
        text = CacheLab.dockerfile
        if engine == .classic {
            // It knows no mounts: the same steps without them.
            text.replace("--mount=type=cache,id=pkg,target=/cache ", with: "")
            text.replace(
                "RUN --mount=type=bind,source=tool,target=/tool sh", with: "COPY tool /tool\nRUN sh")
        }
        files = [:]
        for (path, contents) in [
            ("deps.txt", "dep a"), ("extra.txt", "extra"), ("notes.txt", "notes"), ("conf/a.conf", "a=1"),
            ("conf/b.conf", "b=1"), ("src/debug.log", "debug"), ("src/lib.txt", "lib"),
            ("src/main.txt", "main\n# note 1"), ("tool/gen.sh", "generator"),
        ] { add(path, contents) }
        for path in ["conf", "src", "tool"] { files[path] = ContextFile(path: path, isDirectory: true) }
    }

    var input: BuildInput {
        BuildInput(
            DockerfileDocument(parsing: text), files: Array(files.values), filesAreComplete: true,
            ignored: IgnorePatterns(parsing: ignored),
            arguments: arguments, images: CacheLab.images)
    }

    mutating func add(_ path: String, _ contents: String) {
        files[path] = ContextFile(path: path, contents: contents)
    }

    mutating func rename(_ old: String, to new: String) {
        guard let contents = files.removeValue(forKey: old)?.contents else { return }
        add(new, contents)
    }

    mutating func replace(_ old: String, _ new: String) { text.replace(old, with: new) }

    /// Puts lines before the line that begins with `mark`.
    mutating func insert(_ lines: String, before mark: String) {
        text.replace("\n" + mark, with: "\n" + lines + "\n" + mark)
    }

    static let dockerfile = """
        ARG BASE=localhost/lab-base:1
        ARG GLOBAL=1
        FROM ${BASE} AS deps
        ARG VERSION=1
        ARG UNUSED=x
        WORKDIR /work
        COPY deps.txt ./
        RUN --mount=type=cache,id=pkg,target=/cache cat deps.txt > deps.out && echo $VERSION >> deps.out

        FROM ${BASE} AS build
        ENV MODE=release
        WORKDIR /work
        COPY src/ src/
        COPY conf/*.conf conf/
        RUN --mount=type=bind,source=tool,target=/tool sh /tool/gen.sh > built.out
        RUN wc -c  built.out > size.out

        FROM ${BASE} AS spare
        RUN echo spare > /spare

        FROM ${BASE}
        LABEL version=1
        ENV APP=1
        WORKDIR /app
        COPY --from=deps /work/deps.out ./
        COPY --from=build /work/built.out /work/size.out ./
        COPY extra.txt ./
        RUN cat built.out deps.out extra.txt > all.out
        EXPOSE 80
        USER 1000
        CMD ["/bin/cat", "/app/all.out"]

        """
}

/// An edit of the lab: what is done before both builds, and what between them.
struct CacheEdit {
    typealias Change = @Sendable (inout CacheLab) -> Void

    let prepare: Change
    let change: Change

    init(_ change: @escaping Change, after prepare: @escaping Change = { _ in }) {
        self.prepare = prepare
        self.change = change
    }

    private static func replacing(_ old: String, _ new: String) -> CacheEdit { CacheEdit { $0.replace(old, new) } }
    private static func inserting(_ lines: String, before mark: String) -> CacheEdit {
        CacheEdit { $0.insert(lines, before: mark) }
    }
    private static func argument(_ name: String, _ value: String) -> CacheEdit {
        CacheEdit { $0.arguments[name] = value }
    }
    private static func writing(_ path: String, _ contents: String) -> CacheEdit {
        CacheEdit { $0.add(path, contents) }
    }

    /// The edits by the name that they have in the truth.
    static let all: [String: CacheEdit] = [
        "no edit": CacheEdit { _ in },
        "touch src/main.txt (mtime)": CacheEdit { _ in },
        "src/main.txt: content that matters": writing("src/main.txt", "main\n# note 1\nmore"),
        "src/main.txt: a comment that gen.sh drops": writing("src/main.txt", "main\n# note 1\n# note 2"),
        "src/main.txt: mode 600": CacheEdit { $0.files["src/main.txt"]?.mode = 0o600 },
        "src/main.txt: owner 1000 on the host": CacheEdit { $0.files["src/main.txt"]?.owner = "1000:1000" },
        "src/main.txt: user.x attribute": CacheEdit { $0.files["src/main.txt"]?.extendedAttributes = "user.x=1" },
        "src/: mode of the directory 700": CacheEdit { $0.files["src"]?.mode = 0o700 },
        "src/: new empty file": writing("src/new.dat", ""),
        "src/: file renamed, same bytes": CacheEdit { $0.rename("src/lib.txt", to: "src/lib2.txt") },
        "src/debug.log: content of an ignored file": writing("src/debug.log", "debug\nx"),
        "ignore file: a pattern that hits nothing": CacheEdit { $0.ignored += "zzz\n" },
        "notes.txt: in the context, not copied": writing("notes.txt", "notes\nx"),
        "conf/: new file that *.conf matches": writing("conf/c.conf", "c=1"),
        "conf/: new file that it does not match": writing("conf/c.txt", "c=1"),
        "tool/gen.sh: bind-mounted file": writing("tool/gen.sh", "generator\n# x"),
        "tool/: unrelated new file in the bind mount": writing("tool/other", "x"),
        "extra.txt renamed, COPY x.txt extra.txt": CacheEdit {
            $0.rename("extra.txt", to: "x.txt")
            $0.replace("COPY extra.txt ./", "COPY x.txt extra.txt")
        },
        "COPY extra.txt ./ written as /app/": replacing("COPY extra.txt ./", "COPY extra.txt /app/"),
        "comment line added": inserting("# why", before: "COPY deps.txt"),
        "blank line added": inserting("", before: "COPY deps.txt"),
        "comment inside a continued RUN": CacheEdit({ $0.replace("# one", "# two") }) {
            $0.replace("RUN wc -c  built", "RUN wc -c \\\n # one\n built")
        },
        "RUN: one space less inside": replacing("wc -c  built", "wc -c built"),
        "RUN split by backslash and newline": replacing("cat built.out deps.out", "cat \\\n built.out deps.out"),
        "RUN written run": replacing("RUN cat built", "run cat built"),
        "stage build renamed": CacheEdit {
            $0.replace("AS build", "AS maker")
            $0.replace("from=build", "from=maker")
        },
        "FROM ... as build, --from=1": replacing("from=build", "from=1"),
        "ENV MODE changed, before RUNs": replacing("MODE=release", "MODE=debug"),
        "ENV MODE=\"release\" (quotes only)": replacing("MODE=release", "MODE=\"release\""),
        "ENV APP changed, final stage": replacing("APP=1", "APP=2"),
        "ENV added after the last RUN": inserting("ENV LATE=1", before: "EXPOSE"),
        "ENV added at the end of deps": replacing(">> deps.out\n", ">> deps.out\nENV LATE=1\n"),
        "two ENVs swapped": CacheEdit({
            $0.replace("ENV MODE=release\nENV TWO=2\n", "ENV TWO=2\nENV MODE=release\n")
        }) { $0.replace("ENV MODE=release\n", "ENV MODE=release\nENV TWO=2\n") },
        "ARG used by a RUN: other value": argument("VERSION", "2"),
        "ARG declared, not used: other value": argument("UNUSED", "y"),
        "ARG default changed in the text": replacing("UNUSED=x", "UNUSED=y"),
        "build-arg that is declared nowhere": argument("NOWHERE", "1"),
        "global ARG, not declared in a stage": argument("GLOBAL", "2"),
        "build-arg HTTP_PROXY, not declared": argument("HTTP_PROXY", "http://127.0.0.1:9"),
        "build-arg SOURCE_DATE_EPOCH, not declared": argument("SOURCE_DATE_EPOCH", "1000000000"),
        "ARG after the last RUN: other value": CacheEdit({ $0.arguments["LATE"] = "2" }) {
            $0.insert("ARG LATE=1", before: "EXPOSE")
        },
        "LABEL changed, first line of the final stage": replacing("version=1", "version=2"),
        "EXPOSE changed": replacing("EXPOSE 80", "EXPOSE 81"),
        "CMD changed": replacing("/app/all.out\"]", "/app/x\"]"),
        "USER changed, after the last RUN": replacing("USER 1000", "USER 1001"),
        "USER added before the last RUN": CacheEdit({ $0.insert("USER 7", before: "COPY extra") }) {
            $0.replace("WORKDIR /app", "WORKDIR /app\nRUN chmod 777 /app")
        },
        "WORKDIR /app to /app2, final stage": replacing("WORKDIR /app", "WORKDIR /app2"),
        "SHELL added before the last RUN": inserting("SHELL [\"/bin/sh\", \"-e\", \"-c\"]", before: "COPY extra"),
        "HEALTHCHECK added before the last RUN": inserting("HEALTHCHECK CMD true", before: "COPY extra"),
        "VOLUME added before the last RUN": inserting("VOLUME /data", before: "COPY extra"),
        "cache mount: other id": replacing("id=pkg,", "id=pkg2,"),
        "cache mount: id removed": replacing("id=pkg,", ""),
        "cache mount: other target": replacing("target=/cache", "target=/cache2"),
        "two COPYs swapped, final stage": CacheEdit {
            $0.replace("COPY extra.txt ./\n", "")
            $0.replace("COPY --from=deps", "COPY extra.txt ./\nCOPY --from=deps")
        },
        "--chown added to COPY extra.txt": replacing("COPY extra", "COPY --chown=7:7 extra"),
        "--chmod added to COPY extra.txt": replacing("COPY extra", "COPY --chmod=600 extra"),
        "spare stage changed (nothing uses it)": replacing("echo spare", "echo other"),
        "base: another layer": argument("BASE", "localhost/lab-base:2"),
        "base: same layers, new label": argument("BASE", "localhost/lab-base:3"),
        "base: same image, other tag": argument("BASE", "localhost/lab-base:1b"),
        "COPY . and a comment in the Containerfile it holds": CacheEdit({ lab in
            lab.text += "# x\n"
            lab.add("Containerfile", lab.text)
        }) { lab in
            lab.replace("COPY extra.txt", "COPY . /ctx/\nCOPY extra.txt")
            lab.add("Containerfile", lab.text)
        },
        // Secrets are no part of what a cache looks at, so the model is not even told of them.
        "secret: other content": CacheEdit({ _ in }) {
            $0.replace("RUN cat built.out", "RUN --mount=type=secret,id=s cat built.out")
        },
        "bind mount from stage deps, its file as before": CacheEdit({
            $0.replace("COPY deps.txt", "COPY notes.txt /n\nCOPY deps.txt")
        }) { lab in
            lab.replace(
                "RUN cat built.out", "RUN --mount=type=bind,from=deps,source=/work/deps.out,target=/d cat built.out")
            lab.replace("COPY --from=deps /work/deps.out ./\n", "")
            lab.replace("deps.out extra.txt", "extra.txt /d")
        },
    ]
}
