import Archive
import Foundation
import Glibc
import TestSupport
import Testing

@testable import ImageStore

@Suite("What the user can name")
struct OriginTests {
    @Test(arguments: [
        ("-", ImageName.standardInput), ("docker:debian:12", .engine(.docker, "debian:12")),
        ("podman:x", .engine(.podman, "x")), ("nerdctl:x:1", .engine(.nerdctl, "x:1")),
        ("./docker:x", .path("./docker:x")), ("image.tar", .path("image.tar")),
        ("", .path("")), ("docker", .path("docker")),
        ("skopeo:docker://r/a:1", .skopeo("docker://r/a:1")), ("skopeo:", .skopeo("")),
    ])
    func names(_ argument: String, _ name: ImageName) {
        #expect(ImageName(argument) == name)
        #expect(ImageName(argument).description == argument)
    }

    @Test func aNamedPipeIsSpooled() throws {
        let directory = try TemporaryDirectory()
        let bytes = try ImageArchive([Image(reference: "a:1") { Layer { File("f", "x") } }]).bytes(as: .dockerArchive)
        let pipe = directory.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let heard = Recorder()
        let writer = Thread { try? Data(bytes).write(to: URL(fileURLWithPath: pipe)) }
        writer.start()
        let store = try ImageStore.open(.path(pipe), progress: { heard.add($0) })
        #expect(store.images.map(\.references) == [["a:1"]])
        #expect(heard.values.last == OpenProgress(phase: .spooling, bytes: Int64(bytes.count), total: nil))
    }

    @Test func aFileThatMayNotBeReadIsSaidSo() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("x", to: "f")
        chmod(path, 0)
        guard getuid() != 0 else { return #expect(failure { try ImageStore.open(.path(path)) }?.kind == .notAnImage) }
        #expect(failure { try ImageStore.open(.path(path)) }?.kind == .cannotOpen)
    }

    /// The bytes that this process has read so far, by the kernel's count.
    private var bytesRead: Int {
        let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first.flatMap { Int($0.dropFirst("rchar: ".count)) } ?? 0
    }

    @Test func onlyDocumentsAndFirstBlocksAreRead() throws {
        let directory = try TemporaryDirectory()
        var place = Place()
        place.add("c.json", "{}")
        place.add("manifest.json", #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]"#)
        var writer = TarWriter(format: .gnu)
        var header = TarHeader(.gnu, name: Array("l.tar".utf8))
        header.size = 3 << 30
        writer.addRaw(header)
        // Three sparse gigabytes between the layer's header and what follows.
        let path = try directory.write(writer.bytes, to: "image.tar")
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(writer.bytes.count) + 3 << 30)
        try file.write(contentsOf: Data(place.tar))
        try file.close()
        let before = bytesRead
        let store = try ImageStore.open(.path(path))
        #expect(bytesRead - before < 100 << 20)
        #expect(store.images[0].layers[0].blobSize == 3 << 30)
    }
}

@Suite("Images of an engine come through its own save")
struct EngineTests {
    /// A program that plays the engine.
    private func engine(_ script: String, in directory: TemporaryDirectory) throws -> String {
        let path = directory.path("engine")
        // Another process writes it: one that this process starts at the same time would inherit the open file, and
        // what is open for writing cannot be run.
        let text = Array("#!/bin/sh\n\(script)\n".utf8)
        _ = try Shell.run("sh", ["-c", #"cat > "$0" && chmod 755 "$0""#, path], input: text)
        return path
    }

    private func save(_ image: String, _ program: String) throws -> FileWindow {
        try Engine.docker.save(image, program: program, isCancelled: { false }, progress: { _ in })
    }

    private func fault(_ image: String, _ program: String) -> Fault? {
        do {
            _ = try save(image, program)
            return nil
        } catch {
            return error as? Fault
        }
    }

    @Test func theNameIsAnArgumentAndTheOutputTheArchive() throws {
        let directory = try TemporaryDirectory()
        let window = try save("debian; rm -rf /", try engine(#"printf '%s|' "$@""#, in: directory))
        #expect(try window.bytes(at: 0, count: 100) == Array("save|debian; rm -rf /|".utf8))
    }

    @Test func itsLastWordsAreTheError() throws {
        let directory = try TemporaryDirectory()
        let script = "echo partial; echo first >&2; echo 'Error: No such image: x' >&2; exit 1"
        let fault = fault("x", try engine(script, in: directory))
        #expect(fault?.kind == .engineFailed)
        #expect(fault?.words == "cannot be saved by docker: Error: No such image: x")
    }

    @Test func muchOnStandardErrorDoesNotBlock() throws {
        let directory = try TemporaryDirectory()
        let script = "head -c 300000 /dev/zero | tr '\\0' x >&2; echo ok"
        #expect(try save("x", try engine(script, in: directory)).length == 3)
    }

    @Test func silenceIsAFailure() throws {
        let directory = try TemporaryDirectory()
        #expect(fault("x", try engine("exit 0", in: directory))?.words == "cannot be saved by docker: it failed")
    }

    @Test(arguments: ["", "-o/etc/passwd", "--help", "a\0b"])
    func aNameIsNeverAnOption(_ name: String) {
        #expect(fault(name, "true")?.words.hasPrefix("does not name an image") == true)
    }

    @Test func anEngineThatIsNotInstalled() {
        let fault = fault("x", "strata-no-such-engine")
        #expect(fault?.words == "cannot be saved: docker is not installed; save the image elsewhere and open the file")
    }

    @Test func cancellingEndsTheEngine() throws {
        let directory = try TemporaryDirectory()
        let program = try engine("exec yes", in: directory)
        #expect(throws: Fault.self) {
            try Engine.docker.save("x", program: program, isCancelled: { true }, progress: { _ in })
        }
    }
}

@Suite("Images that skopeo copies")
struct SkopeoTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// A program that plays skopeo; its arguments are `copy --quiet SOURCE oci-archive:PATH`.
    private func skopeo(_ script: String) throws -> String {
        let path = directory.path("skopeo")
        let text = Array("#!/bin/sh\n\(script)\n".utf8)
        _ = try Shell.run("sh", ["-c", #"cat > "$0" && chmod 755 "$0""#, path], input: text)
        return path
    }

    private func copy(_ reference: String, _ program: String) throws -> FileWindow {
        try Skopeo.copy(reference, program: program, isCancelled: { false }, progress: { _ in })
    }

    private func fault(_ reference: String, _ program: String) -> Fault? {
        do {
            _ = try copy(reference, program)
            return nil
        } catch {
            return error as? Fault
        }
    }

    @Test(
        "a bare name is of a registry, a reference with a transport stays as it is",
        arguments: [
            ("registry:5000/a:1", "docker://registry:5000/a:1"), ("docker://x/y", "docker://x/y"),
            ("containers-storage:z", "containers-storage:z"), ("x; rm -rf /", "docker://x; rm -rf /"),
        ])
    func references(_ reference: String, _ source: String) throws {
        let window = try copy(reference, try skopeo(#"printf '%s|' "$1" "$2" "$3" > "${4#oci-archive:}""#))
        #expect(try window.bytes(at: 0, count: 100) == Array("copy|--quiet|\(source)|".utf8))
    }

    @Test func theArchiveLosesItsName() throws {
        let said = directory.path("said")
        let window = try copy("x", try skopeo("printf %s \"$4\" > \(said); echo archive > \"${4#oci-archive:}\""))
        let path = String(decoding: try Data(contentsOf: URL(fileURLWithPath: said)), as: UTF8.self)
            .replacing("oci-archive:", with: "")
        #expect(path.hasSuffix(".tar") && access(path, F_OK) != 0)
        #expect(access((path as NSString).deletingLastPathComponent, F_OK) != 0)
        #expect(window.length == 8)
    }

    @Test func whatItLogsIsTheError() throws {
        let log =
            #"time="2026-01-01T00:00:00Z" level=fatal msg="initializing source docker://x: reading \"latest\": unknown""#
        let fault = fault("x", try skopeo("echo '\(log)' >&2; exit 1"))
        #expect(fault?.kind == .engineFailed)
        #expect(
            fault?.words == #"cannot be copied by skopeo: initializing source docker://x: reading "latest": unknown"#)
    }

    @Test(arguments: ["", "-h", "--src-tls-verify=false", "a\0b"])
    func aReferenceIsNeverAnOption(_ reference: String) {
        #expect(fault(reference, "true")?.words.hasPrefix("does not name an image") == true)
    }

    @Test func aSkopeoThatIsNotInstalled() {
        let words = fault("x", "strata-no-such-skopeo")?.words
        #expect(words == "cannot be copied: skopeo is not installed; save the image elsewhere and open the file")
    }

    @Test func aSkopeoThatWritesNothing() throws {
        #expect(fault("x", try skopeo("exit 0"))?.kind == .cannotOpen)
    }
}
