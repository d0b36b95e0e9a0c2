import FileTree
import Reporting
import Synchronization

/// A line on standard error that shows how far reading has come, at most ten times a second.
final class ProgressLine: Sendable {
    private struct State {
        var bytesRead: [Int: Int64] = [:]
        var sizes: [Int64] = []
        var finished: Set<Int> = []
        var lastShown: ContinuousClock.Instant?
    }

    private let isShown: Bool
    private let state = Mutex(State())

    init(_ messages: MessageOptions) {
        isShown = !messages.quiet && messages.progress.isShown(isTerminal: StandardError.isTerminal)
    }

    /// Tells the sizes of the layers that will be read, in bytes as stored.
    func begin(layers sizes: [Int64]) {
        state.withLock { $0.sizes = sizes }
    }

    /// Takes an event of the loader, from any thread.
    func show(_ event: ImageLoader.Event) {
        guard isShown else { return }
        state.withLock { state in
            switch event {
            case .progress(let layer, let bytesRead): state.bytesRead[layer] = bytesRead
            case .loaded(let layer, _), .failed(let layer, _):
                // A layer that breaks off is told of twice.
                state.finished.insert(layer)
                if state.sizes.indices.contains(layer - 1) { state.bytesRead[layer] = state.sizes[layer - 1] }
            }
            let now = ContinuousClock.now
            if let last = state.lastShown, last.duration(to: now) < .milliseconds(100) { return }
            state.lastShown = now
            StandardError.writeRaw("\r" + ProgressLine.text(state) + "\u{1b}[K")
        }
    }

    /// Removes the line, if there is one.
    func clear() {
        guard state.withLock({ $0.lastShown != nil }) else { return }
        StandardError.writeRaw("\r\u{1b}[K")
    }

    private static func text(_ state: State) -> String {
        let total = state.sizes.reduce(0.0) { $0 + Double($1) }
        let done = state.bytesRead.values.reduce(0.0) { $0 + Double($1) }
        let fraction = total > 0 ? min(1, done / total) : 1
        let filled = Int(fraction * 20)
        let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: 20 - filled)
        return "[\(bar)] \(Int(fraction * 100)) %  layer \(state.finished.count) of \(state.sizes.count)"
    }
}
