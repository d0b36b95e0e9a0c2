import ImageStore
import Synchronization

/// Remembers what it hears.
final class Recorder: Sendable {
    private let heard = Mutex<[OpenProgress]>([])

    func add(_ progress: OpenProgress) {
        heard.withLock { $0.append(progress) }
    }

    var values: [OpenProgress] { heard.withLock { $0 } }
}
