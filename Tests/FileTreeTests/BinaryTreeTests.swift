import Archive
import BinaryCoding
import TestSupport
import Testing

@testable import FileTree

@Suite("A layer's tree in bytes, and back")
struct BinaryTreeTests {
    /// Whatever a column may hold: links of both kinds, devices, what was read twice, whiteouts, capabilities, hashes.
    private static let entries: [TarEntry] = {
        var device = TarEntry(path: Array("dev/null".utf8), kind: .characterDevice)
        (device.deviceMajor, device.deviceMinor) = (1, 3)
        var capable = file("bin/ping", 9, mode: 0o4755, userID: 7, modified: -5)
        capable.extendedAttributes = [.init(name: "security.capability", value: [1])]
        return [
            directory("bin"), capable, file("bin/sh", 100), hardLink("bin/ash", to: "bin/sh"), file("bin/sh", 3),
            symlink("lib", to: "usr/lib"), file("lib/a", 4), hardLink("x", to: "in/a/lower/layer"), device,
            whiteout("gone"), opaque("var"), file("d/e/f"), file("d"), file("../out"),
        ]
    }()

    private let tree = LayerTree(entries: entries, hashes: [1: 11, 2: 22, 4: 44, 6: 66])

    private func bytes(_ tree: LayerTree) -> [UInt8] {
        var encoder = BinaryEncoder()
        encoder.write(tree)
        return encoder.bytes
    }

    private func decoded(_ bytes: [UInt8]) throws -> LayerTree {
        var decoder = BinaryDecoder(bytes)
        let tree = try decoder.value(LayerTree.self)
        try decoder.finish()
        return tree
    }

    /// All that a stack of a tree alone tells.
    private func facts(_ tree: LayerTree) -> [String] {
        var stack = LayerStack(layerCount: 2)
        stack.insert(LayerTree(entries: [file("in/a/lower/layer", 2), file("gone"), file("var/x")]), at: 1)
        stack.insert(tree, at: 2)
        let entries = stack.entries(of: 2).map { reference in
            "\(stack.path(of: reference).map(stack.text) ?? "") \(stack.entry(reference))"
        }
        return entries + stack.view(of: 1...2).changes + stack.finalPaths
            + ["\(stack.waste().wastedBytes) \(stack.totals(of: 2) as Any) \(tree.warnings)"]
    }

    @Test("A tree comes back the same, with all that a stack makes of it")
    func roundTrip() throws {
        let copy = try decoded(bytes(tree))
        #expect(bytes(copy) == bytes(tree))
        #expect(facts(copy) == facts(tree))
        #expect(!copy.warnings.isEmpty)
    }

    @Test("Without hashes it is as if contents had not been read")
    func withoutHashes() throws {
        #expect(facts(try decoded(bytes(tree)).withoutHashes) == facts(LayerTree(entries: Self.entries)))
    }

    @Test("Bytes that were changed are refused, or are a tree that can be used: nothing leads out of it")
    func changed() {
        let whole = bytes(tree)
        var refused = 0
        for place in whole.indices {
            for bit in [UInt8(0x01), 0x80, 0xff] {
                var changed = whole
                changed[place] ^= bit
                if let tree = try? decoded(changed) { _ = facts(tree) } else { refused += 1 }
            }
            #expect(throws: BinaryFault.self) { try decoded(Array(whole.prefix(place))) }
        }
        #expect(refused > whole.count / 4)
    }

    @Test("A layer's tree whose parents come behind their children is refused")
    func order() throws {
        var encoder = BinaryEncoder()
        encoder.write(NameTable())
        encoder.write([UInt32(0), 2, 1])
        encoder.write(numbers: [UInt32(0), 0, 0])
        var decoder = BinaryDecoder(encoder.bytes)
        #expect(throws: BinaryFault.self) { try decoder.value(PathArena.self) }
    }
}
