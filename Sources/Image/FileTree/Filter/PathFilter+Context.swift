extension PathFilter {
    /// What only others know of an image: who analysed it tells. Names are in lower case; nil is not known, or not yet.
    public struct Context: Sendable, Hashable {
        /// The layers of each stage, by name and by number.
        public var stages: [String: Set<Int>]?
        /// The entries that findings of a category name, in as many sets as its rules have.
        public var marks: [String: [EntrySet]]?
        /// The entries that a rule's findings name.
        public var rules: [String: EntrySet]?
        /// The paths of each package.
        public var packages: [String: [PathID]]?

        /// Nothing is known.
        public init() {}

        /// Takes over what the other one knows.
        public mutating func adopt(_ other: Context) {
            stages = other.stages ?? stages
            marks = other.marks ?? marks
            rules = other.rules ?? rules
            packages = other.packages ?? packages
        }

        /// The names that may stand behind the key's colon.
        func names(of key: FilterKey) -> [String]? {
            switch key {
            case .stage: stages.map { Array($0.keys) }
            case .mark: marks.map { Array($0.keys) }
            case .rule: rules.map { Array($0.keys) }
            case .package: packages.map { Array($0.keys) }
            case .layer, .kind, .owner, .mode, .change: []
            }
        }
    }

    /// Whether the filter asks for what rules find: `mark:`, `rule:`.
    public var needsFindings: Bool { names(.mark) || names(.rule) }

    /// Whether the filter asks for packages.
    public var needsPackages: Bool { names(.package) }

    /// Whether the filter asks for stages.
    public var needsStages: Bool { names(.stage) }

    private func names(_ key: FilterKey) -> Bool {
        expression.terms.contains { if case .named(key, _) = $0 { true } else { false } }
    }

    /// Throws where the filter names what the image does not have, or what is not known of it.
    public func check(against context: Context) throws(Fault) {
        for case .named(let key, let name) in expression.terms {
            guard let known = context.names(of: key) else {
                throw Fault("\(key.rawValue):\(name) cannot be told, the image is not analysed yet")
            }
            if known.contains(name) { continue }
            throw Fault("there is no \(key.rawValue) “\(name)”" + PathFilter.advice(on: name, among: known))
        }
    }

    private static func advice(on name: String, among known: [String]) -> String {
        if let nearest = Spelling.nearest(to: name, among: known.sorted()) { return ", did you mean \(nearest)?" }
        return known.isEmpty || known.count > 12 ? "" : ": \(known.sorted().joined(separator: ", "))"
    }
}
