import Archive
import FileTree

/// Several observers of one layer, in one pass over it.
final class LayerObservers: LayerObserver {
    private let observers: [any LayerObserver]
    /// Which of them want more of the current entry.
    private var isWanted: [Bool]

    init(_ observers: [any LayerObserver]) {
        self.observers = observers
        isWanted = observers.map { _ in false }
    }

    func begin(_ entry: TarEntry, ordinal: Int) -> Bool {
        for (index, observer) in observers.enumerated() { isWanted[index] = observer.begin(entry, ordinal: ordinal) }
        return isWanted.contains(true)
    }

    func receive(_ piece: RawSpan) -> Bool {
        for (index, observer) in observers.enumerated() where isWanted[index] {
            isWanted[index] = observer.receive(piece)
        }
        return isWanted.contains(true)
    }

    func end() {
        for (index, observer) in observers.enumerated() where isWanted[index] { observer.end() }
    }

    func finish() {
        observers.forEach { $0.finish() }
    }
}
