import FileTree

/// Which directories are unfolded: a rule for all, and those that the user folded or unfolded by hand.
public struct Folding: Sendable, Hashable {
    /// The rule for directories that the user has not touched.
    public enum Rule: Sendable, Hashable {
        /// Folded, but for directories that hold so little that all of it fits: see `Derived`.
        case automatic
        /// All folded.
        case folded
        /// All unfolded.
        case unfolded
    }

    /// The rule for all that the user has not touched.
    public var rule = Rule.automatic
    /// What the user did by hand, true for unfolded.
    public var byHand: [PathID: Bool] = [:]

    /// Whether a directory is unfolded; `automatic` says what the automatic rule would do.
    func isUnfolded(_ path: PathID, automatic: Bool) -> Bool {
        if path == .root { return true }
        if let byHand = byHand[path] { return byHand }
        return switch rule {
        case .automatic: automatic
        case .folded: false
        case .unfolded: true
        }
    }

    /// Folds or unfolds everything and forgets what was done by hand.
    mutating func setAll(_ rule: Rule) {
        self.rule = rule
        byHand = [:]
    }

    /// The same directories in another stack, whose ids `translate` gives.
    func translated(_ translate: (PathID) -> PathID?) -> Folding {
        var result = Folding()
        result.rule = rule
        for (path, isUnfolded) in byHand {
            if let path = translate(path) { result.byHand[path] = isUnfolded }
        }
        return result
    }
}
