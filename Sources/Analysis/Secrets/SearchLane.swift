import Archive
import Dispatch
import Evidence
import ImageStore
import Synchronization

/// Searches files one after the other: at once, or on a thread of its own, to which they go in batches.
final class SearchLane {
    private let scanner: ScannerThread
    private var batch = SearchBatch()

    init(_ scanner: sending SecretScanner, _ workers: SearchWorkers) {
        self.scanner = ScannerThread(scanner, workers)
    }

    func begin(_ entry: TarEntry, _ path: FilePath, ordinal: Int) {
        add(.begin(entry, path, ordinal: ordinal))
    }

    func receive(_ piece: RawSpan) {
        if !batch.bytes.isEmpty, batch.bytes.count + piece.byteCount > SearchBatch.size { flush() }
        piece.withUnsafeBytes { batch.bytes.append(contentsOf: $0) }
        add(.receive(count: piece.byteCount))
    }

    func end() { add(.end) }

    private func add(_ step: SearchBatch.Step) {
        batch.steps.append(step)
        if batch.steps.count >= SearchBatch.mostSteps { flush() }
    }

    /// Has what is left searched, without waiting for it.
    func flush() {
        if !batch.steps.isEmpty { batch = scanner.search(batch) }
    }
}

/// Files, and parts of files, that are searched together: to hand each over by itself would cost more than to search it.
struct SearchBatch: Sendable {
    /// What happens, in order.
    enum Step: Sendable {
        /// A new file.
        case begin(TarEntry, FilePath, ordinal: Int)
        /// The next bytes of the batch are the file's.
        case receive(count: Int)
        /// The file is through.
        case end
    }

    /// So many bytes go together.
    static let size = 256 << 10
    /// So many steps go together, however few bytes they have.
    static let mostSteps = 1024

    var steps: [Step] = []
    var bytes: [UInt8] = []

    /// Shows it to a scanner.
    func show(to scanner: SecretScanner) {
        bytes.withUnsafeBytes { bytes in
            var place = 0
            for step in steps {
                switch step {
                case .begin(let entry, let path, let ordinal): scanner.begin(entry, path, ordinal: ordinal)
                case .end: scanner.end()
                case .receive(let count):
                    scanner.receive(UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]))
                    place += count
                }
            }
        }
    }
}

/// Where lanes run, and which of their batches are not searched yet.
final class SearchWorkers: Sendable {
    /// Whether lanes have threads of their own.
    let areThreads: Bool
    fileprivate let group = DispatchGroup()

    /// Nothing is searched yet; on threads where there are several cores, if not said.
    init(areThreads: Bool = Cores.areSeveral) { self.areThreads = areThreads }

    /// Waits for all batches.
    func wait() { group.wait() }
}

/// A scanner and the batches that wait for it, of which there are few at any time.
private final class ScannerThread: Sendable {
    private static let mostBatches = 3

    private let scanner: Mutex<SecretScanner>
    private let workers: SearchWorkers
    private let queue = DispatchQueue(label: "strata.search")
    private let empty = Mutex(Array(repeating: SearchBatch(), count: ScannerThread.mostBatches))
    // Made with 0: a semaphore may not end with less than it began with.
    private let room = DispatchSemaphore(value: 0)

    init(_ scanner: sending SecretScanner, _ workers: SearchWorkers) {
        self.scanner = Mutex(scanner)
        self.workers = workers
        for _ in 0..<ScannerThread.mostBatches { room.signal() }
    }

    /// Has a batch searched, and gives an empty one, as soon as there is one.
    func search(_ batch: SearchBatch) -> SearchBatch {
        guard workers.areThreads else { return show(batch) }
        queue.async(group: workers.group) { [self] in
            let batch = show(batch)
            empty.withLock { $0.append(batch) }
            room.signal()
        }
        room.wait()
        return empty.withLock { $0.popLast() } ?? SearchBatch()
    }

    private func show(_ batch: SearchBatch) -> SearchBatch {
        var batch = batch
        scanner.withLock { batch.show(to: $0) }
        batch.steps.removeAll(keepingCapacity: true)
        batch.bytes.removeAll(keepingCapacity: true)
        return batch
    }
}
