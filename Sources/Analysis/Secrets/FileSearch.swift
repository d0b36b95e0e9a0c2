import Archive
import Evidence

/// Searches one file for secrets while its bytes come by, in windows: memory does not grow with the file. Archives and
/// git's objects are held until they are whole, up to a size, and then their contents are searched as files.
struct FileSearch {
    /// A secret in the file.
    struct Found {
        var secret: SecretSearch.Found
        /// Where the range stands in the file, or in the innermost member, in bytes.
        var offset: Int64
        /// The line, from 1; nil in binary files.
        var line: Int?
        /// The members that lead to it, the outermost first.
        var members: [String] = []
        /// What the path of the file, and of the member, tells.
        var traits: FileTraits
    }

    /// What is done with the bytes.
    private enum Mode {
        /// There are too few to tell.
        case undecided
        /// They are searched as they come.
        case windows
        /// They are held until all are there.
        case holding
    }

    /// So many bytes tell what a file is.
    private static let startSize = 512

    private let path: FilePath
    private let depth: Int
    private let budget: SearchBudget
    private let search: SecretSearch
    private var mode = Mode.undecided
    private var held: [UInt8] = []
    private var windows: SearchWindows

    /// A search of the file at that path.
    ///
    /// - Parameters:
    ///   - traits: What the path tells, where that is known.
    ///   - depth: How many archives it lies in.
    init(
        _ path: FilePath, traits: FileTraits? = nil, depth: Int = 0, budget: SearchBudget, _ search: SecretSearch
    ) {
        self.path = path
        self.depth = depth
        self.budget = budget
        self.search = search
        windows = SearchWindows(path, traits ?? FileTraits(path))
    }

    /// Whether a part of it was not unpacked.
    var isExceeded: Bool { budget.isExceeded }

    /// Takes in bytes; gives the secrets that are whole by now.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> [Found] {
        if mode == .undecided, held.isEmpty, bytes.count >= FileSearch.startSize {
            decide(by: Array(bytes.prefix(FileSearch.startSize)))
        }
        if mode == .windows { return windows.receive(bytes, search) }
        held.append(contentsOf: bytes)
        if mode == .undecided {
            guard held.count >= FileSearch.startSize else { return [] }
            decide(by: held)
        }
        if mode == .holding, held.count <= SearchBudget.size(at: depth) { return [] }
        if mode == .holding { budget.exceed() }
        return release()
    }

    /// The bytes are through; gives the rest of the secrets.
    mutating func finish() -> [Found] {
        if mode == .undecided { decide(by: held) }
        guard mode == .holding else { return release() + windows.finish(search) }
        let (found, isWhole) = unpack()
        return isWhole ? found : found + release() + windows.finish(search)
    }

    private mutating func decide(by start: [UInt8]) {
        let isContainer = MemoryArchive.isMagic(start) || GitObjects.isObjects(path, start.prefix(16))
        mode = isContainer ? .holding : .windows
        if isContainer, depth >= SearchBudget.depth {
            budget.exceed()
            mode = .windows
        }
    }

    /// Goes on in windows with what was held.
    private mutating func release() -> [Found] {
        mode = .windows
        let bytes = held
        held = []
        return windows.receive(bytes, search)
    }

    /// Searches what is in the archive; says whether it could be read to its end.
    private mutating func unpack() -> (found: [Found], isWhole: Bool) {
        var found: [Found] = []
        let room = budget.room(for: held.count)
        if GitObjects.isObjects(path, held.prefix(16)) {
            GitObjects.read(held, at: path, within: room) { name, contents in
                var member = self.member(FilePath(Array("\(name).txt".utf8)))
                let new = contents.withUnsafeBytes { member.receive($0) } + member.finish()
                found += FileSearch.named(name, new)
            }
            return (found, true)
        }
        var member: (name: String, search: FileSearch)?
        let stop = MemoryArchive.read(held, within: room) { name in
            let path = name.isEmpty ? self.path.unpacked : FilePath(name)
            member = (name.isEmpty ? "unpacked" : path.text, self.member(path))
        } body: { piece in
            guard let name = member?.name, let new = member?.search.receive(piece) else { return }
            found += FileSearch.named(name, new)
        } end: {
            guard let name = member?.name, let new = member?.search.finish() else { return }
            found += FileSearch.named(name, new)
        }
        if stop == .tooLarge { budget.exceed() }
        return (found, stop != .damaged)
    }

    private func member(_ path: FilePath) -> FileSearch {
        FileSearch(
            path, traits: FileTraits(path).inside(windows.traits), depth: depth + 1, budget: budget, search)
    }

    private static func named(_ name: String, _ found: [Found]) -> [Found] {
        found.map { found in
            var found = found
            found.members.insert(name, at: 0)
            return found
        }
    }
}

extension FilePath {
    /// The path of what a compressed file holds: without `.gz`.
    fileprivate var unpacked: FilePath {
        let bytes = Array(text.utf8)
        let dot = bytes.lastIndex(of: 0x2e).flatMap { $0 > (bytes.lastIndex(of: 0x2f) ?? -1) ? $0 : nil }
        return FilePath(Array(bytes[..<(dot ?? bytes.count)]))
    }
}

extension FileTraits {
    /// The traits of a file in an archive that has some itself.
    func inside(_ outer: FileTraits) -> FileTraits {
        var traits = self
        traits.isDocumentation = isDocumentation || outer.isDocumentation
        traits.isPackageCode = isPackageCode || outer.isPackageCode
        traits.wantsAssignments = wantsAssignments && !outer.isPackageCode
        return traits
    }
}
