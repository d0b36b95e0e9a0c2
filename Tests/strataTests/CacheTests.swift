import Foundation
import TestSupport
import Testing

/// `strata cache`, and the cache as several processes use it, some of which are killed.
@Suite final class CacheTests {
    private let scratch: TemporaryDirectory
    private let archive: String

    init() throws {
        scratch = try TemporaryDirectory()
        archive = scratch.path("image.tar")
        let image = Image(reference: "x:1") {
            for layer in 0..<8 {
                Layer {
                    for number in 0..<200 {
                        File("d\(layer)/f\(number)", bytes: Array("\(layer) \(number)".utf8), mode: 0o755)
                    }
                    File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nuser\(layer):x:1000:1000::/:/bin/sh\n")
                    File("app\(layer)/main.py", "print(\(layer))\n")
                    HardLink("d\(layer)/link", to: "d\(layer)/f0")
                    if layer > 0 { Whiteout("d\(layer - 1)/f1") }
                }
            }
        }
        try image.write(as: .dockerArchive, layerCompression: .gzip, to: archive)
    }

    private var cache: String { scratch.path("home/strata") }

    private func run(_ arguments: String..., home: String? = nil, killWhen: () -> Bool = { false }) throws
        -> Shell.Result
    {
        try Shell.run(
            Program.path, arguments, environment: ["XDG_CACHE_HOME": home ?? scratch.path("home"), "NO_COLOR": "1"],
            killWhen: killWhen)
    }

    private func check() throws -> Shell.Result { try run("check", archive, "--format", "json") }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []).filter { $0 != "key" }
    }

    @Test("cache show tells where it is and of how many layers; cache clear removes all")
    func showAndClear() throws {
        #expect(try run("cache", "show").text.contains("Layers     0"))
        _ = try check()
        let shown = try run("cache", "show", "--format", "json")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(shown.output)) as? [String: Any])
        #expect(document["directory"] as? String == cache)
        #expect(document["layers"] as? Int == 8)
        #expect(document["bytes"] as? Int ?? 0 > 8 * 200)
        #expect(try run("cache", "clear").exitCode == 0)
        #expect(files.isEmpty)
    }

    @Test("--no-cache and STRATA_NO_CACHE keep nothing; what is no truth is refused")
    func off() throws {
        for command in ["check", "inspect", "ls", "sbom", "advise", "stages"] {
            _ = try run(command, archive, "--no-cache")
        }
        #expect(access(cache, F_OK) != 0)
        let variables = ["XDG_CACHE_HOME": scratch.path("home"), "STRATA_NO_CACHE": "true"]
        _ = try Shell.run(Program.path, ["ls", archive], environment: variables)
        #expect(access(cache, F_OK) != 0)
        let wrong = try Shell.run(Program.path, ["ls", archive], environment: ["STRATA_NO_CACHE": "perhaps"])
        #expect(wrong.exitCode == 2)
        #expect(wrong.errorText.contains("STRATA_NO_CACHE"))
    }

    @Test("Where nothing can be kept all is as ever")
    func noPlace() throws {
        let expected = try run("check", archive, "--format", "json", "--no-cache")
        let file = try scratch.write("x", to: "file")
        for home in [file, "/proc/none"] {
            let result = try run("check", archive, "--format", "json", home: home)
            #expect(result.output == expected.output)
            #expect(result.errorText == expected.errorText)
        }
    }

    @Test("Four processes at once say what one says that keeps nothing, and leave whole files")
    func atOnce() async throws {
        let expected = try run("check", archive, "--format", "json", "--no-cache").output
        let archive = archive
        let home = scratch.path("home")
        for _ in 0..<3 {
            try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try Shell.run(
                            Program.path, ["check", archive, "--format", "json"],
                            environment: ["XDG_CACHE_HOME": home, "NO_COLOR": "1"]
                        ).output
                    }
                }
                for try await output in group { #expect(output == expected) }
            }
        }
        #expect(files.allSatisfy { !$0.hasPrefix(".new-") })
        #expect(try check().output == expected)
    }

    @Test("Killed at any moment while it is filled, a cache serves the same")
    func killed() throws {
        let expected = try run("check", archive, "--format", "json", "--no-cache").output
        var random = SeededRandom(seed: 3)
        var killed = 0
        for round in 0..<12 {
            if round.isMultiple(of: 4) { _ = try run("cache", "clear") }
            // The moment: some files are there, and some milliseconds have gone by.
            let awaited = files.count + Int.random(in: 0...12, using: &random)
            var more = Int.random(in: 0...4, using: &random)
            let result = try run(
                "check", archive, "--format", "json",
                killWhen: {
                    if files.count >= awaited { more -= 1 }
                    return more < 0
                })
            killed += result.signal == SIGKILL ? 1 : 0
            #expect(try check().output == expected)
        }
        #expect(killed > 0)
    }
}
