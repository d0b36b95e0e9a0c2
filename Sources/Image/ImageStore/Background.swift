import Dispatch
import Synchronization

/// A value that is worked out on another thread, while whoever needs it does something else.
package final class Background<Value: Sendable>: Sendable {
    private let group = DispatchGroup()
    private let result = Mutex<Value?>(nil)
    private let work: @Sendable () -> Value

    /// Begins at once; where hardly a file more may be open, when the value is asked for.
    package init(_ work: @escaping @Sendable () -> Value) {
        self.work = work
        guard FileDescriptors.haveRoomForThreads else { return }
        DispatchQueue.global(qos: .userInitiated).async(group: group) {
            let value = work()
            self.result.withLock { $0 = value }
        }
    }

    /// The value, as soon as it is there.
    package var value: Value {
        group.wait()
        return result.withLock { $0 } ?? work()
    }
}
