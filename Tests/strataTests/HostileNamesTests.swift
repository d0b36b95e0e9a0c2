import DisplayText
import TestSupport
import Testing

/// An image whose every text is hostile, through every command and format: nothing that a terminal would act on, and
/// nothing that hides, comes out.
@Suite("Hostile names through every command", .timeLimit(.minutes(5)))
struct HostileNamesTests {
    /// Ends a line, clears the screen, sets a title, C1, reorders, hides, and what formats act on.
    static let name = "x\r\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}31m\u{202e}\u{200b}\u{e0041}\"\u{301}|`<b>&,%:'$"

    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("image.tar")
        let name = Self.name
        try Image(reference: "a:1") {
            Layer(format: .pax) {
                File("etc/os-release", "ID=debian\nPRETTY_NAME=\"\(name)\"\n")
                File(
                    "var/lib/dpkg/status",
                    "Package: p\(name)\nStatus: install ok installed\nVersion: 1\(name)\nArchitecture: amd64\n")
                File("app/\(name)", size: 2_000_000)
                Symlink("app/link", to: name)
                File("app/.env", "AWS_SECRET_ACCESS_KEY=\(name)wJalrXUtnFEMIabcdefK7MDENGbPxRfiCYEXAMPLE\n")
            }.createdBy("RUN /bin/sh -c echo \(name) # buildkit", comment: "buildkit.dockerfile.v0")
            Layer(format: .pax) { Whiteout("app/\(name)") }
                .createdBy("COPY \(name) /app/ # buildkit", comment: "buildkit.dockerfile.v0")
        }.configured {
            $0.command = ["sh", "-c", name]
            $0.environment = ["PASSWORD=\(name)"]
            $0.user = name
            $0.workingDirectory = name
            $0.labels = [name: name]
        }.write(as: .ociArchive, to: archive)
        _ = try directory.write("FROM debian:12 AS \"\(name)\"\nRUN echo \(name)\nCOPY \(name) /\n", to: "Dockerfile.x")
    }

    @Test(
        arguments: [
            ["inspect"], ["inspect", "-v"], ["inspect", "--format", "json"], ["inspect", "--packages"],
            ["inspect", "--packages", "--format", "csv"], ["inspect", "--packages", "--format", "json"],
            ["inspect", "--dockerfile-from-history"], ["ls", "-R"], ["ls", "-R", "--format", "json"],
            ["ls", "-R", "--format", "jsonl"], ["ls", "-R", "--format", "csv"], ["ls", "--changes", "--layer", "2"],
            ["stages"], ["stages", "--format", "json"], ["stages", "--format", "mermaid"],
            ["stages", "--format", "dot"],
            ["check"], ["check", "-v"], ["check", "--format", "json"], ["check", "--format", "sarif"],
            ["check", "--format", "junit"], ["check", "--format", "github"], ["check", "--format", "markdown"],
            ["check", "--format", "gitlab"], ["check", "--format", "jsonl"], ["baseline"],
            ["check", "--show-secrets", "-v"], ["advise"], ["advise", "--format", "json"],
            ["advise", "--format", "dockerfile"], ["sbom"], ["sbom", "--format", "spdx-json"],
        ])
    func images(arguments: [String]) throws {
        let result = try Shell.run(
            Program.path, [arguments[0], archive] + arguments.dropFirst(), environment: ["NO_COLOR": "1"])
        #expect(!result.text.isEmpty)
        expectVisible(result)
    }

    @Test(arguments: ["table", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown"])
    func dockerfiles(format: String) throws {
        let result = try Program.run("lint", directory.path("Dockerfile.x"), "--format", format, "-v")
        expectVisible(result)
    }

    @Test func contentsWithControlsOfEightBitsAreBinary() throws {
        let image = Image {
            Layer {
                File("c1", "a\u{9b}2Jb"); File("text", "ä → 日本\n")
            }
        }
        try image.write(as: .dockerArchive, to: directory.path("c1.tar"))
        // A terminal refuses; a pipe gets the bytes.
        #expect(try Program.run("cat", directory.path("c1.tar"), "c1").text == "a\u{9b}2Jb")
        #expect(try Program.run("cat", directory.path("c1.tar"), "text").text == "ä → 日本\n")
    }

    private func expectVisible(_ result: Shell.Result) {
        for scalar in (result.text + result.errorText).unicodeScalars where scalar != "\n" && scalar != "\t" {
            #expect(Printable.isVisible(scalar), "U+\(String(scalar.value, radix: 16))")
        }
    }
}

@Suite struct VersionTests {
    @Test func theVersionIsOneWordAndTheSameEverywhere() throws {
        let version = try Program.run("--version").text
        #expect(version.hasSuffix("\n") && version.split(separator: " ").count == 1 && version.count > 1)
        let directory = try TemporaryDirectory()
        try Sample.image.write(as: .dockerArchive, to: directory.path("i.tar"))
        let word = version.dropLast()
        #expect(try Program.run("sbom", directory.path("i.tar")).text.contains("\"version\": \"\(word)\""))
        let sarif = try Program.run("check", directory.path("i.tar"), "--format", "sarif", "--fail-on", "none").text
        #expect(sarif.contains("\"version\": \"\(word)\""))
    }
}
