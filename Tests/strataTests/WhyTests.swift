import TestSupport
import Testing

/// `strata why` and `strata inspect --compressed` as users run them.
@Suite struct WhyTests {
    private static let multi = SharedImages.packageRoot + "/Fixtures/multi-bk.tar.zst"

    @Test func theWayAndWhatGoesWithIt() throws {
        let result = try Program.run("why", Self.multi, "base-files")
        #expect(result.exitCode == 0)
        #expect(result.text.hasPrefix("base-files "))
        #expect(result.text.contains("\nWhy it is there\n  base-files"))
        #expect(result.text.contains("every system of this kind has it"))
        #expect(result.text.contains("\nWhat would go with it: "))
        let program = try Program.run("why", Self.multi, "/usr/local/bin/python3.11")
        #expect(program.text.hasPrefix("Python in /usr/local"))
    }

    @Test func whatIsNotThereIsSaidWithWhatIsLikeIt() throws {
        let result = try Program.run("why", Self.multi, "base-filse")
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("base-filse: the image has no such package and no such path"))
        #expect(result.errorText.contains("did you mean base-files"))
        #expect(try Program.run("why", Self.multi, "/none/here").exitCode == 2)
        #expect(try Program.run("why", Self.multi, "/etc").exitCode == 2)
        #expect(result.text.isEmpty)
    }

    @Test func aFileOfNoPackageIsExplainedByTheAdvice() throws {
        let result = try Program.run("why", Self.multi, "/etc/passwd")
        #expect(result.exitCode == 0)
        #expect(result.text.contains("brought by "))
    }

    @Test func compressedSizesOfEachLayer() throws {
        let directory = try TemporaryDirectory()
        let archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
        let result = try Program.run("inspect", archive, "--compressed")
        #expect(result.exitCode == 0)
        #expect(result.text.hasPrefix("LAYER "))
        #expect(result.text.split(separator: "\n").count == 5, "a heading, three layers, the sum")
        #expect(result.text.contains(" compressed"))
        #expect(try Program.run("inspect", archive, "--exact").exitCode == 2)
        #expect(try Program.run("inspect", archive, "--compressed", "--packages").exitCode == 2)
    }
}
