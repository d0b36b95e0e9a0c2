import Dockerfile
import Testing

/// How a shell script is split into commands: POSIX, "Shell Command Language".
struct ShellScriptTests {
    private func texts(_ script: String) -> [String] { ShellScript(script).commands.map(\.text) }

    private func run(_ dockerfile: String) -> [ShellCommand] {
        let document = DockerfileDocument(parsing: dockerfile)
        return document.instructions.flatMap { ShellScript(of: $0, in: document).commands }
    }

    @Test(arguments: [
        ("a && b || c; d | e & f", ["a", "b", "c", "d", "e", "f"]),
        ("a 1\nb 2\n\n# c 3\nd#4 # e", ["a 1", "b 2", "d#4"]),
        ("echo 'a && b' \"c; d\" e\\;f", ["echo a && b c; d e;f"]),
        ("(cd /x; ls) && { make; }", ["cd /x", "ls", "make"]),
        ("if test -f a; then b; elif c; then d; else e; fi", ["test -f a", "b", "c", "d", "e"]),
        ("for x in 1 2 3; do echo $x; done; ls", ["echo $x", "ls"]),
        ("for ((i = 0; i < 3; i++)); do a; done", ["a"]),
        ("while ! read line; do a; done < file", ["read line", "a", ""]),
        ("case \"$x\" in a|b) c ;; (d) e; f ;; *) g ;; esac; h", ["c", "e", "f", "g", "h"]),
        ("f() { a; }; function g { b; }; g", ["a", "b", "g"]),
        ("x=$(a b | c) d \"$(e)\" `f g`", ["x=$(a b | c) d $(e) `f g`", "a b", "c", "e", "f g"]),
        ("echo $((1 + 2)) ${x:-a b}", ["echo $((1 + 2)) ${x:-a b}"]),
        ("[[ -f a && -f b ]] && c", ["[[ -f a && -f b ]]", "c"]),
        ("A=1 B='2 3' make", ["A=1 B=2 3 make"]),
        ("list=(a b c); d", ["list=", "d"]),
        ("cat <<X && b\nnot && these\nX\nc", ["cat", "b", "c"]),
        ("diff <(a) >(b) c", ["diff", "a", "b", "c"]),
        ("! grep x y; time z", ["grep x y", "z"]),
    ])
    func splits(script: String, commands: [String]) {
        #expect(texts(script) == commands)
    }

    @Test(arguments: [
        ("/usr/bin/apt-get update", "apt-get"), ("./run.sh", "run.sh"), ("make", "make"), ("bin//é/ x", "é"),
        ("// x", "//"), ("A=b", ""),
    ])
    func aProgramIsCalledByTheLastPartOfItsPath(_ script: String, _ name: String) throws {
        #expect(try #require(ShellScript(script).commands.first).name == name)
    }

    /// POSIX, limits.h: no file has such a name, so nothing needs to look at all of it, which every rule would.
    @Test func aNameHasNoMoreBytesThanThatOfAFile() throws {
        let word = String(repeating: "x", count: 1000)
        #expect(try #require(ShellScript("/bin/" + word + " a").commands.first).name == String(word.prefix(255)))
    }

    /// POSIX, "Escape Character (Backslash)": both are removed before the text is split.
    @Test(arguments: [
        ("apt-get install -y \\\n  curl", [["apt-get", "install", "-y", "curl"]]),
        ("ma\\\nke all", [["make", "all"]]), ("echo \"a\\\nb\"", [["echo", "ab"]]),
        ("echo 'a\\\nb'", [["echo", "a\\\nb"]]), ("a && \\\n\\\n b", [["a"], ["b"]]),
        // Between the two characters of an operator, before a comment, and where nothing follows.
        ("a &\\\n& b |\\\n| c", [["a"], ["b"], ["c"]]), ("x 2>\\\n>\\\n log y", [["x", "y"]]),
        ("a \\\n# c\nb", [["a"], ["b"]]), ("a # c \\\nb", [["a"], ["b"]]), ("a \\", [["a", "\\"]]),
        ("x $\\\n(sudo y)", [["x", "$\\\n(sudo y)"], ["sudo", "y"]]), ("f(\\\n) { a; }", [["a"]]),
        // Lines that end as on Windows.
        ("a && \\\r\n  b\r\nc \\\r\n d", [["a"], ["b"], ["c", "d"]]),
        ("cat <<X\r\nnot\r\nX\r\nb", [["cat"], ["b"]]),
        // A here-document's lines go on as well, unless its word is quoted (POSIX, "Here-Document").
        ("cat <<X\nnot \\\nX\nX\nb", [["cat"], ["b"]]), ("cat <<'X'\nnot \\\nX\nb", [["cat"], ["b"]]),
    ])
    func aBackslashBeforeANewlineGoesWithIt(script: String, words: [[String]]) {
        #expect(ShellScript(script).commands.map { $0.words.map(\.text) } == words)
    }

    @Test(arguments: [
        #"RUN ["/bin/sh", "-c", "apt-get update && \\\n  sudo ls"]"#,
        #"RUN ["/bin/bash", "-eo", "pipefail", "-c", "apt-get update && \\\r\n  sudo ls"]"#,
        "RUN <<EOF\r\napt-get update && \\\r\n  sudo ls\r\nEOF\r", "RUN apt-get update && \\\r\n# c\r\n\r\n sudo ls\r",
        "RUN apt-get \\\n # c\n update && sudo l\\\ns",
    ])
    func everyFormOfRunGoesOnInTheNextLine(_ instruction: String) {
        let commands = run("FROM a\n" + instruction + "\n")
        #expect(commands.map { $0.words.map(\.text) } == [["apt-get", "update"], ["sudo", "ls"]])
    }

    @Test func anotherEscapeCharacterContinuesLinesButNotHereDocuments() {
        let commands = run("# escape=`\nFROM a\nRUN a && `\n  b\nRUN <<E\nc \\\n d\nE\n")
        #expect(commands.map(\.text) == ["a", "b", "c d"])
    }

    @Test func quotesGoOnOverLinesWithoutTheirComments() {
        #expect(run("FROM a\nRUN echo \"a \\\n# no\n b\" && sudo c\n").map(\.text) == ["echo a  b", "sudo c"])
        #expect(run("FROM a\nRUN echo 'a \\\n b' && c\n").map(\.text) == ["echo a  b", "c"])
    }

    @Test func continuedLinesOfAHereDocumentAreOneCommand() throws {
        let document = DockerfileDocument(parsing: "FROM a\nRUN <<EOF\napt-get update && \\\n  sudo ls\nEOF\n")
        let run = try #require(document.instructions.last)
        let commands = ShellScript(of: run, in: document).commands
        #expect(commands.map { $0.words.map(\.text) } == [["apt-get", "update"], ["sudo", "ls"]])
        #expect(commands.last?.position == SourcePosition(line: 4, column: 3))
    }

    @Test func redirectionsAreNoArguments() throws {
        let command = try #require(ShellScript("make 2>&1 >> log <in &> all x").commands.first)
        #expect(command.text == "make x")
        #expect(command.redirections.map { "\($0.sign) \($0.target.text)" } == [">& 1", ">> log", "< in", "&> all"])
    }

    @Test func whatFollowsACommand() {
        let commands = ShellScript("a && b | (c; d) | e || { f; } & g").commands
        #expect(commands.map(\.following) == [.and, .pipe, .sequence, .pipe, .or, .background, .sequence])
    }

    @Test func theFirstPipeIsFound() {
        #expect(ShellScript("a || b\nc | d").firstPipe == SourcePosition(line: 2, column: 3))
        #expect(ShellScript("a || 'b | c'").firstPipe == nil)
    }

    @Test func quotesAndExpansionsAreTold() throws {
        let words = try #require(ShellScript("a 'b' c\"$d\" $e").commands.first).words
        #expect(words.map(\.isQuoted) == [false, true, true, false])
        #expect(words.map(\.hasExpansion) == [false, false, true, true])
    }

    @Test(arguments: [
        ("sudo -u www FOO=1 apt-get install x", "apt-get install x", 1),
        ("env -u A B=1 pip install y", "pip install y", 1),
        ("A=1 exec /usr/bin/make", "/usr/bin/make", 1),
        ("timeout -k 5 30 curl u", "curl u", 0),
        ("sudo", "sudo", 0),
    ])
    func programsThatRunAnotherAreLookedThrough(script: String, text: String, assignments: Int) throws {
        let command = try #require(ShellScript(script).commands.first).unwrapped
        #expect(command.words.map(\.text).joined(separator: " ") == text)
        #expect(command.assignments.count == assignments)
    }

    @Test func whatRunsWhatIsTold() throws {
        let command = try #require(ShellScript("sudo -u app env A=1 /bin/make all").commands.first)
        #expect(command.nested.map(\.name) == ["sudo", "env", "make"])
        #expect(command.nested.map(\.assignments.count) == [0, 0, 1])
        let many = try #require(ShellScript(String(repeating: "nice ", count: 100) + "x").commands.first)
        #expect(many.nested.count == 9, "no more than eight are looked through")
        #expect(ShellCommand().nested.map(\.name) == [""])
    }

    @Test(
        arguments: [
            (["sh", "-c", "make"], "make"), (["/bin/bash", "-ec", "a && b", "name"], "a && b"), (["sh", "-c"], nil),
            (["/bin/bash", "-eo", "pipefail", "-c", "a | b"], "a | b"), (["bash", "--login", "-c", "x"], "x"),
            (["bash", "-o", "pipefail", "-c"], nil), (["sh", "--", "-c", "x"], nil),
            (["sh", "run.sh", "-c"], nil), (["python3", "-c", "x"], nil), (["sh", "-e", "x"], nil), ([], nil),
        ] as [([String], String?)])
    func theScriptThatAShellIsGiven(words: [String], script: String?) {
        #expect(ShellCommand(exec: words).script == script)
    }

    @Test func noShellReadsTheWordsOfTheExecForm() {
        let command = ShellCommand(exec: ["A=1", "$HOME", "a b;c"])
        #expect(command.name == "A=1")
        #expect(command.assignments.isEmpty)
        #expect(command.words.map(\.text) == ["A=1", "$HOME", "a b;c"])
        #expect(command.words.map(\.hasExpansion) == [false, false, false])
    }

    /// POSIX, 2.2.1: the backslash and the end of the line go before words are made.
    @Test(arguments: [
        ("a && \\\n b", ["a", "b"]), ("a \\\n\\\n b\\\nc", ["a bc"]),
        ("[[ a \\\n && b ]] && c", ["[[ a && b ]]", "c"]),
        ("a > \\\n file; b", ["a", "b"]), ("a \"b\\\nc\" 'd\\\ne'", ["a bc d\\⏎e"]), ("a \\\n", ["a"]),
        ("\\\n", []), ("a '' b", ["a  b"]),
    ])
    func aLineMayGoOnInTheNext(script: String, commands: [String]) {
        #expect(texts(script) == commands)
    }

    @Test func positionsAreThoseOfTheFile() {
        let commands = run(
            """
            FROM x
              RUN --mount=type=cache,target=/c apt-get update \\
                # a comment
                && é b \\

                && ls -l
            """)
        #expect(commands.map(\.text) == ["apt-get update", "é b", "ls -l"])
        #expect(commands.map(\.position.description) == ["2:36", "4:8", "6:8"])
        #expect(commands[2].words[1].position == SourcePosition(line: 6, column: 11))
    }

    @Test func hereDocumentsOfRunAreScripts() {
        let commands = run("FROM x\nRUN <<A <<-B\na b\nA\n\tif c; then d; fi\nB\nRUN bash <<E\ne\nE\n")
        #expect(commands.map(\.text) == ["a b", "c", "d", "bash", "e"])
        #expect(commands.map(\.position.description) == ["3:1", "5:5", "5:13", "7:5", "8:1"])
    }

    @Test func otherHereDocumentsAreNone() {
        let python = run("FROM x\nRUN <<E\n#!/usr/bin/env python3\nimport os\nE\n")
        #expect(python.isEmpty)
        #expect(run("FROM x\nRUN cat <<E > /f\na b\nE\nCOPY <<F /g\nc\nF\n").map(\.text) == ["cat"])
    }

    @Test func execFormsAndOtherInstructions() {
        let commands = run(
            """
            FROM x
            RUN ["apt-get", "install", "a && b"]
            CMD run me
            ENTRYPOINT ["e"]
            HEALTHCHECK --interval=5s CMD curl -f u || exit 1
            ONBUILD RUN --network=none make; make install
            """)
        #expect(
            commands.map(\.text) == [
                "apt-get install a && b", "run me", "e", "curl -f u", "exit 1", "make", "make install",
            ])
        #expect(commands.last?.position == SourcePosition(line: 6, column: 34))
    }

    @Test func anExecFormMayHandAScriptToAShell() {
        let commands = run(
            """
            FROM x
            RUN ["/bin/bash", "-ec", "cd /x && A=1 make > log"]
            CMD ["sh", "-c", "exec run", "ignored"]
            RUN ["sh", "script.sh", "-c"]
            RUN ["bash", "-c"]
            """)
        #expect(
            commands.map(\.text) == ["cd /x", "A=1 make", "exec run", "sh script.sh -c", "bash -c"])
        #expect(commands.map(\.position.line) == [2, 2, 3, 4, 5])
        #expect(commands.map(\.position.column) == [5, 5, 5, 5, 5])
        #expect(commands[1].redirections.map(\.target.text) == ["log"])
    }

    @Test(arguments: [
        "$(", "`", "'", "\"${", "((", "case", "a<<", "for", "<(", "f()", "$((", "[[", ";;", "\\", "&", ")",
    ])
    func nothingBreaksIt(piece: String) {
        for count in [1, 2, 5000] {
            let script = ShellScript(String(repeating: piece + " ", count: count))
            #expect(script.commands.count <= count * 2)
        }
    }

    @Test func longScriptsAreNotSplit() {
        let limit = ShellScript.maximumLength
        #expect(ShellScript(String(repeating: "a;", count: limit)).commands.isEmpty)
        #expect(ShellScript(String(repeating: "a ", count: limit / 4)).commands.count == 1)
    }
}
