import Testing

@testable import TerminalUI

@Suite("Colours of source text")
struct SyntaxTests {
    /// Lines with their tokens marked: `k(…)` keyword, `s` string, `c` comment, `n` number, `i` name.
    private func marked(_ text: String, _ language: Language) -> [String] {
        var state = Tokenizer.State.start
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let tokens = Tokenizer.tokens(of: line, in: language, state: &state)
            let bytes = Array(line.utf8)
            var (marked, end) = ("", 0)
            for token in tokens {
                let letter =
                    switch token.kind {
                    case .keyword: "k"
                    case .string: "s"
                    case .comment: "c"
                    case .number: "n"
                    case .name: "i"
                    }
                marked += String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
                marked += "\(letter)(" + String(decoding: bytes[token.range], as: UTF8.self) + ")"
                end = token.range.upperBound
            }
            return marked + String(decoding: bytes[end...], as: UTF8.self)
        }
    }

    @Test("a Dockerfile's instructions are words, not what follows them or goes on")
    func dockerfile() {
        let text = """
            # syntax
            FROM python:3.11 AS builder
            env A=1
            RUN echo "from $HOME" \\
                copy #x
            RUN <<EOF
            run it
            EOF
            COPY --from=builder /a /b
            """
        #expect(
            marked(text, .dockerfile) == [
                "c(# syntax)", "k(FROM) python:n(3).n(11) AS builder", "k(env) i(A)=n(1)",
                "k(RUN) echo s(\"from $HOME\") \\", "    copy #x", "k(RUN) k(<<EOF)", "s(run it)", "k(EOF)",
                "k(COPY) i(--from)=builder /a /b",
            ])
    }

    @Test("JSON's keys are names, its values strings, numbers and words")
    func json() {
        #expect(
            marked("{\"a\\\"b\": \"x\", \"n\" : -1.5e3, \"t\": true, \"l\": [null]}", .json) == [
                "{i(\"a\\\"b\"): s(\"x\"), i(\"n\") : n(-1).n(5e3), i(\"t\"): k(true), i(\"l\"): [k(null)]}"
            ])
    }

    @Test("YAML: keys, comments after a space only, texts in a block, strings over lines")
    func yaml() {
        let text = """
            a: true # yes
            url: http://x#y
            - key: 'it
              goes on'
            run: |
              if: x

              # no comment
            on: 12
            """
        #expect(
            marked(text, .yaml) == [
                "i(a): k(true) c(# yes)", "i(url): http://x#y", "- i(key): s('it)", "s(  goes on')", "i(run): |",
                "s(  if: x)", "", "s(  # no comment)", "i(on): n(12)",
            ])
    }

    @Test("TOML: sections, keys, strings of three marks over lines")
    func toml() {
        let text = "[tool.\"x\"] # c\nname = \"strata\"\nlist = [1, 2]\nd = '''a\nb'''\ne = false"
        #expect(
            marked(text, .toml) == [
                "i([tool.\"x\"]) c(# c)", "i(name) = s(\"strata\")", "i(list) = [n(1), n(2)]", "i(d) = s('''a)",
                "s(b''')",
                "i(e) = k(false)",
            ])
    }

    @Test("a shell's words, variables, assignments, strings over lines and texts up to a word")
    func shell() {
        let text = """
            #!/bin/sh
            A=1; if [ "$#" == ${B#x} ]; then
            echo 'a
            b' a#b # c
            cat <<-'END' >x
            if
              END
            fi
            """
        #expect(
            marked(text, .shell) == [
                "c(#!/bin/sh)", "i(A)=n(1); k(if) [ s(\"$#\") == i(${B#x}) ]; k(then)", "echo s('a)",
                "s(b') a#b c(# c)",
                "cat k(<<-'END') >x", "s(if)", "k(  END)", "k(fi)",
            ])
    }

    @Test("Python: words, what def and class name, strings of three marks over lines")
    func python() {
        let text = "def run(x): # c\n    \"\"\"One\n    if 'two'\n    \"\"\"\n    return x == 'a\\'#b' and 0x1F"
        #expect(
            marked(text, .python) == [
                "k(def) i(run)(x): c(# c)", "    s(\"\"\"One)", "s(    if 'two')", "s(    \"\"\")",
                "    k(return) x == s('a\\'#b') k(and) n(0x1F)",
            ])
    }

    @Test("whatever a line holds, its tokens stand in order inside it", arguments: Language.all)
    func hostile(language: Language) {
        let pieces = [
            "\\", "\"", "'", "\"\"\"", "#", "$", "${", "<<", "<<E", "[", "|", ":", "=", "é", "🇫🇷", " ", "a", "1",
        ]
        var state = Tokenizer.State.start
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let line = first + second + third
                    let tokens = Tokenizer.tokens(of: line, in: language, state: &state)
                    var end = 0
                    for token in tokens {
                        #expect(token.range.lowerBound >= end && token.range.upperBound <= line.utf8.count, "\(line)")
                        end = token.range.upperBound
                    }
                }
            }
        }
    }

    @Test(
        "the language comes from the name, else from the first line",
        arguments: [
            ("Dockerfile", "", "Dockerfile"), ("Dockerfile.prod", "", "Dockerfile"),
            ("app.Dockerfile", "", "Dockerfile"),
            ("package.json", "", "JSON"), ("a.YML", "", "YAML"), ("pyproject.toml", "", "TOML"),
            (".bashrc", "", "shell"),
            ("run", "#!/bin/sh\n", "shell"), ("run", "#!/usr/bin/env -S python3.11 -u\n", "Python"),
            ("x.py", "#!/bin/sh\n", "Python"), ("run", "#!/usr/bin/perl", nil), ("notes.txt", "#", nil),
        ])
    func language(name: String, start: String, expected: String?) {
        #expect(Language.of(name: name, start: Array(start.utf8))?.name == expected)
    }

    @Test("text is drawn in its tokens' colours, what is found above them")
    func drawn() {
        var canvas = Canvas(size: Size(width: 12, height: 1))
        let viewer = TextViewer(
            lines: ["日 if 12"], column: 1, match: "f", tokens: [[Token(4..<6, .keyword), Token(7..<9, .number)]])
        viewer.draw(into: &canvas, in: canvas.bounds, theme: Theme())
        #expect(canvas.styledLines() == ["  ⟨bold 176⟩i⟨bold reverse 221⟩f⟨⟩ ⟨221⟩12⟨⟩"])
    }
}

@Suite("JSON laid out")
struct JSONLayoutTests {
    private func lines(_ text: String) -> [String]? {
        JSONLayout.lines(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }?
            .split(separator: "\n").map(String.init)
    }

    @Test("has a line for each value, what is empty in one, and strings as they are")
    func layout() {
        #expect(
            lines("{\"a, b\":[1,{}, [ ]],\"c\":\"\\\"}\"}") == [
                "{", "  \"a, b\": [", "    1,", "    {},", "    []", "  ],", "  \"c\": \"\\\"}\"", "}",
            ])
    }

    @Test("is nothing for what is no JSON", arguments: ["{", "[}", "\"a", "]", "{\"a\": [1}"])
    func noJSON(text: String) {
        #expect(lines(text) == nil)
    }

    @Test("does not grow without bounds with the nesting")
    func deep() {
        let deep = Array((String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)).utf8)
        #expect((JSONLayout.lines(of: deep)?.count ?? .max) < 2_000 * 140)
        #expect(JSONLayout.lines(of: deep, limit: 10_000) == nil)
    }
}
