import FileTree

/// What was noted of an image's files while its layers were read: facts by their type, and what searches found.
public struct InspectedContents: Sendable {
    /// Where an entry stands in the layers' tars.
    public struct Place: Sendable, Hashable, Comparable {
        /// The layer, from 1.
        public var layer: Int { Int(layerNumber) }
        /// The index of the entry in the layer's tar, from 0.
        public var ordinal: Int { Int(index) }

        // There may be a fact of each file: eight bytes for where it stands.
        private let layerNumber: UInt32
        private let index: UInt32

        /// The entry of that index in a layer.
        public init(layer: Int, ordinal: Int) {
            (layerNumber, index) = (UInt32(clamping: layer), UInt32(clamping: ordinal))
        }

        /// Lower layers first, then as in the tar.
        public static func < (left: Place, right: Place) -> Bool {
            (left.layer, left.ordinal) < (right.layer, right.ordinal)
        }
    }

    private var tables: [ObjectIdentifier: any FactTable] = [:]
    private var findings: [ObjectIdentifier: any Sendable] = [:]
    private var budget = FactBudget()
    /// Whether facts were left out because the budget was used up.
    public private(set) var isOverBudget = false

    /// Nothing.
    public init() {}

    /// All facts of a type, by where their files stand.
    public func facts<Fact: Sendable>(_ type: Fact.Type) -> [Place: Fact] {
        (tables[ObjectIdentifier(type)] as? Facts<Fact>)?.byPlace ?? [:]
    }

    /// The fact of a type that was noted of an entry's contents; nil for none.
    public func fact<Fact: Sendable>(_ type: Fact.Type, of entry: EntryReference, in stack: LayerStack) -> Fact? {
        facts(type)[place(of: entry, in: stack)]
    }

    /// The contents of a file that a collector keeps whole; nil for all other files and for those that are too large.
    public func bytes(of entry: EntryReference, in stack: LayerStack) -> [UInt8]? {
        fact([UInt8].self, of: entry, in: stack)
    }

    /// The contents of the file that the final tree shows at a path; nil where there is none or it was not kept.
    public func bytes(at path: String, in view: TreeView) -> [UInt8]? {
        guard let id = view.stack.find(Array(path.utf8)), view.isPresent(id), let entry = view.entry(of: id) else {
            return nil
        }
        return bytes(of: entry, in: view.stack)
    }

    /// What a search found; nil where it did not run.
    public func result<Result: Sendable>(_ type: Result.Type) -> Result? {
        findings[ObjectIdentifier(type)] as? Result
    }

    /// Sets what a search found.
    public mutating func setResult<Result: Sendable>(_ result: Result) {
        findings[ObjectIdentifier(Result.self)] = result
    }

    /// Adds a fact that takes so many bytes of memory, unless what comes before it fills the budget.
    mutating func add<Fact: Sendable>(_ fact: Fact, weight: Int, at place: Place) {
        let key = ObjectIdentifier(Fact.self)
        guard budget.add(weight, at: place, of: key) else {
            isOverBudget = true
            return
        }
        // Taken out while it changes, or the whole table would be copied.
        var table = tables.removeValue(forKey: key) as? Facts<Fact> ?? Facts<Fact>()
        table.byPlace[place] = fact
        tables[key] = table
        if budget.isFarExceeded { self = withinBudget }
    }

    /// The same without the facts that are beyond the budget.
    var withinBudget: InspectedContents {
        var contents = self
        contents.remove(contents.budget.cut())
        return contents
    }

    /// The same, to which nothing more is added: what only its budget needs is gone.
    var concluded: InspectedContents {
        var contents = self
        contents.budget = FactBudget()
        return contents
    }

    private mutating func remove(_ places: [ObjectIdentifier: [Place]]) {
        for (type, places) in places {
            isOverBudget = true
            tables[type] = tables[type]?.removing(places)
        }
    }

    /// The same with what another image's contents say of layers that both have.
    ///
    /// - Parameter numbers: The numbers that a layer has here, by the one that it has there.
    public func taking(_ other: InspectedContents, layers numbers: [Int: [Int]]) -> InspectedContents {
        var contents = self
        contents.isOverBudget = isOverBudget || other.isOverBudget
        for (type, table) in other.tables {
            let taken = table.renumbered(numbers)
            contents.tables[type] = contents.tables[type].map { $0.adding(taken) } ?? taken
        }
        for (type, result) in other.findings {
            guard let taken = (result as? any LayeredResult)?.renumbered(numbers) else { continue }
            contents.findings[type] = (contents.findings[type] as? any LayeredResult)?.adding(taken) ?? taken
        }
        return contents
    }

    /// Adds all facts of another one, unless what comes before them fills the budget.
    mutating func merge(_ other: InspectedContents) {
        let refused = budget.merge(other.budget)
        for (type, facts) in other.tables {
            // Taken out while it changes, or the whole table would be copied.
            guard var table = tables.removeValue(forKey: type) else {
                tables[type] = facts
                continue
            }
            table.merge(facts)
            tables[type] = table
        }
        remove(refused)
        if budget.isFarExceeded { self = withinBudget }
    }

    /// What it says of some layers.
    public func keeping(_ layers: ClosedRange<Int>) -> InspectedContents {
        InspectedContents().taking(self, layers: Dictionary(uniqueKeysWithValues: layers.map { ($0, [$0]) }))
    }

    /// Where an entry's contents stand; those of a hard link, where they are stored.
    public func place(of entry: EntryReference, in stack: LayerStack) -> Place {
        let contents = stack.contents(of: entry) ?? entry
        return Place(layer: contents.layer, ordinal: stack.ordinal(of: contents))
    }
}

/// What a search found in layers, where it can be told apart by them.
public protocol LayeredResult: Sendable {
    /// What was found in some layers, under the numbers that they have elsewhere.
    func renumbered(_ numbers: [Int: [Int]]) -> Self
    /// The same with what was found in other layers; what is no result of the same search adds nothing.
    func adding(_ other: any LayeredResult) -> Self
}

/// Facts of one type, whatever that is.
private protocol FactTable: Sendable {
    func renumbered(_ numbers: [Int: [Int]]) -> any FactTable
    func adding(_ other: any FactTable) -> any FactTable
    func removing(_ places: [InspectedContents.Place]) -> any FactTable
    mutating func merge(_ other: any FactTable)
}

private struct Facts<Fact: Sendable>: FactTable {
    var byPlace: [InspectedContents.Place: Fact] = [:]

    func renumbered(_ numbers: [Int: [Int]]) -> any FactTable {
        var facts = Facts()
        for (place, fact) in byPlace {
            for layer in numbers[place.layer] ?? [] {
                facts.byPlace[InspectedContents.Place(layer: layer, ordinal: place.ordinal)] = fact
            }
        }
        return facts
    }

    func adding(_ other: any FactTable) -> any FactTable {
        var facts = self
        facts.merge(other)
        return facts
    }

    func removing(_ places: [InspectedContents.Place]) -> any FactTable {
        var facts = self
        for place in places { facts.byPlace[place] = nil }
        return facts
    }

    mutating func merge(_ other: any FactTable) {
        if let other = other as? Facts { byPlace.merge(other.byPlace) { mine, _ in mine } }
    }
}
