import Reporting
import TestSupport
import Testing

@testable import Learn

/// Lessons as a page and as slides.
@Suite("A lesson for a class")
struct HandoutTests {
    private static let text = """
        title: A <b>later</b> rm
        idea: It hides.
        misconception: "rm & co. make it smaller"
        minutes: 3
        instructor: |
          **The point.** A *whiteout*.
        images:
          app: app.tar
        steps:
          - text: Find `/app/data`, in **layer {{ path(app/data@3).layer }}**.
            look:
              path: app/data
            hints:
              - "Type `/data`."
            why: It has {{ path(app/data@3).size }}.
            solution: "2 / < Enter"
          - text: Smaller?
            choose:
              - text: "yes"
                because: The layer keeps it.
              - text: "no"
                right: size(4) >= size(3)
          - text: How many layers?
            answer:
              is: layers
          - text: "Mend it <script>alert(1)</script>."
            edit:
              start: Dockerfile
              solution: Mended
              goals:
                - that: instructions(RUN) = 1
                  else: Not yet.
          - text: "The end."

        """
    private static let long = String(repeating: "LABEL a=b\n", count: 400)

    private func handout() throws -> Handout {
        let (lesson, _) = try LearnFixture.lesson(
            HandoutTests.text,
            files: [
                "Dockerfile": "FROM a\nRUN b\nRUN c && d\n" + HandoutTests.long,
                "Mended": "FROM a\nRUN b && c && d\n" + HandoutTests.long,
            ])
        let prepared = try PreparedLesson(lesson, on: try LearnFixture.image())
        let picture = Handout.Picture(lines: ["│ <x> │"], html: HTML("pre", ["class": "screen"], "│ <x> │"))
        return Handout(prepared, pictures: [picture, nil, picture])
    }

    /// What is wrong with the elements of a page.
    private func fault(of page: String) throws -> String { try HTMLTags(of: page, void: ["meta", "input"]).fault }

    @Test("the page has text, steps, folded hints and pictures; texts are only text")
    func page() throws {
        let page = HandoutPage([try handout()], hasAnswers: false).html(toolVersion: "1.2.3")
        #expect(try fault(of: page) == "")
        #expect(page.contains("<h1>A &lt;b&gt;later&lt;/b&gt; rm</h1>"))
        #expect(page.contains("<blockquote><p>“rm &amp; co. make it smaller”</p></blockquote>"))
        #expect(page.contains("<p>Find <code>/app/data</code>, in <strong>layer 3</strong>.</p>"))
        #expect(
            page.contains("<details class=\"hint\"><summary>Hint 1</summary><p>Type <code>/data</code>.</p></details>"))
        #expect(page.contains("<details class=\"answer\"><summary>The screen when it is found</summary><pre"))
        #expect(page.contains("<pre class=\"screen\">│ &lt;x&gt; │</pre>"))
        #expect(page.components(separatedBy: "class=\"screen\"").count == 2, "what proves an answer is the teacher's")
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("runs no script"))
        for answer in [
            "It has 20.0 kB", "The layer keeps it.", "RUN b &amp;&amp; c &amp;&amp; d", "The point.", "<kbd>", "✓",
        ] {
            #expect(!page.contains(answer), "\(answer)")
        }
    }

    @Test("the instructor's page has the answers open, with what is said to wrong ones, and the notes")
    func instructor() throws {
        let page = HandoutPage([try handout()], hasAnswers: true).html(toolVersion: "1.2.3")
        #expect(try fault(of: page) == "")
        #expect(page.contains("<p><strong>The point.</strong> A <em>whiteout</em>.</p>"))
        #expect(page.contains("<details class=\"answer\" open=\"\"><summary>Answer</summary>"))
        #expect(page.contains("<kbd>2</kbd><kbd>/</kbd><kbd>&lt;</kbd><kbd>Enter</kbd>"))
        #expect(page.contains("✓ </span><span class=\"right\">no</span>"))
        #expect(page.contains("<p>The layer keeps it.</p>") && page.contains("<p><strong>4</strong></p>"))
        #expect(page.contains("FROM a\nRUN b &amp;&amp; c &amp;&amp; d\nLABEL a=b\n"))
        #expect(!page.contains("(cut)"), "a long file is whole")
        #expect(page.components(separatedBy: "class=\"screen\"").count == 3)
    }

    @Test("several lessons are one page that begins with their titles")
    func course() throws {
        let page = HandoutPage([try handout(), try handout()], hasAnswers: false).html(toolVersion: "1")
        #expect(page.contains("<title>2 lessons: strata learn</title>"))
        #expect(page.contains("<a href=\"#lesson-2\">") && page.contains("<article id=\"lesson-2\">"))
        #expect(page.contains("name=\"lesson-1-step-2\"") && page.contains("name=\"lesson-2-step-2\""))
    }

    @Test("slides: a title, then a step a slide; only their own script may run, by its hash")
    func slides() throws {
        let page = Slides([try handout()], hasAnswers: true).html(toolVersion: "1.2.3")
        #expect(try fault(of: page) == "")
        #expect(page.components(separatedBy: "<section class=\"slide").count == 7)
        #expect(page.contains("<span>2/5</span>"))
        #expect(!page.contains("<details class=\"answer\" open"), "answers come when they are asked for")
        let script = try #require(page.split(separator: "<script>").last?.split(separator: "</script>").first)
        #expect(page.components(separatedBy: "<script>").count == 2)
        let program =
            "import sys,hashlib,base64;"
            + "print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode(), end='')"
        let hash = try Shell.run("/usr/bin/env", ["python3", "-c", program], input: Array(script.utf8)).text
        #expect(page.contains("; script-src &#39;sha256-\(hash)&#39;\">"))
        #expect(!Slides([try handout()], hasAnswers: false).html(toolVersion: "1").contains("It has 20.0 kB"))
    }
}
