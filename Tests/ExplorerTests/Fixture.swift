import Archive
import FileTree
import OCI

@testable import Explorer

/// A small image with everything that rows show: a base layer, a layer that adds, changes and removes, and one that
/// changes a mode only.
enum Fixture {
    static let image = ImageFacts(
        title: "demo/app:1.0", id: "sha256:" + String(repeating: "4f6d", count: 16), references: ["demo/app:1.0"],
        config: config,
        layers: [
            LayerFacts(
                index: 1, digest: "sha256:" + String(repeating: "11", count: 32),
                diffID: "sha256:" + String(repeating: "aa", count: 32), compression: "gzip", blobSize: 30_000,
                instruction: "ADD rootfs.tar.xz /", created: "2026-01-01T00:00:00Z"),
            LayerFacts(
                index: 2, diffID: "sha256:" + String(repeating: "bb", count: 32), compression: "gzip",
                blobSize: 20_000,
                instruction: "RUN make && make install && rm /etc/old && echo a long instruction that needs more room"),
            LayerFacts(index: 3, compression: "none", blobSize: 1_000, instruction: "RUN chmod 4755 /app/run"),
        ], baseLayerCount: 1,
        steps: [
            .init(layer: 1, text: "ADD rootfs.tar.xz /"), .init(layer: nil, text: "CMD [\"sh\"]"),
            .init(layer: 2, text: "RUN make"), .init(layer: 3, text: "RUN chmod 4755 /app/run"),
        ])

    private static var config: ImageConfig {
        var runtime = RuntimeConfig()
        runtime.environment = ["PATH=/bin", "MODE=test"]
        runtime.command = ["/app/run"]
        runtime.labels = ["maintainer": "someone"]
        return ImageConfig(created: "2026-01-02T00:00:00Z", config: runtime)
    }

    static let layers: [LayerTree] = [
        LayerTree(entries: [
            directory("bin"), file("bin/sh", 1_000, mode: 0o755), directory("etc"), file("etc/old", 50),
            file("etc/passwd", 100), directory("usr"), directory("usr/lib"), file("usr/lib/libc.so", 50_000),
            TarEntry(path: bytes("usr/lib/libc.so.6"), kind: .symbolicLink, mode: 0o777, linkTarget: bytes("libc.so")),
        ]),
        LayerTree(entries: [
            directory("app"), file("app/data.bin", 20_000, owner: 1000), file("app/run", 300, owner: 1000),
            file("app/\u{1b}[31mred", 7), directory("etc"), file("etc/passwd", 120, modified: 9),
            file("etc/.wh.old", 0),
        ]),
        LayerTree(entries: [directory("app"), file("app/run", 300, mode: 0o4755, owner: 1000)]),
    ]

    static var stack: LayerStack {
        var stack = LayerStack(layerCount: layers.count)
        for (index, layer) in layers.enumerated() { stack.insert(layer, at: index + 1) }
        return stack
    }

    /// The same layers, stacked in another order: paths have other ids.
    static var otherStack: LayerStack {
        var stack = LayerStack(layerCount: layers.count)
        for index in layers.indices.reversed() { stack.insert(layers[index], at: index + 1) }
        return stack
    }

    static let choices = [
        ImageChoice(
            title: "demo/app:1.0", references: ["demo/app:1.0"], platform: "linux/amd64", shortID: "4f6d4f6d4f6d",
            layerCount: 3, blobBytes: 51_000),
        ImageChoice(
            title: "demo/app:1.0", references: ["demo/app:1.0"], platform: "linux/arm64", shortID: "5a5a5a5a5a5a",
            layerCount: 3, blobBytes: 52_000),
    ]

    static func file(
        _ path: String, _ size: Int64, mode: UInt16 = 0o644, owner: UInt32 = 0, modified: Int64 = 0
    ) -> TarEntry {
        TarEntry(
            path: bytes(path), kind: .regularFile, mode: mode, userID: owner, groupID: owner, size: size,
            modified: modified)
    }

    static func directory(_ path: String) -> TarEntry {
        TarEntry(path: bytes(path), kind: .directory, mode: 0o755)
    }

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

extension Fixture {
    static func link(_ path: String, to target: String) -> TarEntry {
        TarEntry(path: bytes(path), kind: .symbolicLink, mode: 0o777, linkTarget: bytes(target))
    }

    static func hardLink(_ path: String, to target: String) -> TarEntry {
        TarEntry(path: bytes(path), kind: .hardLink, linkTarget: bytes(target))
    }

    static func device(_ path: String, _ major: UInt32, _ minor: UInt32) -> TarEntry {
        TarEntry(path: bytes(path), kind: .characterDevice, deviceMajor: major, deviceMinor: minor)
    }
}
