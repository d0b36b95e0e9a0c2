import Archive
import BinaryCoding
import FileTree
import Synchronization

@testable import Evidence

/// A file of a layer as a test writes it.
struct SampleFile {
    var path: String
    var bytes: [UInt8] = []
    var kind = EntryKind.regularFile
    var mode: UInt16 = 0o644
    /// What the tar claims, where that is not the number of bytes.
    var claimedSize: Int64?

    init(_ path: String, size: Int = 1) {
        self.init(path, Array(repeating: 0x61, count: size))
    }

    init(_ path: String, _ bytes: [UInt8]) {
        (self.path, self.bytes) = (path, bytes)
    }

    var entry: TarEntry {
        var entry = TarEntry(path: Array(path.utf8), kind: kind)
        entry.size = claimedSize ?? Int64(bytes.count)
        entry.mode = mode
        return entry
    }

    /// The same with something changed.
    func with(_ change: (inout SampleFile) -> Void) -> SampleFile {
        var copy = self
        change(&copy)
        return copy
    }
}

extension ContentInspection {
    /// Shows it a layer as the loader does, contents in pieces of so many bytes; gives how many bytes of each file were
    /// asked for, 0 for a file of which none were.
    @discardableResult
    func read(layer: Int = 1, _ files: [SampleFile], piece: Int = 1000) -> [Int] {
        let observer = observer(ofLayer: layer)
        let read = files.enumerated().map { ordinal, file in
            var isWanted = observer.begin(file.entry, ordinal: ordinal)
            var given = 0
            while isWanted, given < file.bytes.count {
                let part = Array(file.bytes[given..<min(given + piece, file.bytes.count)])
                isWanted = observer.receive(part.span.bytes)
                given += part.count
            }
            if isWanted { observer.end() }
            return given
        }
        observer.finish()
        return read
    }
}

/// Notes of each file its path and how many bytes it was given.
struct Paths: Collector {
    struct Note: Sendable, Hashable {
        var path: String
        var count: Int
    }

    var id = "paths"
    var files: [FileSelection]

    func fact(of file: CollectedFile) -> Note? { Note(path: file.path.text, count: file.bytes.count) }
}

extension Paths.Note: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(path)
        encoder.write(count)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        path = try decoder.value()
        count = try decoder.value()
    }
}

/// A search that counts the files that it sees the end of.
final class CountingSearch: ContentSearch {
    private let counter = Counter()
    private let report: @Sendable (inout InspectedContents, Int) -> Void

    init(_ report: @escaping @Sendable (inout InspectedContents, Int) -> Void) { self.report = report }

    func observer(ofLayer layer: Int) -> (any FileObserver)? { Observer(counter) }

    func conclude(into results: inout InspectedContents) { report(&results, counter.value) }

    private final class Observer: FileObserver {
        private let counter: Counter

        init(_ counter: Counter) { self.counter = counter }

        func begin(_ entry: TarEntry, at path: FilePath, ordinal: Int) -> Bool { true }
        func receive(_ piece: RawSpan) -> Bool { true }
        func end() { _ = counter.next() }
        func finish() {}
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
