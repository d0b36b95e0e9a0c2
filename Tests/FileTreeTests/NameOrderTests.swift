import Archive
import TestSupport
import Testing

@testable import FileTree

@Suite("The order of names")
struct NameOrderTests {
    /// Names that begin alike, that are a part of one another, and that have bytes of all kinds.
    private static func names(_ random: inout SeededRandom) -> [String] {
        let parts = ["a", "b", "ab", "parser", "parser-", "é", "\u{1}", "Z", "0"]
        return (0..<40).map { _ in
            (0..<Int.random(in: 1...5, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        }
    }

    @Test("Children come by the bytes of their names, whichever layer came first", arguments: 0..<50)
    func children(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let layers = (0..<4).map { _ in
            NameOrderTests.names(&random).map { name in
                file(["", "d/", "d/e/"].randomElement(using: &random).map { $0 + name } ?? name)
            }
        }
        var stack = LayerStack(layerCount: layers.count)
        for index in layers.indices.shuffled(using: &random) {
            stack.insert(LayerTree(entries: layers[index]), at: index + 1)
            for directory in [.root] + stack.allPaths {
                let names = stack.children(of: directory).map { stack.name(of: $0) }
                #expect(names == names.sorted { $0.lexicographicallyPrecedes($1) })
            }
        }
        let all = ([.root] + stack.allPaths).flatMap(stack.children)
        #expect(Set(all).count == all.count && all.count == stack.pathCount - 1, "each path has one place")
    }

    @Test("Paths are found by their names, also when no more was to come, and then it does", arguments: 0..<20)
    func found(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let names = Set(NameOrderTests.names(&random)).sorted()
        var stack = LayerStack(layerCount: 2)
        stack.insert(LayerTree(entries: names.dropFirst(3).map { file("d/\($0)") }), at: 2)
        stack.trim()
        for name in names { #expect((stack.path("d/\(name)") != nil) == names.dropFirst(3).contains(name)) }
        stack.insert(LayerTree(entries: names.map { file("d/\($0)") }), at: 1)
        #expect(names.allSatisfy { stack.path("./d//\($0)/").map { stack.text($0) } == "d/\($0)" })
        #expect(stack.pathCount == names.count + 2 && stack.path("d/none") == nil && stack.path("../d") == nil)
    }

    @Test("Names of two stacks are in the order of their bytes", arguments: 0..<20)
    func acrossStacks(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let (one, other) = (
            stack(NameOrderTests.names(&random).map { file($0) }), stack(NameOrderTests.names(&random).map { file($0) })
        )
        for path in one.children(of: .root) {
            let name = one.name(of: path)
            for place in other.children(of: .root) {
                let order = one.order(of: path, against: place, of: other)
                #expect((order < 0) == name.lexicographicallyPrecedes(other.name(of: place)))
                #expect((order == 0) == (name == other.name(of: place)))
            }
        }
    }

    @Test("Names have numbers, those that no path has have none")
    func numbers() throws {
        let stack = stack([file("a/b"), file("b/c")])
        let numbers = stack.nameNumbers(of: ["b", "none"])
        #expect(numbers == [stack.nameNumber(of: try #require(stack.path("b")))])
        #expect(numbers == [stack.nameNumber(of: try #require(stack.path("a/b")))])
    }

    @Test("All paths of a set are passed on by name, each directory before what lies in it")
    func walk() {
        let stack = stack([file("b/y"), file("b/x"), file("a"), file("c/z/w")], [file("b/ab"), whiteout("c/z")])
        func texts(_ paths: PathSet, isReversed: Bool) -> [String] {
            var texts: [String] = []
            stack.forEachPath(of: paths, isReversed: isReversed) { texts.append(stack.text($0)) }
            return texts
        }
        let all = stack.paths(containing: [])
        #expect(texts(all, isReversed: false) == ["a", "b", "b/ab", "b/x", "b/y", "c", "c/z", "c/z/w"])
        #expect(texts(all, isReversed: true) == ["c", "c/z", "c/z/w", "b", "b/y", "b/x", "b/ab", "a"])
        let visible = stack.view(of: 1...2).visiblePaths
        #expect(texts(visible, isReversed: false) == ["a", "b", "b/ab", "b/x", "b/y", "c"])
    }

    @Test("Counts are of a path and all below it")
    func counts() throws {
        let stack = stack([file("a/b/c"), file("a/d"), file("e")])
        let counts = stack.counts { path, below in stack.children(of: path).isEmpty ? 1 : below }
        #expect(counts[0] == 3)
        #expect(counts[try #require(stack.path("a")).index] == 2)
        #expect(counts[try #require(stack.path("a/b")).index] == 1)
    }
}

@Suite("What names are made of")
struct LetterSetTests {
    @Test("A text is found in the names that contain it, in either case", arguments: 0..<100)
    func containing(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        func word(_ length: ClosedRange<Int>) -> [UInt8] {
            (0..<Int.random(in: length, using: &random)).map { _ in
                "aAbBzZ019.-_ ~é".utf8.randomElement(using: &random) ?? 0
            }
        }
        var table = NameTable()
        var names: [[UInt8]] = [[]]
        for name in (0..<60).map({ _ in word(1...9) }) where !names.contains(name) {
            _ = name.withUnsafeBufferPointer { table.intern($0) }
            names.append(name)
        }
        for text in (0..<30).map({ _ in word(0...3).asciiLowercased }) {
            let expected = names.map { name in
                let name = name.asciiLowercased
                return text.isEmpty
                    || name.indices.contains { name[$0...].starts(with: text) }
            }
            #expect(table.names(containing: text) == expected)
        }
    }

    @Test("A letter, dot, dash or underline tells by itself, what shares its place does not")
    func places() {
        for text in ["a", "Z", ".", "-", "_"] { #expect(LetterSet.tellsAll(of: Array(text.utf8))) }
        for text in ["", "1", " ", "~", "ab", "é"] { #expect(!LetterSet.tellsAll(of: Array(text.utf8))) }
        #expect(LetterSet("a.1".utf8).isSuperset(of: LetterSet("A9".utf8)))
        #expect(!LetterSet("abc".utf8).isSuperset(of: LetterSet("ad".utf8)))
    }
}
