import Archive
import TestSupport
import Testing

@Suite("On one core and on all")
struct ThreadsTests {
    /// Layers in which much is to be found, in an order that threads could change: secrets in small and large files and in
    /// archives, facts of packages, equal contents.
    private func image(_ compression: Compression) throws -> Image {
        var random = SeededRandom(seed: 9)
        let status = (0..<200).map { number in
            "Package: lib\(number)\nStatus: install ok installed\nVersion: 1.\(number)\nArchitecture: amd64\n"
        }.joined(separator: "\n")
        let layers = try (0..<3).map { layer in
            let files = try (0..<60).map { number in
                let line = "token=gh" + "p_\(random.name(36))\npassword: \(random.name(14))\n"
                let text = String(repeating: "line of text \(number % 9)\n", count: number == 7 ? 15_000 : number)
                let bytes = Array((text + line + text).utf8)
                return number % 9 == 5
                    ? File("srv/\(layer)/\(number).tgz", bytes: try Compressor.compress(bytes, .gzip))
                    : File("srv/\(layer)/\(number).env", bytes: bytes)
            }
            return Layer {
                File("var/lib/dpkg/status", status)
                files
            }.compressed(compression)
        }
        return Image(reference: "threads:latest") {
            for layer in layers { layer }
        }
    }

    @Test(
        "the same image gives the same document byte for byte", arguments: [["check", "--format", "json"], ["sbom"]])
    func documents(command: [String]) throws {
        let directory = try TemporaryDirectory()
        for compression in [Compression.none, .gzip] {
            let path = directory.path("\(compression).tar")
            try image(compression).write(as: .ociArchive, to: path)
            let arguments = command + [path]
            // What only one core is there for has no threads.
            let alone = try Shell.run("taskset", ["-c", "0", Program.path] + arguments)
            #expect(alone.output.count > 500)
            for _ in 0..<2 {
                let together = try Program.run(arguments)
                #expect(together.output == alone.output)
                #expect(together.exitCode == alone.exitCode)
            }
        }
    }
}
