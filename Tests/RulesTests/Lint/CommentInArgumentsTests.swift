import ImageAnalysis
import Testing

@testable import Rules

/// A `#` behind arguments (Dockerfile reference, "Format": a comment is a line that begins with #).
@Suite struct CommentInArgumentsTests {
    private func titles(_ text: String) -> [String] {
        CommentInArguments().findings(in: AnalyzedDockerfile(.init(parsing: text))).map(\.title)
    }

    @Test(
        "The finding says which words are taken as what",
        arguments: [
            ("COPY requirements.txt . # only", "# is no comment here: COPY copies requirements.txt, . and # to only"),
            ("ADD a /b # c", "# is no comment here: ADD adds a, /b and # to c"),
            ("EXPOSE 80 # web", "# is no comment here: EXPOSE takes 80, # and web as ports"),
            ("VOLUME /a # b", "# is no comment here: VOLUME takes /a, # and b as directories"),
            ("WORKDIR /app # home", "# is no comment here: WORKDIR takes “/app # home”"),
            ("USER app # not root", "# is no comment here: USER takes “app # not root”"),
            ("ARG A=1 # one", "# is no comment here: ARG declares A=1, # and one"),
            ("ENV A 1 # one", "# is no comment here: the value of A is “1 # one”"),
            (
                "CMD [\"a\"] # start",
                "# is no comment here: the array is none with it, so that a shell gets “[\"a\"] # start”"
            ),
            ("ONBUILD COPY a . # x", "# is no comment here: COPY copies a, . and # to x"),
            (
                "RUN a && \\\n b # the b \\\n && c",
                "# makes a comment of the lines that are joined to it: “&& c” is not run"
            ),
        ])
    func words(line: String, title: String) {
        #expect(titles("FROM x:1\n" + line + "\n") == [title])
    }

    @Test(
        "Comments of a shell, of their own lines and what only has a #",
        arguments: [
            "RUN make # all", "RUN a && \\\n# comment\n b", "RUN a \\\n  # comment \\\n  && b # the end",
            "RUN echo 'a # b' \\\n && c", "RUN echo \"a # b\" \\\n && c", "RUN a#b \\\n && c", "RUN echo \\# \\\n && c",
            "CMD start # it", "HEALTHCHECK CMD curl x # it", "COPY a#b /c", "ADD https://x/y.git#main /z",
            "ENV A=\"b # c\" B='d # e'", "ENV COLOR #ffffff", "LABEL a=\"# b\"", "COPY [\"a\", \"#\", \"/b/\"]",
            "RUN <<E\na # b\nc\nE", "COPY <<E /x\na # b\nE",
        ])
    func nearMisses(line: String) {
        #expect(titles("FROM x:1\n" + line + "\n") == [])
    }

    @Test func whatTheCommentsWordsSayIsNotJudged() {
        let text = "FROM x:1\nCOPY requirements.txt . # only, not the code\nRUN pip install -r requirements.txt\n"
        let ids = DockerfileLint(.init(parsing: text)).findings.map(\.rule.id)
        #expect(ids.contains("comment-in-arguments"))
        for id in ["copy-destination", "copy-relative-destination", "dependencies-after-code"] {
            #expect(!ids.contains(id), "\(id)")
        }
    }
}
