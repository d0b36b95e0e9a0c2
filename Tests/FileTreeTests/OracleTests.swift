import Archive
import TestSupport
import Testing

@testable import FileTree

/// Random layers of few names, so that everything collides with everything.
private struct RandomLayers {
    var random: SeededRandom

    mutating func path() -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            "abcd".randomElement(using: &random).map(String.init) ?? "a"
        }
        .joined(separator: "/")
    }

    mutating func target() -> String {
        ["", "", "/", "../", "./"].randomElement(using: &random).map { $0 + self.path() } ?? "x"
    }

    mutating func entry(_ links: Bool) -> TarEntry {
        let path = path()
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<3: return directory(path, mode: Bool.random(using: &random) ? 0o700 : 0o755)
        case 3..<5: return whiteout(path)
        case 5: return opaque(path)
        case 6: return symlink(path, to: target())
        case 7..<9 where links: return hardLink(path, to: self.path())
        default: return file(path, Int64.random(in: 1...1000, using: &random))
        }
    }

    mutating func layers(links: Bool) -> [[TarEntry]] {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            (0..<Int.random(in: 0...14, using: &random)).map { _ in entry(links) }
        }
    }
}

@Suite("Random layers against the plain oracle")
struct OracleTests {
    private func oracle(_ layers: [[TarEntry]]) -> Oracle {
        var oracle = Oracle()
        for layer in layers { oracle.add(layer) }
        return oracle
    }

    @Test("The same tree, sizes, changes and waste", arguments: 0..<400)
    func agreement(seed: Int) throws {
        var random = RandomLayers(random: SeededRandom(seed: UInt64(seed)))
        let layers = random.layers(links: false)
        let oracle = oracle(layers)
        let stack = stack(of: layers)
        for (index, state) in oracle.states.enumerated() {
            let view = stack.view(of: index + 1...index + 1)
            let shown = Dictionary(
                uniqueKeysWithValues: stack.allPaths.filter(view.isPresent).map { path in
                    (stack.text(path), [view.kind(of: path).rawValue, UInt8(view.entry(of: path)?.layer ?? 0)])
                })
            #expect(shown == state.mapValues { [$0.kind.rawValue, UInt8($0.layer)] })
            #expect(stack.totals(of: index + 1)?.size == oracle.layerBytes[index])
            try checkChanges(view, before: index == 0 ? [:] : oracle.states[index - 1], after: state)
        }
        let waste = stack.waste()
        #expect(waste.visibleBytes == oracle.visibleBytes)
        #expect(waste.layerBytes == oracle.layerBytes.reduce(0, +))
        #expect(waste.wastedBytes == waste.copies.reduce(0) { $0 + $1.bytes })
    }

    private func checkChanges(_ view: TreeView, before: [String: Oracle.Node], after: [String: Oracle.Node]) throws {
        var changed = 0
        for path in view.stack.allPaths {
            let text = view.stack.text(path)
            let change = view.change(of: path)
            if change != .unchanged { changed += 1 }
            #expect((change == .removed) == (before[text] != nil && after[text] == nil))
            #expect((change == .added) == (before[text] == nil && after[text] != nil))
            if before[text]?.kind != after[text]?.kind, before[text] != nil, after[text] != nil {
                #expect(change == .modified)
            }
        }
        #expect(view.changedCount(of: .root) == changed)
        #expect(view.fileCount(of: .root) == after.values.filter { $0.kind != .directory }.count)
        #expect(view.directoryCount(of: .root) == after.values.filter { $0.kind == .directory }.count)
        #expect(view.size(of: .root) == after.values.reduce(0) { $0 + $1.size })
    }

    @Test("Hard links: what is visible and what is wasted add up", arguments: 1000..<1400)
    func hardLinks(seed: Int) {
        var random = RandomLayers(random: SeededRandom(seed: UInt64(seed)))
        let layers = random.layers(links: true)
        let stack = stack(of: layers)
        let waste = stack.waste()
        #expect(waste.visibleBytes == oracle(layers).visibleBytes)
        #expect(stack.view(of: 1...layers.count).size(of: .root) == waste.visibleBytes)
        #expect(waste.wastedBytes + waste.visibleBytes == waste.layerBytes)
    }

    @Test("Every range of layers and every history agree", arguments: 2000..<2100)
    func ranges(seed: Int) {
        var random = RandomLayers(random: SeededRandom(seed: UInt64(seed)))
        let layers = random.layers(links: true)
        let stack = stack(of: layers)
        for path in stack.allPaths {
            let history = stack.history(of: path)
            for layer in 1...layers.count {
                let change = stack.view(of: layer...layer).change(of: path)
                let what = history.filter { $0.layer == layer && $0.what != .opaque }.map(\.what)
                switch change {
                case .unchanged: #expect(what == [] || what == [.rewritten])
                case .added: #expect(what == [.added])
                case .modified: #expect(what == [.modified])
                case .metadata: #expect(what == [.metadata])
                case .removed: #expect(what == [.removed])
                }
            }
        }
        for (index, counts) in stack.changeCounts().enumerated() {
            #expect(counts == stack.changeCounts(of: index + 1))
        }
        for first in 1...layers.count {
            for last in first...layers.count {
                let view = stack.view(of: first...last)
                #expect(view.present == stack.view(of: last...last).present)
            }
        }
    }

    @Test("The order in which layers come changes nothing", arguments: 3000..<3050)
    func insertionOrder(seed: Int) {
        var random = RandomLayers(random: SeededRandom(seed: UInt64(seed)))
        let layers = random.layers(links: true)
        var shuffled = LayerStack(layerCount: layers.count)
        for index in layers.indices.shuffled(using: &random.random) {
            shuffled.insert(LayerTree(entries: layers[index]), at: index + 1)
        }
        let stack = stack(of: layers)
        #expect(shuffled.finalPaths == stack.finalPaths)
        #expect(shuffled.waste().wastedBytes == stack.waste().wastedBytes)
        #expect(shuffled.waste().lines(in: shuffled).sorted() == stack.waste().lines(in: stack).sorted())
    }
}
