import Synchronization

/// What a search in contents has found so far, from the threads that read; lines beyond a budget are counted only.
public final class FoundFiles: Sendable {
    /// So many bytes of lines and names are kept.
    public static let budget = 64 << 20

    private let state = Mutex((files: [TextSearch.File](), bytes: 0, isOver: false))

    /// Nothing so far.
    public init() {}

    /// Notes a file in which something was found.
    public func add(_ file: TextSearch.File) {
        state.withLock { state in
            var file = file
            let bytes = file.lines.reduce(file.path.count + 128) { $0 + $1.text.count + 48 }
            if state.bytes + bytes > FoundFiles.budget {
                file.lines = []
                state.isOver = true
            } else {
                state.bytes += bytes
            }
            state.files.append(file)
        }
    }

    /// The files so far, in the order in which they came.
    public var files: [TextSearch.File] { state.withLock { $0.files } }

    /// Whether the lines of some files were only counted.
    public var isOverBudget: Bool { state.withLock { $0.isOver } }
}
