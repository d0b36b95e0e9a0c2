import FileTree

/// What was noted of the contents of an image's files.
public struct InspectedContents: Sendable {
    /// Where an entry stands in the layers' tars.
    struct Place: Sendable, Hashable {
        /// The layer, from 1.
        var layer: Int
        /// The index of the entry in the layer's tar, from 0.
        var ordinal: Int
    }

    var captured: [Place: [UInt8]] = [:]
    var executables: [Place: Executable] = [:]
    /// The secrets in files.
    public internal(set) var secrets = InspectedSecrets()
    var capabilities: [Place: FileCapabilities] = [:]
    var javaArchives: [Place: JavaArchive] = [:]
    var rpmDatabases: [Place: RPMDatabase] = [:]
    /// Whether files were left out because the budget was used up.
    public internal(set) var isOverBudget = false

    /// Nothing.
    public init() {}

    /// The contents of a file that rules read, whole; nil for all other files and for those that are too large.
    public func bytes(of entry: EntryReference, in stack: LayerStack) -> [UInt8]? {
        captured[place(of: entry, in: stack)]
    }

    /// The contents of the file that the final tree shows at a path; nil where there is none or it was not captured.
    public func bytes(at path: String, in view: TreeView) -> [UInt8]? {
        guard let id = view.stack.find(Array(path.utf8)), view.isPresent(id), let entry = view.entry(of: id) else {
            return nil
        }
        return bytes(of: entry, in: view.stack)
    }

    /// What an executable file says of itself; nil for all other files.
    public func executable(_ entry: EntryReference, in stack: LayerStack) -> Executable? {
        executables[place(of: entry, in: stack)]
    }

    /// The capabilities that a file gives; nil for one that gives none, or whose attribute is not the kernel's.
    public func capabilities(of entry: EntryReference, in stack: LayerStack) -> FileCapabilities? {
        capabilities[place(of: entry, in: stack)]
    }

    func place(of entry: EntryReference, in stack: LayerStack) -> Place {
        let contents = stack.contents(of: entry) ?? entry
        return Place(layer: contents.layer, ordinal: stack.entry(contents).ordinal)
    }
}
