import Explorer
import ImageAnalysis
import Learn
import NcursesTerminal
import Synchronization

/// What worker threads have to say to the main thread.
///
/// Reports of progress overtake one another: only the last one of each layer is kept, and they wake the main thread ten
/// times a second at most.
final class Mailbox: Sendable {
    /// One message.
    enum Message: Sendable {
        /// Something for the reducer.
        case action(Action)
        /// A layer's paths and bytes are there for reading contents.
        case image(OpenImage)
        /// The image is analysed, and can be compared with another one.
        case judged(ComparedImage)
        /// A file is ready for the user's pager or editor.
        case runOutside(OutsideFile)
        /// A lesson is ready, or says why it cannot be.
        case lesson(Result<PreparedLesson, LessonFault>)
    }

    private struct Contents {
        /// Each with the work that it comes from, oldest first.
        var messages: [(message: Message, work: Cancellation)] = []
        var progress: [Int: Int64] = [:]
        var analyzed: Double?
        var searched: (request: Int, part: Double)?
        var compared: Double?
        var lastWake: ContinuousClock.Instant?
    }

    private static let progressInterval = Duration.milliseconds(100)
    private let contents = Mutex(Contents())
    private let pipe: WakePipe

    init(waking pipe: WakePipe) {
        self.pipe = pipe
    }

    /// Leaves a message, unless the work that it comes from is not wanted any more.
    func post(_ message: Message, from work: Cancellation) {
        let isWanted = contents.withLock { contents in
            if work.isCancelled { return false }
            if case .action(.layerLoaded(let layer, _)) = message { contents.progress[layer] = nil }
            contents.messages.append((message, work))
            return true
        }
        if isWanted { pipe.wake() }
    }

    /// Notes how far a layer is.
    func postProgress(_ layer: Int, _ bytesRead: Int64, from work: Cancellation) {
        note(from: work) { $0.progress[layer] = bytesRead }
    }

    /// Notes how much of the contents has been read for the analysis, 0…1.
    func postAnalyzing(_ part: Double, from work: Cancellation) {
        note(from: work) { $0.analyzed = part }
    }

    /// Notes how much of the layers has been searched, 0…1.
    func postSearching(_ request: Int, _ part: Double, from work: Cancellation) {
        note(from: work) { $0.searched = (request, part) }
    }

    /// Notes how much of the other image's layers is there, 0…1.
    func postComparing(_ part: Double, from work: Cancellation) {
        note(from: work) { $0.compared = part }
    }

    private func note(from work: Cancellation, _ change: (inout Contents) -> Void) {
        let isDue = contents.withLock { contents in
            if work.isCancelled { return false }
            change(&contents)
            let now = ContinuousClock.now
            if let last = contents.lastWake, now - last < Mailbox.progressInterval { return false }
            contents.lastWake = now
            return true
        }
        if isDue { pipe.wake() }
    }

    /// Ends work and drops what it left here; what other work has to say stays.
    func cancel(_ work: Cancellation) {
        contents.withLock { contents in
            work.cancel()
            contents.messages.removeAll { $0.work === work }
            contents.progress = [:]
            contents.analyzed = nil
            contents.compared = nil
        }
    }

    /// All messages, oldest first.
    func drain() -> [Message] {
        contents.withLock { contents in
            defer {
                contents.messages = []
                contents.progress = [:]
                contents.analyzed = nil
                contents.searched = nil
                contents.compared = nil
            }
            let progress = contents.progress.sorted { $0.key < $1.key }.map { layer, bytesRead in
                Message.action(.layerProgress(layer: layer, bytesRead: bytesRead))
            }
            let analyzing = contents.analyzed.map { [Message.action(.analyzing($0))] } ?? []
            let searching = contents.searched.map { request, part in
                [Message.action(.searchingContents(request: request, part))]
            }
            let comparing = contents.compared.map { [Message.action(.comparing(.reading($0)))] } ?? []
            return progress + analyzing + (searching ?? []) + comparing + contents.messages.map(\.message)
        }
    }
}

/// Whether work is still wanted. Any thread may ask and say.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isCancelled: Bool { flag.load(ordering: .relaxed) }

    func cancel() { flag.store(true, ordering: .relaxed) }
}
