import TestSupport
import Testing

@testable import strata

/// `strata diff` and `strata compare` as users run them.
@Suite struct DiffTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func written(_ name: String, _ image: Image, as format: ImageArchive.Format = .ociArchive) throws -> String
    {
        let path = directory.path(name)
        try image.write(as: format, to: path)
        return path
    }

    private static func timed(_ path: String, _ text: String, _ seconds: Int64, mode: Int64 = 0o644) -> Member {
        var member = File(path, text, mode: mode).member
        member.header.modified = seconds
        return Member(member)
    }

    private static func build(_ items: any LayerItem...) -> Image {
        Image(reference: "app:1") {
            Layer { File("base", "base") }
            Layer { items }
        }
    }

    @Test(
        "the exit status tells contents, metadata, and any difference apart",
        arguments: [
            (build(timed("a", "a", 1)), build(timed("a", "a", 1)), [0, 0, 0]),
            (build(timed("a", "a", 1)), build(timed("a", "a", 2)), [0, 0, 1]),
            (build(File("a", "a"), File("b", "b")), build(File("b", "b"), File("a", "a")), [0, 0, 1]),
            (build(File("a", "a", mode: 0o600)), build(File("a", "a", mode: 0o640)), [0, 1, 1]),
            (build(File("a", "a")), build(File("a", "b")), [1, 1, 1]),
            (build(File("a", "a")), build(File("a", "a")).configured { $0.user = "app" }, [1, 1, 1]),
        ] as [(Image, Image, [Int32])])
    func failing(a: Image, b: Image, codes: [Int32]) throws {
        let (one, other) = (try written("a.tar", a), try written("b.tar", b))
        for (level, code) in zip(["contents", "metadata", "any"], codes) {
            let result = try Program.run("diff", one, other, "--fail-on-difference", level)
            #expect(result.exitCode == code, "\(level): \(result.text)")
        }
        #expect(try Program.run("diff", one, other).exitCode == 0)
    }

    @Test("a layer that is only compressed otherwise is a difference of any kind, and no other")
    func compression() throws {
        let files = (0..<100).map { File("f\($0)", "text \($0 / 9)") as any LayerItem }
        let image = Image(reference: "app:1") { Layer { files } }
        let (plain, packed) = (directory.path("plain.tar"), directory.path("packed.tar"))
        try image.write(as: .ociArchive, to: plain)
        try image.write(as: .ociArchive, layerCompression: .gzip, to: packed)
        #expect(try Program.run("diff", plain, packed, "--fail-on-difference", "metadata").exitCode == 0)
        let any = try Program.run("diff", plain, packed, "--fail-on-difference", "any")
        #expect(any.exitCode == 1 && any.text.contains("the compression of 1 layer"))
    }

    @Test("layers of one image: what they changed; up to one; by themselves")
    func layers() throws {
        let image = try written("app.tar", Sample.image)
        let changed = try Program.run("diff", image + "@3..3")
        #expect(changed.exitCode == 0, "\(changed.errorText)")
        #expect(changed.text.contains("/app/.env") && changed.text.contains("/etc/os-release"))
        #expect(!changed.text.contains("/app/main"))
        let first = try Program.run("diff", image + "@..1", image + "@2", "--format", "json")
        #expect(first.text.contains("\"path\": \"app/main\"") && !first.text.contains("os-release"))
        let alone = try Program.run("diff", image + "@2..2", image + "@2..3", "--format", "json")
        #expect(alone.text.contains("\"path\": \"etc/os-release\""))
        #expect(try Program.run("diff", image + "@1..", image, "--fail-on-difference", "any").exitCode == 0)
    }

    @Test(
        "layers that there are not are wrong usage, in a sentence",
        arguments: [
            (["@4..5"], "has layers 1 to 3, not 5"), (["@3..2"], "names no layers"), (["@0..2"], "names no layers"),
            (["@.."], "names no layers"), (["@2"], "IMAGE@3..5 says what layers 3 to 5 changed"),
            ([""], "takes two images, or layers of one"), (["@9", ""], "has layers 1 to 3, not 9"),
            (["", "@7.."], "has layers 1 to 3, not 7"), (["@1...2", ""], "names no layers"),
        ])
    func wrongLayers(endings: [String], sentence: String) throws {
        let image = try written("app.tar", Sample.image)
        let result = try Program.run(["diff"] + endings.map { image + $0 })
        #expect(result.exitCode == 2 && result.text.isEmpty)
        #expect(result.errorText.contains(sentence), "\(result.errorText)")
    }

    @Test("names with an @ that are no layers stay names; a file of that very name comes first")
    func names() throws {
        #expect(try ComparedName("docker:app@sha256:12ab").image == "docker:app@sha256:12ab")
        #expect(try ComparedName("docker:app@sha256:12ab@2..3").image == "docker:app@sha256:12ab")
        #expect(try ComparedName("a@b/c.tar").isPart == false)
        let odd = try written("app@2", Sample.image)
        #expect(try ComparedName(odd).image == odd)
        #expect(try Program.run("diff", odd, odd).exitCode == 0)
    }

    @Test("--files shows the lines of text files that differ")
    func files() throws {
        let one = try written("a.tar", Self.build(File("etc/conf", "one\nsame\n"), File("bin/x", bytes: [0, 1])))
        let other = try written("b.tar", Self.build(File("etc/conf", "two\nsame\n"), File("bin/x", bytes: [0, 2])))
        let text = try Program.run("diff", one, other, "--files").text
        #expect(text.contains("--- a/etc/conf\n+++ b/etc/conf\n@@ -1,2 +1,2 @@\n-one\n+two\n same\n"))
        #expect(text.contains("/bin/x: binary"))
        let json = try Program.run("diff", one, other, "--files", "--format", "json").text
        #expect(json.contains("\"files\": [") && json.contains("\"reason\": \"binary\""))
    }

    @Test("--secrets tells secrets that are new or gone")
    func secrets() throws {
        let netrc = File("root/.netrc", "machine example.org login me password Vq83hs0LmZ2kTd\n")
        let (one, other) = (try written("a.tar", Self.build(netrc)), try written("b.tar", Self.build(File("x", "x"))))
        let found = try Program.run("diff", one, other, "--secrets").text
        #expect(found.contains("gone") && found.contains("/root/.netrc"))
    }

    @Test(
        "compare takes files, a directory of them, and an archive of several; what is no image is left out with a word")
    func compareSources() throws {
        let one = try written("1.tar", Self.build(File("a", "a")))
        _ = try written("2.tar", Self.build(File("a", size: 9000)))
        _ = try directory.write("no image", to: "3.txt")
        let files = try Program.run("compare", one, directory.path("2.tar"))
        #expect(files.exitCode == 0 && files.text.contains("1.tar") && files.text.contains("2.tar"))
        let all = try Program.run("compare", directory.path(""))
        #expect(all.exitCode == 0 && all.errorText.contains("left out: ") && all.errorText.contains("3.txt"))
        #expect(all.text.contains("2 images take"))
        let several = directory.path("several")
        try ImageArchive([
            Self.build(File("a", "a")), Image(reference: "other:2") { Layer { File("b", "b") } },
        ]).write(as: .ociArchive, to: several)
        let inOne = try Program.run("compare", several)
        #expect(inOne.text.contains("app:1") && inOne.text.contains("other:2"), "\(inOne.errorText)")
        for format in ["json", "markdown", "csv"] {
            #expect(try Program.run("compare", several, "--format", format).exitCode == 0)
        }
    }

    @Test("one image is none to compare; one that is not there is an error")
    func compareWrong() throws {
        let one = try written("1.tar", Self.build(File("a", "a")))
        #expect(try Program.run("compare", one).exitCode == 2)
        #expect(try Program.run("compare", one, directory.path("none.tar")).exitCode == 3)
        try directory.write("nothing", to: "empty/.hidden")
        let empty = directory.path("empty")
        #expect(try Program.run("compare", empty).errorText.contains("there is none"))
    }
}
