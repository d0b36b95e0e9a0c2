import Dispatch
import FoundationEssentials
import Synchronization

/// What the machine has room for.
package enum Cores {
    /// How many this process may use.
    static var count: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// Whether several threads can work at once: there are cores for them, and they can be begun.
    package static var areSeveral: Bool { count > 1 && FileDescriptors.haveRoomForThreads }
}

extension Array where Element: Sendable {
    /// Does the same with all elements, several at once on as many cores as there are, at most four: more readers of one
    /// file wait for one another. Elements are begun in their order; returns when all are done. Where hardly a file more may be
    /// open it does so one after another: libdispatch ends a process that leaves it no descriptors.
    ///
    /// - Parameters:
    ///   - isCancelled: Asked before each element: none is begun once it says so.
    ///   - body: Called from several threads.
    package func forEachAtOnce(
        isCancelled: @Sendable () -> Bool = { false }, _ body: @Sendable (Element) -> Void
    ) {
        let workers = Swift.min(Cores.count, 4, count)
        guard workers > 1, Cores.areSeveral else {
            for element in self where !isCancelled() { body(element) }
            return
        }
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
