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

    /// Copies the paths with all below them: directories first, then files layer by layer, then links, and the
    /// directories' permissions at the end, when nothing more goes into them.
    mutating func run(_ tops: [PathID]) throws {
        let paths = closure(of: tops)
        let directories = paths.filter { view.kind(of: $0) == .directory }
        for path in directories where path != .root { make(path) { try $0.makeDirectory($1) } }
        let files = paths.filter { view.kind(of: $0) == .regularFile }
        let byLayer = Dictionary(grouping: files) { view.entry(of: $0)?.layer ?? 0 }
        for (layer, paths) in byLayer.sorted(by: { $0.key < $1.key }) {
            try copy(paths, from: layer)
        }
        try copyLinks(paths, extracted: Set(files))
        for path in directories.reversed() where path != .root { finish(path) }
        summary.directories = directories.count { $0 != .root }
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

    /// Reads one layer from its start to the last file wanted.
    private mutating func copy(_ paths: [PathID], from layer: Int) throws {
        guard let blob = image.layers.first(where: { $0.index == layer }), let window = blob.window else { return }
        var wanted: [Int: PathID] = [:]
        for path in paths {
            if let reference = view.entry(of: path) { wanted[view.stack.entry(reference).ordinal] = path }
        }
        let reader = try TarReader(window, compression: blob.compression)
        while !wanted.isEmpty, try reader.next() != nil {
            guard let path = wanted.removeValue(forKey: reader.ordinal) else { continue }
            try copy(path, from: reader)
        }
        for path in wanted.values.sorted() { refuse(path, "is no longer in layer \(layer): the archive changed") }
    }

    private mutating func copy(_ path: PathID, from reader: TarReader) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var bytes: Int64 = 0
        try makeFile(path) { file in
            while true {
                let count = try reader.read(into: buffer)
                if count == 0 { return }
                bytes += Int64(count)
                try file.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        summary.bytes += bytes
    }

    private mutating func copyLinks(_ paths: [PathID], extracted: Set<PathID>) throws {
        for path in paths {
            switch view.kind(of: path) {
            case .symbolicLink:
                let target = view.entry(of: path).map { view.stack.entry($0).linkTarget } ?? []
                if make(path, { try $0.makeSymbolicLink($1, target: target) }) { summary.files += 1 }
            case .hardLink:
                try copyHardLink(path, extracted: extracted)
            case .characterDevice, .blockDevice, .namedPipe, .socket:
                summary.refusals.append((view.stack.path(of: path), "is a device or pipe"))
            case .regularFile, .directory:
                break
            }
        }
    }

    /// A link to the file where that was extracted; a copy of its contents where it was not.
    private mutating func copyHardLink(_ path: PathID, extracted: Set<PathID>) throws {
        guard let reference = view.entry(of: path) else { return }
        if let contents = view.stack.contents(of: reference), let owner = view.stack.path(of: contents),
            extracted.contains(owner), view.entry(of: owner) == contents,
            let existing = ExtractionPath(view.stack.path(of: owner))
        {
            if make(path, { try $0.makeHardLink($1, to: existing) }) { summary.files += 1 }
            return
        }
        let reader = ContentReader(image: image, stack: view.stack)
        var bytes: Int64 = 0
        try makeFile(path) { file in
            try reader.read(reference, limit: nil) { piece in
                bytes += Int64(piece.count)
                try file.write(piece)
            }
        }
        summary.bytes += bytes
    }

    private mutating func makeFile(_ path: PathID, body: (borrowing ExtractedFile) throws -> Void) throws {
        guard let reference = view.entry(of: path), let target = ExtractionPath(view.stack.path(of: path)) else {
            return refuse(path, "has a name that leads elsewhere", isSafety: true)
        }
        let entry = view.stack.entry(reference)
        do {
            try directory.makeFile(target, mode: entry.mode, modified: entry.modified, body: body)
            summary.files += 1
        } catch let refusal as ExtractionDirectory.Refusal {
            refuse(path, refusal.reason)
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
            refuse(path, "cannot be made: \(error)")
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
