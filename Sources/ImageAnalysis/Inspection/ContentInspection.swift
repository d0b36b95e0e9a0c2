import Archive
import FileTree
import Synchronization

/// Notes what rules need of the contents while the layers are read: small files whole, facts of executables.
///
/// Hand it to `ImageLoader.load`, then ask for `results`. Memory is bounded: each kind of file has a limit of its own,
/// and all captured files of one image together have `captureBudget`.
public final class ContentInspection: ContentObserver {
    /// All captured files of one image take at most so many bytes.
    public static let captureBudget = 64 << 20

    private let state = Mutex(State())

    private struct State {
        var contents = InspectedContents()
        var captured = 0
    }

    /// An inspection that has seen nothing.
    public init() {}

    /// What was noted so far.
    public var results: InspectedContents { state.withLock { $0.contents } }

    /// Looks at the layer's files.
    public func observer(ofLayer layer: Int) -> any LayerObserver {
        LayerInspection(layer: layer, inspection: self)
    }

    func note(_ bytes: [UInt8], of place: InspectedContents.Place) {
        state.withLock { state in
            guard state.captured + bytes.count <= ContentInspection.captureBudget else {
                state.contents.isOverBudget = true
                return
            }
            state.captured += bytes.count
            state.contents.captured[place] = bytes
        }
    }

    func note(_ executable: Executable, of place: InspectedContents.Place) {
        state.withLock { $0.contents.executables[place] = executable }
    }

    func note(_ capabilities: FileCapabilities, of place: InspectedContents.Place) {
        state.withLock { $0.contents.capabilities[place] = capabilities }
    }
}
