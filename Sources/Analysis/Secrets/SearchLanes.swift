import Archive
import Evidence
import FileTree

/// Searches the files of one layer for secrets in a few lanes, each on a thread of its own where there are several cores,
/// while the layer is read on.
///
/// Which lane a file goes into depends on the sizes of the files before it alone: so the results are the same on however
/// many threads.
final class SearchLanes: FileObserver {
    /// More would have nothing to do: decompressing a layer and taking it apart are about as slow as two lanes are fast.
    static let count = 2

    private let lanes: [SearchLane]
    /// How many bytes the files of each lane have.
    private var sizes: [Int64]
    private var current = 0
    /// The directory of the last file.
    private var directory = DirectoryTraits()
    private let skipIndex: (Int64) -> Void

    /// Lanes that search nothing yet.
    ///
    /// - Parameters:
    ///   - worker: Where they run.
    ///   - skipIndex: Gets the size of each file that is passed over, since it lists packages.
    ///   - scanner: Makes the scanner of a lane.
    init<Failure>(
        _ worker: SearchWorkers, skipIndex: @escaping (Int64) -> Void,
        scanner: () throws(Failure) -> sending SecretScanner
    ) throws(Failure) {
        var lanes: [SearchLane] = []
        for _ in 0..<SearchLanes.count { lanes.append(SearchLane(try scanner(), worker)) }
        (self.lanes, self.skipIndex) = (lanes, skipIndex)
        sizes = lanes.map { _ in 0 }
    }

    func begin(_ entry: TarEntry, at path: FilePath, ordinal: Int) -> Bool {
        guard entry.kind == .regularFile, entry.size > 0 else { return false }
        guard !PackageIndex.contains(path) else {
            skipIndex(entry.size)
            return false
        }
        current = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
        sizes[current].addSaturated(entry.size)
        if !directory.holds(path) { directory = DirectoryTraits(of: path) }
        lanes[current].begin(
            SearchedFile(
                storedPath: entry.path, path: path, traits: FileTraits(path, in: directory), size: entry.size,
                ordinal: ordinal))
        return true
    }

    func receive(_ piece: RawSpan) -> Bool {
        lanes[current].receive(piece)
        return true
    }

    func end() { lanes[current].end() }

    func finish() { lanes.forEach { $0.flush() } }
}
