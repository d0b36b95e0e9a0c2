import Foundation
import TestSupport
import Testing

/// `strata advise` as users run it.
@Suite struct AdviseTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        let image = Image(reference: "app:latest") {
            Layer {
                File("opt/large.bin", size: 3_000_000)
                File("app/main", "#!/bin/sh\n", mode: 0o755)
                Symlink("app/run", to: "main")
                File("root/.cache/pip/http/a", size: 500_000)
            }.createdBy("RUN /bin/sh -c make # buildkit", comment: "buildkit.dockerfile.v0")
            Layer { Whiteout("opt/large.bin") }
                .createdBy("RUN /bin/sh -c rm /opt/large.bin # buildkit", comment: "buildkit.dockerfile.v0")
        }.configured { $0.command = ["/app/main"] }
        try image.write(as: .dockerArchive, to: archive)
    }

    @Test func theTextSaysWhatToDoAndWhatItWillBe() throws {
        let result = try Program.run("advise", archive)
        #expect(result.exitCode == 0)
        #expect(result.text.contains("Size    3.5 MB → 10 B  saves 3.5 MB, 100 %\n"))
        #expect(result.text.contains("1. 3.0 MB  Layers store what later layers hide\n"))
        #expect(result.text.contains("2. 500.0 kB  pip's cache is kept\n"))
        #expect(result.text.contains("\nA Dockerfile to start from\n# syntax=docker/dockerfile:1\n"))
        #expect(result.text.contains("at 10.0 MB/s"))
        #expect(try Program.run("advise", archive, "--bandwidth", "500kB/s").text.contains("at 500.0 kB/s"))
    }

    private struct Report: Decodable {
        struct Size: Decodable {
            var bytes: Int
            var transferSeconds: Double
        }
        struct Remedy: Decodable {
            var id: String
            var savedBytes: Int
        }
        var schemaVersion: Int
        var before: Size
        var after: Size
        var remedies: [Remedy]
        var dockerfile: String
    }

    @Test func jsonAddsUp() throws {
        let result = try Program.run("advise", archive, "--format", "json", "--bandwidth", "1MB/s")
        let report = try JSONDecoder().decode(Report.self, from: Data(result.text.utf8))
        #expect(report.schemaVersion == 1)
        #expect(report.remedies.map(\.id) == ["hidden-bytes", "pip-cache"])
        #expect(report.before.bytes - report.remedies.reduce(0) { $0 + $1.savedBytes } == report.after.bytes)
        // Measured, not assumed: one byte over and over is next to nothing with gzip.
        #expect(report.before.transferSeconds > 0 && report.before.transferSeconds < 0.05)
        #expect(try Program.run("advise", archive, "--format", "dockerfile").text == report.dockerfile)
    }

    @Test func theDockerfileAloneCanBeLinted() throws {
        let path = directory.path("Dockerfile")
        #expect(try Program.run("advise", archive, "--format", "dockerfile", "-o", path).exitCode == 0)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("# syntax=docker/dockerfile:1\n"))
        #expect(text.contains("CMD [\"/app/main\"]\n"))
        #expect(try Program.run("lint", path, "--fail-on", "none").exitCode == 0)
    }

    @Test func theDifferenceStartsAtTheDockerfileThatThereIs() throws {
        let path = directory.path("Dockerfile")
        try "FROM scratch\nRUN make\nRUN rm /opt/large.bin\nCMD [\"/app/main\"]\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        let result = try Program.run("advise", archive, "--format", "diff", "--dockerfile", path)
        #expect(result.exitCode == 0)
        #expect(result.text.hasPrefix("--- \(path)\n+++ advised by strata\n@@ -1,"))
        #expect(result.text.contains("\n+# syntax=docker/dockerfile:1\n"))
        #expect(result.text.contains("\n CMD [\"/app/main\"]\n") || result.text.contains("\n-CMD"))
        let removed = result.text.split(separator: "\n").filter { $0.hasPrefix("-") && !$0.hasPrefix("---") }
        #expect(removed == ["-FROM scratch"])
        #expect(result.text.contains("\n RUN rm /opt/large.bin\n"), "the builder does what the image's build did")
    }

    @Test func exactSaysSo() throws {
        let result = try Program.run("advise", archive, "--exact")
        #expect(result.exitCode == 0)
        #expect(result.text.contains("compressed whole with gzip"))
    }

    @Test func whyExplainsAFile() throws {
        let result = try Program.run("advise", archive, "--why", "/app/run", "--why", "/root/.cache/pip/http/a")
        #expect(result.exitCode == 0)
        #expect(
            result.text.hasPrefix(
                """
                /app/main  10 B in layer 1
                  stays: CMD runs it
                /root/.cache/pip/http/a  500.0 kB in layer 1
                  goes: pip's cache is kept [rule pip-cache]

                """))
        #expect(try Program.run("advise", archive, "--why", "/app").exitCode == 2)
        #expect(try Program.run("advise", archive, "--why", "/none").exitCode == 2)
        #expect(try Program.run("advise", archive, "--why", "/app/run", "--format", "json").exitCode == 2)
    }

    @Test(arguments: ["0", "-1MB/s", "fast", "10MB/h", ""])
    func aWrongBandwidthIsRefused(_ bandwidth: String) throws {
        let result = try Program.run("advise", archive, "--bandwidth=\(bandwidth)")
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("bandwidth"))
        #expect(result.text.isEmpty)
    }

    @Test func aMissingImageIsNotRead() throws {
        let result = try Program.run("advise", directory.path("none.tar"))
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("none.tar"))
    }
}
