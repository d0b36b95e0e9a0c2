import FileTree

/// Where a symbolic link leads, inside the image.
enum LinkTarget {
    /// The path that `target` names, seen from the link at `path`; nil where it leads to the root or nowhere. Links
    /// among the target's own directories are not followed.
    static func path(of target: [UInt8], from path: PathID, in stack: LayerStack) -> PathID? {
        var current = target.first == 0x2f ? PathID.root : stack.parent(of: path) ?? .root
        for component in target.split(separator: 0x2f) {
            if component.elementsEqual([0x2e]) { continue }
            if component.elementsEqual([0x2e, 0x2e]) {
                current = stack.parent(of: current) ?? .root
                continue
            }
            let base = stack.path(of: current)
            guard let next = stack.find(base.isEmpty ? Array(component) : base + [0x2f] + component) else { return nil }
            current = next
        }
        return current == .root ? nil : current
    }
}
