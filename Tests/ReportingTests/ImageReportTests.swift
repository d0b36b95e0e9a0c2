import DisplayText
import FileTree
import Foundation
import ImageAnalysis
import ImageStore
import Reporting
import TestSupport
import Testing

/// What `strata inspect` prints of a small image, whole.
@Suite("Facts on an image")
struct ImageReportTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func report(_ images: [Image], reference: String? = nil) throws -> ImageReport {
        let path = directory.path("image.tar")
        try ImageArchive(images).write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let image = try store.image(reference: reference, platform: nil)
        let loaded = ImageLoader.load(image, hashContents: false)
        let stages = ImageStages(of: image, others: store.others(than: image))
        return ImageReport(store: store, image: image, stack: loaded.stack, stages: stages, warnings: loaded.warnings)
    }

    private let small = Image(reference: "app:1") {
        Layer {
            File("bin/sh", size: 1_000_000)
            File("etc/motd", "hello\n")
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Layer {
            File("etc/motd", "bye\n")
            File("app/main", size: 500_000)
        }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
        Layer { Whiteout("app/main") }.createdBy(
            "RUN /bin/sh -c rm /app/main # buildkit", comment: "buildkit.dockerfile.v0")
    }.configured {
        $0.command = ["/bin/sh", "-c", "echo \"hi\""]
        $0.entrypoint = ["tini", "--"]
        $0.user = "1000"
        $0.workingDirectory = "/app"
        $0.exposedPorts = ["80/tcp", "443/tcp"]
    }

    /// The text without what differs from one run to the next: the image's digest and where the archive lies.
    private func text(_ report: ImageReport, width: Int? = nil, isVerbose: Bool = false) -> String {
        report.text(width: width, isVerbose: isVerbose).replacingOccurrences(of: report.image.id, with: "ID")
            .replacingOccurrences(of: directory.path, with: "DIR")
    }

    @Test("The table, whole")
    func table() throws {
        #expect(
            text(try report([small])) == """
                Image       app:1
                ID          ID
                Platform    linux/amd64
                Created     2026-01-02T03:04:05Z
                Source      DIR/image.tar (docker-archive)
                Entrypoint  ["tini","--"]
                Command     ["/bin/sh","-c","echo \\"hi\\""]
                User        1000
                Directory   /app
                Ports       443/tcp 80/tcp
                Base image  layer 1, known from a change of builder in the history

                LAYER      SIZE    STORED  FILES  +  ~  -  INSTRUCTION
                    1    1.0 MB    1.0 MB      2  2        ADD file:aa in /
                    2  500.0 kB  502.8 kB      2  1  1     COPY . /app
                    3       0 B    1.5 kB      0        1  RUN rm /app/main

                Layers          3  1.5 MB stored
                Files           2  and 3 directories
                Size       1.5 MB  1500010 bytes
                Visible    1.0 MB  66.6 %
                Wasted   500.0 kB  100.0 % of what lies above the base

                """)
    }

    @Test("Lines fit the width, however narrow, as far as columns can give way")
    func width() throws {
        let image = small.configured { $0.command = [String(repeating: "x", count: 300)] }
        for width in [60, 80, 120] {
            for line in text(try report([image]), width: width).split(separator: "\n") {
                #expect(TextWidth.of(line) <= width + 80 || line.count <= 300)
            }
            let command = try #require(
                report([image]).text(width: width).split(separator: "\n").first { $0.hasPrefix("Command") })
            #expect(TextWidth.of(command) <= width)
        }
    }

    @Test("Verbose has digests and whole instructions")
    func verbose() throws {
        let lines = text(try report([small]), isVerbose: true).split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex(of: "Layer 1, base image (none)"))
        #expect(lines[first + 1].hasPrefix("  diffID sha256:"))
        #expect(lines.contains("Layer 3 (none)"))
        #expect(lines.contains("  RUN rm /app/main"))
    }

    @Test("Other images of the archive are named")
    func others() throws {
        let other = Image(reference: "other:2") { Layer { File("x") } }.platform("linux/arm64")
        let text = text(try report([small, other]))
        #expect(text.contains("\nOTHER IMAGES HERE  PLATFORM     ID"))
        #expect(text.contains("\nother:2"))
        #expect(text.contains("linux/arm64"))
    }

    @Test("An image without layers, history or settings is shown all the same")
    func empty() throws {
        let text = text(
            try report([
                Image { Layer {} }.changed {
                    $0.created = nil; $0.history = []
                }
            ]))
        #expect(!text.contains("Created") && !text.contains("Command"))
        #expect(text.contains("no history"))
        #expect(text.contains("Visible  0 B  100.0 %\n"))
    }

    @Test("JSON has its keys in order, and null for what is not known")
    func json() throws {
        let report = try report([small])
        let text = report.json.compact
        let keys = ["schemaVersion", "source", "image", "totals", "layers", "stages", "images", "warnings"]
        guard case .object(let members) = report.json else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.key) == keys)
        #expect(text.contains(#""format":"docker-archive","compression":"none"}"#))
        #expect(
            text.contains(
                #""totals":{"layers":3,"files":2,"directories":3,"layerBytes":1500010,"blobBytes":"#))
        #expect(text.contains(#""createdBy":"RUN /bin/sh -c rm /app/main # buildkit","stage":null,"#))
        #expect(text.contains(#""manifestDigest":null,"references":["app:1"],"platform":"linux/amd64""#))
    }

    @Test("Names that would act on a terminal are written out")
    func hostile() throws {
        let name = "a\u{1b}[2J\u{202e}b\u{9b}m"
        let image = Image(reference: "x:1") {
            Layer { File("f") }.createdBy("RUN \(name)").changed { _ in }
        }.configured {
            $0.user = name
            $0.workingDirectory = name
            $0.command = [name]
        }
        let report = try report([image])
        for text in [report.text(width: nil, isVerbose: true), report.text(width: 60), report.json.pretty] {
            for scalar in text.unicodeScalars where scalar != "\n" { #expect(Printable.isVisible(scalar)) }
        }
        #expect(report.text(width: nil).contains("User        a\\x1b[2J\\u{202e}b\\x9bm\n"))
    }
}

@Suite("Gates in words")
struct GateTextTests {
    @Test(
        "Limits",
        arguments: [
            (Gate.Limit.completeness, "every layer can be read"), (.findings(below: .critical), "no critical findings"),
            (.findings(below: .low), "no findings of low or worse"),
            (.efficiency(atLeast: 0.9), "efficiency of at least 90.0 %"),
            (.efficiency(atLeast: 0.99999), "efficiency of at least 99.9 %"),
            (.wastedBytes(atMost: 0), "at most 0 B wasted"),
            (.wastedBytes(atMost: 20_000_000), "at most 20.0 MB wasted"),
            (.userWasted(atMost: 0.1), "at most 10.0 % wasted of what lies above the base"),
            (.userWasted(atMost: 0.00001), "at most 0.1 % wasted of what lies above the base"),
        ])
    func limits(limit: Gate.Limit, text: String) {
        #expect(Gate(limit, origin: "x").limitText == text)
    }
}
