import TestSupport
import Testing

/// POSIX, getrlimit: RLIMIT_NOFILE is one more than the greatest descriptor that a process may have.
@Suite("Few files that may be open at once")
struct OpenFilesTests {
    @Test(
        "end with a result or a sentence, never with a trap",
        arguments: [
            "inspect image.tar", "check image.tar --fail-on none", "ls -R image.tar", "advise image.tar",
            "stages image.tar",
            "sbom image.tar", "grep image.tar root",
        ], 4...9)
    func limits(command: String, limit: Int) throws {
        let directory = try TemporaryDirectory()
        let image = Image {
            for number in 1...5 { Layer { File("etc/\(number)", "root\n") } }
        }
        try image.write(as: .dockerArchive, to: directory.path("image.tar"))
        let script = "ulimit -n \(limit); '\(Program.path)' \(command)"
        let result = try Shell.run("/bin/sh", ["-c", script], directory: directory.path("."))
        let code = try #require(result.exitCode)
        #expect((0...3).contains(code), "\(code): \(result.errorText)")
        #expect(code == 0 || result.errorText.contains("strata: "))
    }
}
