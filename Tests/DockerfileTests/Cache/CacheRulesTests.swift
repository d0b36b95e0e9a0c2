import Testing

@testable import Dockerfile

@Suite("The rules of a build cache, one by one")
struct CacheRulesTests {
    /// The outcome of each step after an edit, by its first letter: cached, runs, if, not.
    private func outcomes(
        _ before: String, _ after: String, by engine: BuildEngine = .buildkit,
        files: (before: [String: String], after: [String: String]) = ([:], [:]),
        ignored: String = ""
    ) -> String {
        func input(_ text: String, _ files: [String: String]) -> BuildInput {
            BuildInput(
                DockerfileDocument(parsing: text), files: files.map { ContextFile(path: $0.key, contents: $0.value) },
                ignored: IgnorePatterns(parsing: ignored))
        }
        let rebuild = BuildCache(of: engine, after: input(before, files.before)).rebuild(input(after, files.after))
        return rebuild.steps.map { step in
            switch step.outcome {
            case .cached: "."
            case .runs: "R"
            case .runsIfResultDiffers: "?"
            case .notBuilt: "-"
            }
        }.joined()
    }

    @Test("COPY --link does not depend on what is below it; what follows it does")
    func link() {
        let text = "FROM a\nCOPY x /x\nCOPY --link y /y\nRUN z\n"
        let files = (before: ["x": "1", "y": "1"], after: ["x": "2", "y": "1"])
        #expect(outcomes(text, text, files: files) == "R.R")
        let plain = text.replacing("--link ", with: "")
        #expect(outcomes(plain, plain, files: files) == "RRR")
        let switchedOff = text.replacing("--link", with: "--link=false")
        #expect(outcomes(switchedOff, switchedOff, files: files) == "RRR")
        #expect(outcomes(text, text.replacing("FROM a", with: "FROM b")) == "R.R")
    }

    @Test("A here-document's words are the command's")
    func heredocs() {
        let text = "FROM a\nRUN <<EOT\none\nEOT\nCOPY <<EOT /h\ntwo\nEOT\n"
        #expect(outcomes(text, text.replacing("two", with: "2")) == ".R")
        #expect(outcomes(text, text.replacing("one", with: "1")) == "RR")
    }

    @Test("What another stage copies stays cached where nothing that runs again can have written there")
    func placesOfOtherStages() {
        let text = """
            FROM a AS build
            COPY list /
            RUN install
            COPY . /app
            FROM a
            COPY --from=build /install /usr
            COPY --from=build /app/bin /bin

            """
        #expect(outcomes(text, text, files: (["c": "1"], ["c": "2"])) == "..R.?")
        let run = text.replacing(
            "FROM a\nCOPY --from=build /install", with: "RUN make\nFROM a\nCOPY --from=build /install")
        #expect(outcomes(run, run, files: (["c": "1"], ["c": "2"])) == "..RR??")
    }

    @Test("What .dockerignore names costs nothing")
    func ignoredFiles() {
        let text = "FROM a\nCOPY . /app\nRUN z\n"
        let files = (before: ["a.log": "1", "a.c": "1"], after: ["a.log": "2", "a.c": "1"])
        #expect(outcomes(text, text, files: files) == "RR")
        #expect(outcomes(text, text, files: files, ignored: "*.log") == "..")
    }

    @Test("Files that are not known are told apart by their names")
    func unknownFiles() {
        let text = "FROM a\nCOPY list .\nCOPY . .\n"
        for engine in BuildEngine.allCases {
            #expect(outcomes(text, "FROM a\nCOPY . .\nCOPY list .\n", by: engine) == "RR")
        }
    }

    @Test("An owner counts, whether the files are known or not")
    func owners() {
        let text = "FROM a\nCOPY --chown=7 list .\n"
        for engine in BuildEngine.allCases {
            #expect(outcomes(text, text.replacing("=7", with: "=8"), by: engine) == "R")
        }
    }

    @Test("buildah counts an argument by the value that ENV gives it")
    func argumentInTheEnvironment() {
        let text = "FROM a\nARG L=1\nENV L=$L\nRUN x\n"
        #expect(outcomes(text, text.replacing("L=1", with: "L=2"), by: .buildah) == "..R")
        #expect(outcomes(text, text.replacing("L=1", with: "L=2"), by: .buildkit) == "R")
    }

    @Test("A cache mount is known by its id and target, which stands for the id where there is none")
    func cacheMounts() {
        let text = "FROM a\nRUN --mount=type=cache,target=/c,id=i x\n"
        #expect(outcomes(text, text.replacing("id=i", with: "sharing=locked,id=i")) == ".")
        #expect(outcomes(text, text.replacing(",id=i", with: ",id=j")) == "R")
        #expect(outcomes(text.replacing(",id=i", with: ""), text.replacing("id=i", with: "id=/c")) == ".")
    }

    @Test("Only buildah takes a bind mount's contents to be as they were")
    func bindMounts() {
        let text = "FROM a\nRUN --mount=type=bind,source=s,target=/s x\n"
        let files = (before: ["s/f": "1"], after: ["s/f": "2"])
        #expect(outcomes(text, text, by: .buildkit, files: files) == "R")
        #expect(outcomes(text, text, by: .buildah, files: files) == ".")
    }

    @Test("Stages that nobody needs are built by the classic builder alone, and by it only before the target")
    func unneededStages() {
        let text = "FROM a AS x\nRUN x\nFROM a AS y\nRUN y\n"
        let edited = text.replacing("RUN x", with: "RUN z")
        #expect(outcomes(text, edited, by: .buildkit) == "-.")
        #expect(outcomes(text, edited, by: .buildah) == "-.")
        #expect(outcomes(text, edited, by: .classic) == "R.")
    }

    @Test("A trigger runs in the stage that starts from its own")
    func triggers() {
        let text = "FROM a AS x\nONBUILD RUN t\nFROM x\nRUN y\n"
        #expect(outcomes(text, text.replacing("RUN t", with: "RUN u")) == "RR")
        #expect(outcomes(text, text.replacing("RUN y", with: "RUN z")) == ".R")
    }

    @Test("--exclude takes files out of a copy")
    func excludedFiles() {
        let text = "FROM a\nCOPY --exclude=*.md src /s\n"
        let before = ["src/a.md": "1", "src/a.c": "1"]
        #expect(outcomes(text, text, files: (before, ["src/a.md": "2", "src/a.c": "1"])) == ".")
        #expect(outcomes(text, text, files: (before, ["src/a.md": "1", "src/a.c": "2"])) == "R")
    }

    @Test(
        "A Dockerfile that makes no sense has an answer all the same",
        arguments: [
            "", "FROM", "COPY", "FROM a\nCOPY\nRUN\nENV\nWORKDIR\nADD x\n",
            "FROM a\nCOPY --from=9 x y\nFROM 0\nRUN --mount= x\n",
        ])
    func nonsense(_ text: String) {
        for engine in BuildEngine.allCases {
            #expect(!outcomes(text, text, by: engine).contains { "R?".contains($0) })
        }
    }
}
