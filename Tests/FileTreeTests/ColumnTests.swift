import Archive
import Testing

@testable import FileTree

@Suite("Columns of layers and views")
struct ColumnTests {
    @Test(
        "A column of numbers gives back what was put in, also below 0, from 2³¹ on and beyond 4 GiB",
        arguments: [
            0, 1, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (4 << 30) + 7, .max, -1, .min,
        ] as [Int64])
    func numbers(_ number: Int64) {
        var column = NumberColumn([7, number, 9])
        #expect(Array(column) == [7, number, 9])
        column[1] = 5
        #expect(Array(column) == [7, 5, 9])
        column[0] = number
        column.append(number)
        column.trim()
        #expect(Array(column) == [number, 5, 9, number])
    }

    @Test("A column of short numbers takes more bits when one needs them, and keeps the others")
    func shortNumbers() {
        var column = ShortColumn()
        for number in [0, 1, UInt32(UInt8.max)] { column.append(number) }
        #expect(column.memory < 2 * 16)
        column[2] = 256
        #expect((0..<column.count).map { column[$0] } == [0, 1, 256])
        column[2] = UInt32(UInt16.max)
        #expect(column.memory < 4 * 16)
        column.append(UInt32(UInt16.max) + 1)
        column.append(.max)
        column[0] = 1 << 20
        column[1] = 2
        #expect((0..<column.count).map { column[$0] } == [1 << 20, 2, 0xFFFF, 0x1_0000, .max])
    }

    @Test("Details of more than 65,536 owners, and times before 1970 and after 2038, come back as they were")
    func details() {
        let all: [EntryDetails] = (0..<UInt32(70_000)).map { number in
            let time = Int64(number)
            return EntryDetails(
                modified: number % 3 == 0 ? -time : time << 20, userID: number, groupID: UInt32.max - number,
                ordinal: number / 2, mode: UInt16(number % 4096), hasCapabilities: number % 7 == 0)
        }
        var columns = DetailColumns(all)
        #expect(columns.indices.allSatisfy { columns[$0] == all[$0] })
        columns.trim()
        #expect(columns.indices.allSatisfy { columns[$0] == all[$0] })
        columns[5].mode = 0o7777
        columns[6].ordinal = .max
        #expect(columns[5].mode == 0o7777 && columns[6].ordinal == .max && columns[7] == all[7])
    }

    @Test(
        "Numbers in whatever order come back, and those that follow one another take next to nothing",
        arguments: [
            [], [0], [0, 0, 0, 0], [0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [0, 0, 1, 2, 9, 10, 11, 3, 4],
            [.max - 1, .max, 0, 1, 2], [0, 1, 2, 3, .max],
        ] as [[UInt32]])
    func runs(_ numbers: [UInt32]) {
        var column = RunColumn(numbers)
        #expect(numbers.indices.map { column[$0] } == numbers && column.all == numbers)
        column.append(8)
        if !numbers.isEmpty { column[0] = 5 }
        column.trim()
        #expect(column.all == (numbers.isEmpty ? [] : [5]) + numbers.dropFirst() + [8])
        #expect(column.count == numbers.count + 1)
    }

    @Test("A hundred thousand numbers in a row are one run")
    func longRun() {
        let column = RunColumn(Array(0..<100_000))
        #expect(column.memory < 100 && column[99_999] == 99_999)
    }

    @Test(
        "Times come back whether many entries share them or none do, and those that are shared take a byte",
        arguments: [
            [], [7], Array(repeating: -1, count: 1000), (0..<1000).map { $0 % 249 }, (0..<1000).map { $0 << 32 },
            (0..<1000).map { $0 / 4 }, (0..<300_000).map { $0 / 4 },
        ] as [[Int64]])
    func times(_ times: [Int64]) {
        var column = TimeColumn()
        for time in times { column.append(time) }
        column.trim()
        #expect(column.count == times.count && times.indices.allSatisfy { column[$0] == times[$0] })
        if Set(times).count == 1, times.count > 1 { #expect(column.memory < times.count + 50) }
        column.append(1 << 40)
        column[0] = 3
        column.trim()
        #expect(times.indices.dropFirst().allSatisfy { column[$0] == times[$0] })
        #expect(column[0] == 3 && (times.isEmpty || column[times.count] == 1 << 40))
    }

    @Test("What shows at paths comes back: nothing, implied directories, entries of layers beyond 65,536")
    func shown() {
        let entries: [ShownEntry] = [
            .nothing, .implied, ShownEntry(layer: 1, index: 0), ShownEntry(layer: 1, index: .max),
            ShownEntry(layer: 70_000, index: 3), .nothing,
        ]
        var column = ShownColumn(entries)
        #expect((0..<column.count).map { column[$0] } == entries)
        column[2] = .implied
        column[4] = .nothing
        column[5] = ShownEntry(layer: 2, index: 1)
        #expect([2, 4, 5].map { column[$0] } == [.implied, .nothing, ShownEntry(layer: 2, index: 1)])
    }

    @Test("Only values that are not the usual one are kept, on both sides of a word of 64")
    func sparse() {
        let rows = (0..<200).map { path in
            TreeView.Counts(files: path % 63 == 0 ? 5 : 1, directories: path == 64 ? 1 : 0, changed: 0)
        }
        let counts = SparseColumn(rows) { _ in TreeView.Counts(files: 1) }
        #expect(rows.indices.allSatisfy { (counts[$0] ?? TreeView.Counts(files: 1)) == rows[$0] })
        #expect(rows.indices.filter { counts[$0] != nil } == [0, 63, 64, 126, 189])
        #expect(counts[200] == nil && SparseColumn<Int>()[0] == nil)
        #expect(SparseColumn([0, 0, 7]) { _ in 0 } == SparseColumn([0, 0, 7]) { _ in 0 })
    }

    @Test("A set of entries has what was put in, in order, and not what was taken out")
    func entrySet() {
        var set = EntrySet()
        let entries = [(3, 200), (1, 0), (1, 63), (1, 64), (3, 5)].map { EntryReference(layer: $0, index: $1) }
        for entry in entries { set.insert(entry) }
        #expect(Array(set) == entries.sorted())
        #expect(entries.allSatisfy { set.contains($0) } && !set.contains(EntryReference(layer: 2, index: 0)))
        #expect(set.remove(entries[1]) && !set.remove(entries[1]))
        #expect(!set.contains(entries[1]) && Array(set) == entries.sorted().filter { $0 != entries[1] })
        #expect(Array(EntrySet()).isEmpty)
        set = EntrySet(entries[...0])
        let far = EntryReference(layer: 9, index: 900)
        let isNew = (1...2).map { _ in set.insert(far) }
        #expect(isNew == [true, false])
        set.remove(far)
        #expect(set == EntrySet([entries[0]]) && set.hashValue == EntrySet([entries[0]]).hashValue)
    }

    @Test("Sizes of 4 GiB and more, the largest there are and old and far times are told of entries and views")
    func extremes() throws {
        let large: Int64 = (4 << 30) + 123
        var entries = [file("d/large", large), file("d/largest", .max - large), file("d/small", 1)]
        entries[0].modified = -5
        entries[1].modified = 1 << 40
        let stack = stack(entries)
        let view = stack.view(of: 1...1)
        func entry(_ path: String) throws -> Entry {
            let path = try #require(stack.find(Array(path.utf8)))
            return stack.entry(try #require(view.entry(of: path)))
        }
        #expect(try entry("d/large").size == large && entry("d/largest").size == .max - large)
        #expect(try entry("d/large").modified == -5 && entry("d/largest").modified == 1 << 40)
        #expect(try (0..<3).map { try entry(["d/large", "d/largest", "d/small"][$0]).ordinal } == [0, 1, 2])
        #expect(view.size(of: .root) == .max)
        #expect(view.fileCount(of: .root) == 3 && view.directoryCount(of: .root) == 1)
        #expect(view.changedCount(of: .root) == 4)
    }

    @Test("A stack that gave memory back finds its paths and takes more layers")
    func trimmed() {
        let first = (0..<1000).map { file("a/\($0)", 1) }
        var trimmed = LayerStack(layerCount: 2)
        trimmed.insert(LayerTree(entries: first), at: 1)
        let before = trimmed.memory
        trimmed.trim()
        #expect(trimmed.memory < before)
        #expect((0..<1000).allSatisfy { trimmed.find(Array("a/\($0)".utf8)) != nil })
        #expect(trimmed.find(Array("a/1000".utf8)) == nil)
        trimmed.insert(LayerTree(entries: [file("a/1000", 1), file("b/7", 1)]), at: 2)
        #expect(trimmed.find(Array("a/1000".utf8)) != nil && trimmed.find(Array("b/7".utf8)) != nil)
        #expect(trimmed.pathCount == 1005)
    }
}
