import Dispatch
import FoundationEssentials
import Synchronization

extension Array where Element: Sendable {
    /// Does the same with all elements, several at once on as many cores as there are, at most four: more readers of one
    /// file wait for one another. Elements are begun in their order; returns when all are done.
    ///
    /// - Parameters:
    ///   - isCancelled: Asked before each element: none is begun once it says so.
    ///   - body: Called from several threads.
    package func forEachAtOnce(
        isCancelled: @Sendable () -> Bool = { false }, _ body: @Sendable (Element) -> Void
    ) {
        let workers = Swift.min(Swift.max(1, ProcessInfo.processInfo.activeProcessorCount), 4, Swift.max(1, count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while !isCancelled() {
                let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < count else { return }
                body(self[place])
            }
        }
    }
}
