import FileTree

/// What is installed in an image, by its own records.
public struct PackageInventory: Sendable {
    /// The packages of the final tree, by ecosystem and name.
    public let packages: [Package]
    /// For each path of the stack, by its index, which package has it; −1 for none.
    private let owners: [Int32]
    /// What is odd about the records, one sentence each.
    public let warnings: [String]

    /// Reads the records of an image.
    ///
    /// - Parameters:
    ///   - stack: The layers.
    ///   - view: The final tree; nil for an image without layers.
    ///   - contents: What was captured of the records.
    public init(of stack: LayerStack, view: TreeView?, contents: InspectedContents) {
        packages = []
        owners = Array(repeating: -1, count: stack.pathCount)
        warnings = []
    }

    /// The package that a path belongs to; nil for a file that no package has.
    public func owner(of path: PathID) -> Package? {
        guard owners.indices.contains(path.index), owners[path.index] >= 0 else { return nil }
        return packages[Int(owners[path.index])]
    }
}
