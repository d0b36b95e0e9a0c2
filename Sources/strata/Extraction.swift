import Archive
import FileTree
import ImageStore

/// Copies paths of a tree into a directory, each layer read once.
struct Extraction: ~Copyable {
    /// What was made, and what was not.
    struct Summary {
        var files = 0
        var directories = 0
        /// Bytes of contents.
        var bytes: Int64 = 0
        /// Paths that were not made and why, as phrases.
        var refusals: [(path: [UInt8], reason: String)] = []
        /// How many of them for another reason than safety.
        var failed = 0
    }

    private let image: StoredImage
    private let view: TreeView
    private let directory: ExtractionDirectory
    private(set) var summary = Summary()

    init(from image: StoredImage, view: TreeView, into directory: consuming ExtractionDirectory) {
        self.image = image
        self.view = view
        self.directory = directory
    }

    /// Copies the paths with all below them: directories first, then contents layer by layer, then links, and the
    /// permissions of the directories it made at the end, when nothing more goes into them.
    ///
    /// - Parameter wanted: Which of them are copied; nil for all. Directories above them are made as for any path.
    /// - Throws: What kept a layer from being read to its end, after all else was made.
    mutating func run(_ tops: [PathID], only wanted: PathSet? = nil) throws {
        let paths = closure(of: tops).filter { wanted?.contains($0) ?? true }
        let directories = paths.filter { view.kind(of: $0) == .directory && $0 != .root }
        var made: [PathID] = []
        for path in directories { make(path) { if try $0.makeDirectory($1) { made.append(path) } } }
        var damage: (any Error)?
        for (layer, contents) in contents(of: paths).sorted(by: { $0.key < $1.key }) {
            do { try copy(contents, from: layer) } catch { damage = damage ?? error }
        }
        makeLinks(paths)
        for path in made.reversed() { finish(path) }
        summary.directories = directories.count
        if let damage { throw damage }
    }

    /// The paths and all that is present below them, parents first, each once.
    private func closure(of tops: [PathID]) -> [PathID] {
        var found: Set<PathID> = []
        var open = tops
        while let path = open.popLast() {
            guard view.isPresent(path), found.insert(path).inserted else { continue }
            open += view.stack.children(of: path)
        }
        return found.sorted()
    }

    /// The names of each file's contents, by the layer and the place in its tar where they lie: the file's own name first
    /// where it is wanted, then hard links.
    private mutating func contents(of paths: [PathID]) -> [Int: [Int: [PathID]]] {
        var contents: [Int: [Int: [PathID]]] = [:]
        for kind in [EntryKind.regularFile, .hardLink] {
            for path in paths where view.kind(of: path) == kind {
                guard let reference = view.entry(of: path) else { continue }
                guard let place = view.stack.contents(of: reference) else {
                    refuse(path, "is a hard link to what is not in the image")
                    continue
                }
                contents[place.layer, default: [:]][view.stack.entry(place).ordinal, default: []].append(path)
            }
        }
        return contents
    }

    /// Reads one layer from its start to the last contents wanted.
    private mutating func copy(_ wanted: [Int: [PathID]], from layer: Int) throws {
        var wanted = wanted
        var reason = "is no longer in layer \(layer): the archive changed"
        defer { for path in wanted.values.joined().sorted() { refuse(path, reason) } }
        guard let blob = image.layers.first(where: { $0.index == layer }), let window = blob.window else { return }
        do {
            let reader = try TarReader(window, compression: blob.compression)
            while !wanted.isEmpty, try reader.next() != nil {
                guard let names = wanted[reader.ordinal] else { continue }
                try copy(names, from: reader)
                wanted[reader.ordinal] = nil
            }
        } catch {
            reason = "lies where layer \(layer) cannot be read"
            throw error
        }
    }

    /// Writes the contents where the reader stands under the first name that can be made; the others become links to it.
    private mutating func copy(_ names: [PathID], from reader: TarReader) throws {
        var first: (path: ExtractionPath, which: FileIdentity)?
        var hasBegun = false
        for path in names {
            if let first {
                if make(path, { try $0.makeHardLink($1, to: first.path, which: first.which) }) { summary.files += 1 }
            } else if hasBegun {
                refuse(path, "is another name of a file that cannot be written")
            } else if let which = try write(path, from: reader, &hasBegun) {
                first = ExtractionPath(view.stack.path(of: path)).map { ($0, which) }
            }
        }
    }

    /// Writes one file; gives which it is where it is there now, and tells whether contents were taken from the reader.
    private mutating func write(
        _ path: PathID, from reader: TarReader, _ hasBegun: inout Bool
    ) throws -> FileIdentity? {
        var bytes: Int64 = 0
        var begun = false
        defer { hasBegun = begun }
        let which = try makeFile(path) { file in
            begun = true
            var failure: ExtractionDirectory.Refusal?
            _ = try reader.readExtents { extent in
                do throws(ExtractionDirectory.Refusal) { try file.write(extent) } catch { failure = error }
                if case .stored(let piece) = extent { bytes += Int64(piece.count) }
                return failure == nil
            }
            if let failure { throw failure }
        }
        if which != nil { summary.bytes += bytes }
        return which
    }

    private mutating func makeLinks(_ paths: [PathID]) {
        for path in paths {
            switch view.kind(of: path) {
            case .symbolicLink:
                let target = view.entry(of: path).map { view.stack.entry($0).linkTarget } ?? []
                if make(path, { try $0.makeSymbolicLink($1, target: target) }) { summary.files += 1 }
            case .characterDevice, .blockDevice, .namedPipe, .socket:
                summary.refusals.append((view.stack.path(of: path), "is a device or pipe"))
            case .regularFile, .hardLink, .directory:
                break
            }
        }
    }

    /// Makes one file; gives which it is where it is there now.
    private mutating func makeFile(
        _ path: PathID, body: (borrowing ExtractedFile) throws -> Void
    ) throws -> FileIdentity? {
        guard let reference = view.entry(of: path), let target = ExtractionPath(view.stack.path(of: path)) else {
            refuse(path, "has a name that leads elsewhere", isSafety: true)
            return nil
        }
        let entry = view.stack.entry(reference)
        do {
            let which = try directory.makeFile(target, mode: entry.mode, modified: entry.modified, body: body)
            summary.files += 1
            return which
        } catch let refusal as ExtractionDirectory.Refusal {
            refuse(path, refusal.reason)
            return nil
        }
    }

    /// Makes one path; tells whether it is there now.
    @discardableResult
    private mutating func make(
        _ path: PathID,
        _ action: (borrowing ExtractionDirectory, ExtractionPath) throws -> Void
    ) -> Bool {
        guard let target = ExtractionPath(view.stack.path(of: path)) else {
            refuse(path, "has a name that leads elsewhere", isSafety: true)
            return false
        }
        do {
            try action(directory, target)
            return true
        } catch let refusal as ExtractionDirectory.Refusal {
            refuse(path, refusal.reason, isSafety: refusal == .leadsOut)
        } catch {
            refuse(path, "cannot be made")
        }
        return false
    }

    private mutating func finish(_ path: PathID) {
        guard let reference = view.entry(of: path) else { return }
        let entry = view.stack.entry(reference)
        // Writable for the owner, so that the copy can be changed and removed.
        make(path) { try $0.finishDirectory($1, mode: entry.mode | 0o700, modified: entry.modified) }
    }

    private mutating func refuse(_ path: PathID, _ reason: String, isSafety: Bool = false) {
        summary.refusals.append((view.stack.path(of: path), reason))
        if !isSafety { summary.failed += 1 }
    }
}
