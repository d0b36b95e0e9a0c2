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

    func begin(_ file: SearchedFile) { add(.begin(file)) }

    func receive(_ piece: RawSpan) {
        if !batch.receive(piece) {
            flush()
            _ = batch.receive(piece)
        }
    }

    func end() { add(.end) }

    private func add(_ step: SearchBatch.Step) {
        if !batch.add(step) { flush() }
    }

    /// Has what is left searched, without waiting for it.
    func flush() { batch = scanner.search(batch) }
}

/// Files, and parts of files, that are searched together: to hand each over by itself would cost more than to search it. An
/// object, so that its memory goes round and is never copied.
private final class SearchBatch: Sendable {
    /// What happens, in order.
    enum Step: Sendable {
        /// A new file.
        case begin(SearchedFile)
        /// The next bytes of the batch are the file's.
        case receive(count: Int)
        /// The file is through.
        case end
    }

    /// So many bytes go together, if not one piece has more.
    private static let size = 256 << 10
    /// So many steps go together, however few bytes they have.
    private static let mostSteps = 1024

    private struct Contents {
        var steps: [Step] = []
        var bytes: [UInt8] = []
    }

    private let contents = Mutex(Contents())

    /// Adds a step without bytes; false where it was the last that there is room for.
    func add(_ step: Step) -> Bool {
        contents.withLock { contents in
            contents.steps.append(step)
            return contents.steps.count < SearchBatch.mostSteps
        }
    }

    /// Adds a file's next bytes; false where there is no room for them.
    func receive(_ piece: RawSpan) -> Bool {
        contents.withLock { contents in
            let count = contents.bytes.count
            guard count == 0 || count + piece.byteCount <= SearchBatch.size else { return false }
            piece.withUnsafeBytes { contents.bytes.append(contentsOf: $0) }
            contents.steps.append(.receive(count: piece.byteCount))
            return true
        }
    }

    /// Shows all of it to a scanner, and is empty again.
    func empty(into scanner: SecretScanner) {
        contents.withLock { contents in
            contents.bytes.withUnsafeBytes { bytes in
                var place = 0
                for step in contents.steps {
                    switch step {
                    case .begin(let file): scanner.begin(file)
                    case .end: scanner.end()
                    case .receive(let count):
                        scanner.receive(UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]))
                        place += count
                    }
                }
            }
            contents.steps.removeAll(keepingCapacity: true)
            contents.bytes.removeAll(keepingCapacity: true)
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
    private let scanner: Mutex<SecretScanner>
    private let workers: SearchWorkers
    private let queue = DispatchQueue(label: "strata.search")
    private let empty = Mutex([SearchBatch(), SearchBatch()])
    // Made with 0: a semaphore may not end with less than it began with.
    private let room = DispatchSemaphore(value: 0)

    init(_ scanner: sending SecretScanner, _ workers: SearchWorkers) {
        self.scanner = Mutex(scanner)
        self.workers = workers
        for _ in 0..<empty.withLock({ $0.count }) { room.signal() }
    }

    /// Has a batch searched, and gives an empty one, as soon as there is one.
    func search(_ batch: SearchBatch) -> SearchBatch {
        guard workers.areThreads else {
            scanner.withLock { batch.empty(into: $0) }
            return batch
        }
        queue.async(group: workers.group) { [self] in
            scanner.withLock { batch.empty(into: $0) }
            empty.withLock { $0.append(batch) }
            room.signal()
        }
        room.wait()
        return empty.withLock { $0.popLast() } ?? SearchBatch()
    }
}
