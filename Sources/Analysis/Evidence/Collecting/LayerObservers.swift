import Archive
import FileTree

/// Looks at the files of a layer by their paths, in the order of its tar, as a `LayerObserver` does.
public protocol FileObserver: AnyObject {
    /// A new entry with its path and its ordinal from 0; says whether its contents are wanted.
    func begin(_ entry: TarEntry, at path: FilePath, ordinal: Int) -> Bool
    /// The next piece of the entry's contents; says whether more is wanted.
    func receive(_ piece: RawSpan) -> Bool
    /// The entry's contents are through; not called when `begin` or `receive` wanted no more.
    func end()
    /// The layer is through, or cannot be read further.
    func finish()
}

/// Several observers of one layer, in one pass over it: each path is made once for all of them.
final class LayerObservers: LayerObserver {
    private let observers: [any FileObserver]
    /// Which of them want more of the current entry.
    private var isWanted: [Bool]

    init(_ observers: [any FileObserver]) {
        self.observers = observers
        isWanted = observers.map { _ in false }
    }

    func begin(_ entry: TarEntry, ordinal: Int) -> Bool {
        let path = FilePath(entry.path)
        for index in observers.indices { isWanted[index] = observers[index].begin(entry, at: path, ordinal: ordinal) }
        return isWanted.contains(true)
    }

    func receive(_ piece: RawSpan) -> Bool {
        for index in observers.indices where isWanted[index] { isWanted[index] = observers[index].receive(piece) }
        return isWanted.contains(true)
    }

    func end() {
        for index in observers.indices where isWanted[index] { observers[index].end() }
    }

    func finish() {
        observers.forEach { $0.finish() }
    }
}
