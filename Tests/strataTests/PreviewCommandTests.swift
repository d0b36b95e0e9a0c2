import TestSupport
import Testing

/// `strata preview`, as fzf runs it.
@Suite struct PreviewCommandTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    @Test func oneScreenOfTheSizeThatIsAskedFor() throws {
        let result = try Program.run("preview", archive, "--width", "90", "--height", "20")
        #expect(result.exitCode == 0 && result.errorText.isEmpty)
        let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == 20)
        #expect(lines.allSatisfy { $0.count <= 90 })
        #expect(result.text.contains("app:latest") && result.text.contains("What would save most"))
        #expect(result.text.contains("Runs ") && !result.text.contains("\u{1b}"))
        #expect(!result.text.contains("reading") && !result.text.contains("analysing"), "all of it is known")
    }

    @Test func anyViewAndColours() throws {
        let files = try Program.run("preview", archive, "--view", "Files", "--width", "80", "--height", "24").text
        #expect(files.contains("COPY . /app"))
        let colours = try Program.run("preview", archive, "--color", "always", "--width", "80", "--height", "24").text
        #expect(colours.contains("\u{1b}[0;1"))
    }

    @Test func whatIsWrongIsOneSentence() throws {
        #expect(try Program.run("preview", archive, "--view", "nothing").exitCode == 2)
        #expect(try Program.run("preview", archive, "--width", "0").exitCode == 2)
        let absent = try Program.run("preview", directory.path("absent"))
        #expect(absent.exitCode == 3 && absent.text.isEmpty)
        #expect(absent.errorText.split(separator: "\n").count == 1)
    }
}
