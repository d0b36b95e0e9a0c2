import ImageStore
import Synchronization
import Testing

@Suite("Work on several threads")
struct ConcurrencyTests {
    @Test("is done once with each element", arguments: [0, 1, 3, 1000])
    func each(count: Int) {
        let seen = Mutex<[Int]>([])
        Array(0..<count).forEachAtOnce { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }

    @Test("is not begun after it was cancelled")
    func cancelled() {
        let done = Atomic(0)
        Array(0..<1000).forEachAtOnce(isCancelled: { done.load(ordering: .relaxed) > 0 }) { _ in
            done.wrappingAdd(1, ordering: .relaxed)
        }
        // Each of the threads may have begun one before it could see that.
        #expect(1...4 ~= done.load(ordering: .relaxed))
    }

    @Test("in the background gives its value to whoever asks, each time")
    func background() {
        let begun = Atomic(0)
        let work = Background { begun.wrappingAdd(1, ordering: .relaxed).newValue }
        #expect((0..<3).map { _ in work.value } == [1, 1, 1])
    }
}
