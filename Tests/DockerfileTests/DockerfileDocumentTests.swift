import Dockerfile
import Testing

@Suite("Reading Dockerfiles")
struct DockerfileDocumentTests {
    @Test func anInstructionCoversItsContinuationsCommentsAndBlankLines() throws {
        let document = DockerfileDocument(parsing: "FROM a\nRUN one \\\n  # why\n\n  two\nCMD x\n")
        #expect(document.instructions.map(\.lines) == [1...1, 2...5, 6...6])
        #expect(document.instructions[1].text == "RUN one   two")
        #expect(document.source(of: 2...3) == "RUN one \\\n  # why")
        #expect(document.issues.isEmpty)
    }

    @Test func directivesStandAtTheTopOnly() {
        let document = DockerfileDocument(
            parsing: "# syntax=docker/dockerfile:1\n# check=skip=all\n# escape=`\nFROM a\nRUN b `\n  c\n# escape=\\\n")
        #expect(document.directives.map(\.name) == ["syntax", "check", "escape"])
        #expect(document.directives.map(\.line) == [1, 2, 3])
        #expect(document.escape == "`")
        #expect(document.instructions.last?.lines == 5...6)
    }

    @Test func newerBuildKitThanTheOracle() {
        #expect(DockerfileDocument(parsing: "FROM a\nRUN [\"a\"] && b").instructions[1].isJSON == false)
        let flags = DockerfileDocument(parsing: "# escape=`\nFROM a\nRUN --a=x` y b").instructions[1]
        #expect(flags.flags.map(\.description) == ["--a=x y"])
        #expect(DockerfileDocument(parsing: "FROM a\nRUN --é=à b").instructions[1].flag("é") == "à")
        #expect(DockerfileDocument(parsing: "FROM a\nRUN " + String(repeating: "x", count: 70_000)).issues.isEmpty)
    }

    @Test func heredocsKeepTheirContentAndSayWhetherItExpands() throws {
        let document = DockerfileDocument(parsing: "FROM a\nCOPY <<A <<-'B' /x/\n1 $V\nA\n\t2\n\tB\nRUN c\n")
        let heredocs = document.instructions[1].heredocs
        #expect(heredocs.map(\.name) == ["A", "B"])
        #expect(heredocs.map(\.content) == ["1 $V\n", "\t2\n"])
        #expect(heredocs.map(\.expands) == [true, false])
        #expect(heredocs.map(\.cutsTabs) == [false, true])
        #expect(heredocs.map(\.lines) == [3...3, 5...5])
        #expect(document.instructions.map(\.lines) == [1...1, 2...6, 7...7])
    }

    @Test func triggersAreInstructions() throws {
        let document = DockerfileDocument(parsing: "FROM a\nONBUILD COPY --from=b c d\nONBUILD RUN <<E\nx\nE\n")
        let copy = try #require(document.instructions[1].trigger.first)
        #expect(copy.keyword == .copy)
        #expect(copy.flag("from") == "b")
        #expect(document.instructions[2].trigger.first?.heredocs.first?.content == "x\n")
        #expect(document.instructions[2].lines == 3...5)
    }

    @Test(arguments: [
        ("FROM a\nENV x\nRUN b", 2, "ENV x has no value; expected ENV x=value."),
        ("FROM a\nENV a=b c\nRUN b", 2, "“c” has no =; expected name=value, with quotes around spaces."),
        (
            "FROM a\nRUN [\"a\", 1]\nRUN b", 2,
            "The JSON array holds something else than strings; put each element in quotes."
        ),
        ("FROM a\nRUN <<E\nRUN b", 2, "The here-document “E” has no end; expected a line with just that word."),
        ("FROM a\nFOO b\nRUN b", 2, "“FOO” is no instruction; expected one such as RUN or COPY."),
        ("FROM a b\nRUN b", 1, "FROM needs an image, or an image, AS and a name."),
        ("FROM a AS 1b\nRUN b", 1, "“1b” is no name of a stage; expected a letter, then letters, digits, - _ or ."),
        ("FROM a\nCOPY b\nRUN b", 2, "COPY needs a source and a destination."),
        ("RUN a\nFROM a\nRUN b", 1, "RUN stands before the first FROM; only ARG may."),
        ("FROM a\nONBUILD ONBUILD RUN a\nRUN b", 2, "ONBUILD can't put off ONBUILD; expected another instruction."),
        ("FROM a\nSHELL sh -c\nRUN b", 2, "SHELL needs a JSON array such as [\"/bin/sh\", \"-c\"]."),
        ("FROM a\nHEALTHCHECK SOMETIMES\nRUN b", 2, "HEALTHCHECK SOMETIMES is unknown; expected CMD or NONE."),
        ("# escape=x\nFROM a\nRUN b", 1, "The escape character is “x”; expected \\ or `."),
    ])
    func anErrorNamesItsLineAndReadingGoesOn(_ source: String, _ line: Int, _ message: String) throws {
        let document = DockerfileDocument(parsing: source)
        #expect(document.issues.map(\.description) == ["line \(line): \(message)"])
        #expect(document.instructions.last?.text == "RUN b")
    }

    @Test func anEmptyFileHasOneIssue() {
        #expect(DockerfileDocument(parsing: "# nothing\n").issues.count == 1)
        #expect(DockerfileDocument(parsing: "").issues.count == 1)
    }

    @Test func hostileFilesEndQuickly() {
        let triggers = String(repeating: "ONBUILD ", count: 200_000)
        #expect(DockerfileDocument(parsing: triggers).instructions.count == 1)
        let arrays = "RUN " + String(repeating: "[", count: 200_000)
        #expect(DockerfileDocument(parsing: arrays).instructions.first?.isJSON == false)
        let heredocs = String(repeating: "RUN <<E\n", count: 20_000)
        #expect(DockerfileDocument(parsing: heredocs).instructions.count == 1000)
        let nested = String(repeating: "${a:-", count: 100_000)
        #expect(throws: ShellWord.ExpansionError.self) { try ShellWord(environment: [:]).expand(nested) }
    }

    /// Each level copies the rest of its line: a hundred of them took eleven seconds here in a debug build.
    @Test func chainsOfTriggersAreNotFollowedFar() {
        let chain = "ONBUILD " + String(repeating: "ONBUILD ", count: 200_000) + "RUN x"
        let clock = ContinuousClock()
        let short = clock.measure { _ = DockerfileDocument(parsing: "RUN " + chain) }
        let long = clock.measure { _ = DockerfileDocument(parsing: chain) }
        #expect(long < short * 40)
    }

    @Test func instructionsAreBoundedAndTheBoundIsSaid() {
        let many = DockerfileDocument(parsing: "FROM a\n" + String(repeating: "RUN b\n", count: 100_010))
        #expect(many.instructions.count == 100_000)
        let message = "There are more than 100,000 instructions before this line, so the rest was not read."
        #expect(many.issues.map(\.message) == [message])
        #expect(many.issues.last?.lines == 100_001...100_011)
    }

    /// What follows an opening that never ends is read as instructions, of which there may be millions.
    @Test func faultsAreBoundedAndTheBoundIsSaid() {
        let open = DockerfileDocument(parsing: "FROM a\nRUN <<EOF\n" + String(repeating: "x y\n", count: 250_000))
        #expect(open.instructions.count == 1_001)
        #expect(open.issues.count == 1_001)
        #expect(open.lines.count == 250_002)
        let message = "There are more than 1,000 faults before this line, so the rest was not read."
        #expect(open.issues.last?.message == message)
        #expect(open.issues.last?.lines.upperBound == 250_002)
        let closed = "FROM a\nRUN <<EOF\n" + String(repeating: "x y\n", count: 250_000) + "EOF\nRUN b\n"
        let document = DockerfileDocument(parsing: closed)
        #expect(document.issues.isEmpty)
        #expect(document.instructions[1].heredocs[0].content.utf8.count == 1_000_000)
    }

    @Test func filesOfTooManyLinesAreRefused() {
        let document = DockerfileDocument(parsing: "FROM a\n" + String(repeating: "\n", count: 500_000))
        #expect(document.lines.isEmpty)
        let message = "The file has more than 500,000 lines, which no Dockerfile has; name the right file."
        #expect(document.issues.map(\.message) == [message])
        #expect(DockerfileDocument(parsing: "FROM a\n" + String(repeating: "\n", count: 499_999)).issues.isEmpty)
    }

    @Test func noBytesCrash() {
        var generator = Deterministic(state: 7)
        let pieces = [
            "FROM a AS b\n", "RUN ", "COPY --from=b", "<<E", "E\n", "[\"", "\\", "\n", "\"", "'", "$", "${a:", "}",
            "# escape=`\n", "\u{FEFF}", "ENV ",
            "=", " ", "ONBUILD ", "\t", "\r", "HEALTHCHECK ", "--x=\"", "\0", "é", "\u{A0}",
        ]
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(generator.next() % 40) {
                bytes +=
                    generator.next() % 9 == 0
                    ? [UInt8(truncatingIfNeeded: generator.next())]
                    : Array(pieces[Int(generator.next() % UInt64(pieces.count))].utf8)
            }
            let document = DockerfileDocument(parsing: bytes)
            let graph = StageGraph(document)
            #expect(
                document.instructions.allSatisfy {
                    $0.lines.lowerBound >= 1 && $0.lines.upperBound <= max(1, document.lines.count)
                })
            #expect(graph.lineage.count <= graph.stages.count)
            #expect(
                zip(document.instructions, document.instructions.dropFirst()).allSatisfy {
                    $0.lines.upperBound < $1.lines.lowerBound
                })
        }
    }
}

/// Random numbers that are the same in every run.
struct Deterministic: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
