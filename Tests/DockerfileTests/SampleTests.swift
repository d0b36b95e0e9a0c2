import Dockerfile
import Foundation
import OCI
import Testing

@Test func dump() throws {
    for dir in ["stages", "formats"] {
        for file in try FileManager.default.contentsOfDirectory(atPath: SampleArchive.shared.appending(path: dir).path).sorted() {
            guard let archive = try? SampleArchive("\(dir)/\(file)") else { print("skip", file); continue }
            let dockerfiles: [String] = dir == "stages" ? ["ctx", "ctx-classic", "ctx-classic-buildah", "ctx-mp", "ctx-ob", "base-ctx"].map { "stages/dockerfiles/Dockerfile.\($0)" }
                : ["busybox", "tiny-hello", "tiny-multi", "tiny-naive", "tiny-static", "weird"].map { "formats/dockerfiles/Dockerfile.\($0)" }
            for image in archive.images {
                print("#### \(file) layers \(image.config.diffIDs.count) statements \(archive.statements.count)")
                let best: (String) throws -> DockerfileDocument = { DockerfileDocument(parsing: try SampleArchive.dockerfile($0)) }
                func show(_ name: String, _ a: Attribution) {
                    print("  \(name): builder \(a.builder.rawValue) target \(a.graph?.target.map(String.init) ?? "-") base \(a.base.layerCount.map(String.init) ?? "?") \(a.base.evidence) fit \(a.fit)")
                    if case .doesNotFit = a.fit, a.dockerfile == nil { return }
                    for l in a.layers { print("    \(l.index) \(l.evidence) \(l.certainty) base=\(l.isBase.map(String.init) ?? "?") L\(l.lines.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "?") \(l.stageName ?? l.stage.map(String.init) ?? "-") \(l.origin.map { "\($0)" } ?? "") | \(l.text.prefix(60).replacing("\n", with: "⏎"))") }
                }
                if !archive.statements.isEmpty { show("A", .attribute(history: image.config.history, layerCount: image.config.diffIDs.count, provenance: archive.statements)) }
                for name in dockerfiles { show(name, .attribute(history: image.config.history, layerCount: image.config.diffIDs.count, dockerfile: try best(name))) }
                let c = Attribution.attribute(history: image.config.history, layerCount: image.config.diffIDs.count)
                show("C", c)
                print(c.reconstructedDockerfile)
            }
        }
    }
}
