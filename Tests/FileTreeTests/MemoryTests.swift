import Archive
import Testing

@testable import FileTree

@Suite("Memory")
struct MemoryTests {
    /// Directories of 40 files, a third of the names distinct, as in real images.
    private func entries(_ count: Int, seed: Int) -> [TarEntry] {
        (0..<count).map { number in
            let directory = "usr/lib/package\(number / 40 % 200)/module\(number / 40)"
            return file("\(directory)/file\((number + seed) % (count / 3)).py", Int64(number))
        }
    }

    @Test("At most 100 bytes of arena a path, with content hashes")
    func bytesPerPath() {
        let count = 60_000
        let hashes = Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, UInt64($0)) })
        let tree = LayerTree(entries: entries(count, seed: 0), hashes: hashes)
        var stack = LayerStack(layerCount: 1)
        stack.insert(tree, at: 1)
        #expect(stack.pathCount > count)
        #expect(stack.memory < 100 * stack.pathCount)
    }

    @Test("A layer that writes the same paths again adds only its entries")
    func secondLayer() {
        let tree = LayerTree(entries: entries(30_000, seed: 0))
        var stack = LayerStack(layerCount: 2)
        stack.insert(tree, at: 1)
        let one = stack.memory
        stack.insert(tree, at: 2)
        #expect(stack.memory - one < 45 * tree.pathCount)
    }

    @Test("What a tar claims about sizes takes no memory")
    func claims() {
        let stack = stack([file("a", .max), file("b", .max / 2)])
        #expect(stack.memory < 4096)
    }
}
