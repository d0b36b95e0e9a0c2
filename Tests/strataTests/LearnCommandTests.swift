import Foundation
import TestSupport
import Testing

/// `strata learn` without a terminal, as users run it.
@Suite struct LearnCommandTests {
    private static let fixtures = SharedImages.packageRoot + "/Fixtures"
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: String...) throws -> Shell.Result {
        try Shell.run(
            Program.path, ["learn"] + arguments,
            environment: ["NO_COLOR": "", "FORCE_COLOR": "", "XDG_STATE_HOME": directory.path("state")])
    }

    @Test("two images of one's own in the words of the course: the bytes of what was done add up")
    func compare() throws {
        let result = try run("compare", Self.fixtures + "/naive-bk.tar.zst", Self.fixtures + "/multi-bk.tar.zst")
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(result.text.contains("less (77 %)"))
        for text in [
            "another base image: python:3.11-slim", "strata learn 8", "a stage that builds", "What is still to do",
        ] {
            #expect(result.text.contains(text), "\(text)")
        }
        #expect(try run("compare", Self.fixtures + "/naive-bk.tar.zst", "no.tar").exitCode == 3)
    }

    @Test("the list, the report and forgetting")
    func list() throws {
        let list = try run("--list")
        #expect(list.text.split(separator: "\n").count == 25)
        #expect(list.text.contains("A later rm hides"))
        let json = try JSONSerialization.jsonObject(
            with: Data(try Program.run("learn", "--no-state", "--list", "--format", "json").output))
        #expect((json as? [[String: Any]])?.map { $0["number"] as? Int } == (1...24).map { $0 })
        #expect(try run("--report", directory.path("mine.json")).exitCode == 0)
        #expect(try String(contentsOfFile: directory.path("mine.json"), encoding: .utf8).contains("\"tries\"") == false)
        #expect(try run("--reset").exitCode == 0)
    }

    @Test("a lesson on paper: without answers for learners, with them for who teaches")
    func export() throws {
        let lesson = Self.fixtures + "/lessons/17-who-runs-it"
        let learner = try run(lesson, "--export", "markdown").text
        let teacher = try run(lesson, "--export", "markdown", "--instructor").text
        #expect(learner.hasPrefix("# 17. Who runs it\n"))
        #expect(!learner.contains("- [x]") && !learner.contains("**Keys:**"))
        #expect(teacher.contains(" — *") && !learner.contains(" — *"))
        #expect(teacher.contains("- [x]") && teacher.contains("**Keys:**") && teacher.contains("```text\nstrata "))
    }

    @Test("a lesson as a page and as slides: the screens in colours, answers for who teaches only")
    func pages() throws {
        let lesson = Self.fixtures + "/lessons/17-who-runs-it"
        for format in ["html", "slides"] {
            let learner = try run(lesson, "--export", format).text
            let file = directory.path(format)
            #expect(try run(lesson, "--export", format, "--instructor", "-o", file).exitCode == 0)
            let teacher = try String(contentsOfFile: file, encoding: .utf8)
            for page in [learner, teacher] {
                #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
                #expect(page.contains("<title>17. Who runs it: strata learn</title>"))
                #expect(page.contains("<pre class=\"screen\">") && page.contains("--light-ink:#"))
                #expect(!page.contains("://") && !page.contains("src="))
            }
            #expect(!learner.contains("<kbd>") && teacher.contains("<kbd>"))
        }
    }

    @Test("a first lesson is written, and can be done")
    func first() throws {
        let lesson = directory.path("25-mine")
        #expect(try run("new", lesson, Self.fixtures + "/multi-bk.tar.zst").exitCode == 0)
        #expect(try run("check", lesson).text == "25-mine: can be done\n")
        #expect(try run("new", lesson, "x.tar").exitCode == 2)
        let fact = try run("fact", lesson, "layers")
        #expect(fact.text == "8\n")
    }

    @Test("what is mistyped is told with what was meant")
    func faults() throws {
        let unknown = try run("99")
        #expect(unknown.exitCode == 2 && unknown.errorText.contains("strata learn --list names them"))
        #expect(try run("04-a-copy-for-a-bid").errorText.contains("did you mean 04-a-copy-for-a-bit?"))
        let fact = try run("fact", Self.fixtures + "/multi-bk.tar.zst", "layr(3).size")
        #expect(fact.exitCode == 2 && fact.errorText.contains("did you mean layer?"))
    }
}
