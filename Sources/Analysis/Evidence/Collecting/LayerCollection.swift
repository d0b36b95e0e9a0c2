import Archive
import FileTree

/// Serves the collectors with the files of one layer as they pass by. Those that want the same file share its bytes.
final class LayerCollection: FileObserver {
    private let layer: Int
    private let inspection: ContentInspection
    private let table: CollectorTable
    /// What archives in the layer's files draw from.
    private let pool = UnpackingPool()
    private var place = InspectedContents.Place(layer: 0, ordinal: 0)
    private var entry = TarEntry(path: [], kind: .regularFile)
    private var path = FilePath([])
    /// Who wants the current file, with their limits in bytes.
    private var wants: [(collector: Int, limit: Int)] = []
    private var bytes: [UInt8] = []
    /// Who looks at the current file as it passes by, as long as they want more.
    private var passing: [(collector: Int, file: any PassingFile)] = []

    init(layer: Int, inspection: ContentInspection) {
        self.layer = layer
        self.inspection = inspection
        table = inspection.table
    }

    func begin(_ entry: TarEntry, at path: FilePath, ordinal: Int) -> Bool {
        place = InspectedContents.Place(layer: layer, ordinal: ordinal)
        wants.removeAll(keepingCapacity: true)
        passing.removeAll(keepingCapacity: true)
        if let passedOver = table.appendWants(of: entry, at: path, to: &wants) {
            inspection.note(passedOver, at: place)
        }
        guard !wants.isEmpty else { return false }
        (self.entry, self.path) = (entry, path)
        // Not with the room of the file before: who keeps a small file would keep all of that.
        bytes = []
        for want in wants where want.limit == 0 { tell(want.collector) }
        wants.removeAll { $0.limit == 0 || letPass($0.collector) }
        return !wants.isEmpty || !passing.isEmpty
    }

    /// Whether a collector looks at the current file as it passes by.
    private func letPass(_ collector: Int) -> Bool {
        let collectors = table.collectors
        guard let file = collectors[collector].anyPassing(path, entry, from: pool) else { return false }
        passing.append((collector, file))
        return true
    }

    func receive(_ piece: RawSpan) -> Bool {
        // Who has seen enough is asked at once: when nobody wants more, the end is not told.
        for index in passing.indices.reversed() where !passing[index].file.receive(piece) { conclude(index) }
        let isWanted = keep(piece)
        return isWanted || !passing.isEmpty
    }

    private func conclude(_ index: Int) {
        var (collector, file) = passing.remove(at: index)
        guard let fact = file.anyFact() else { return }
        table.collectors[collector].note(passed: fact, in: inspection, at: place)
    }

    /// Adds to what is kept of the current file; false where nobody wants it kept.
    private func keep(_ piece: RawSpan) -> Bool {
        guard !wants.isEmpty else { return false }
        // A file is never larger than its entry says; a reader that gave more would not be believed.
        wants.removeAll { bytes.count + piece.byteCount > $0.limit }
        guard !wants.isEmpty else { return false }
        // Room for all at once: growing by doubling would take up to twice the file's size.
        if bytes.isEmpty { bytes.reserveCapacity(Int(min(entry.size, Int64(wants.map(\.limit).max() ?? 0)))) }
        piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return true
    }

    func end() {
        for want in wants { tell(want.collector) }
        for index in passing.indices.reversed() { conclude(index) }
    }

    func finish() {}

    private func tell(_ collector: Int) {
        let file = CollectedFile(path: path, entry: entry, bytes: bytes, pool: pool)
        inspection.note(table.collectors[collector], file, at: place)
    }
}

extension Collector {
    /// What looks at a file as it passes by, whatever its fact.
    fileprivate func anyPassing(
        _ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool
    ) -> (any PassingFile)? {
        passing(path, entry, from: pool)
    }

    /// Notes what its look at a passing file came to.
    fileprivate func note(
        passed fact: any Sendable, in inspection: ContentInspection, at place: InspectedContents.Place
    ) {
        if let fact = fact as? Fact { inspection.note(fact, weight: weight(of: fact), at: place) }
    }
}

extension PassingFile {
    /// What it makes of the file, whatever its type.
    fileprivate mutating func anyFact() -> (any Sendable)? { conclude() }
}
