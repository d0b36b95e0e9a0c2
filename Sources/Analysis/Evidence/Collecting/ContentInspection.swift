import FileTree
import Synchronization

/// Looks at an image's files while its layers are read: notes the facts that collectors make of them, and lets searches
/// see all contents.
///
/// Hand it to `ImageLoader.load`, then ask for `results`. Memory is bounded: each collector has limits of its own, and
/// all facts of one image together weigh at most `budget`.
public final class ContentInspection: ContentObserver {
    /// All facts of one image take at most so many bytes of memory.
    public static let budget = 64 << 20

    let table: CollectorTable
    let searches: [any ContentSearch]
    private let state = Mutex(InspectedContents())

    /// An inspection that has seen nothing.
    ///
    /// - Parameters:
    ///   - collectors: What is to be noted.
    ///   - searches: What sees the contents of all files.
    public convenience init(collectors: [any Collector], searches: [any ContentSearch] = []) {
        self.init(CollectorTable(collectors), searches: searches)
    }

    init(_ table: CollectorTable, searches: [any ContentSearch]) {
        self.table = table
        self.searches = searches
    }

    /// The facts that were noted so far.
    var facts: InspectedContents { state.withLock { $0.withinBudget } }

    /// What was noted so far.
    public var results: InspectedContents {
        var results = facts.concluded
        for search in searches { search.conclude(into: &results) }
        return results
    }

    /// Looks at the layer's files.
    public func observer(ofLayer layer: Int) -> any LayerObserver {
        let files = LayerCollection(layer: layer, inspection: self)
        let others = searches.compactMap { $0.observer(ofLayer: layer) }
        return LayerObservers([files] + others)
    }

    /// Notes what a collector makes of a file.
    func note<C: Collector>(_ collector: C, _ file: CollectedFile, at place: InspectedContents.Place) {
        if let fact = collector.fact(of: file) { note(fact, weight: collector.weight(of: fact), at: place) }
    }

    /// Notes a fact.
    func note<Fact: Sendable>(_ fact: Fact, weight: Int = 0, at place: InspectedContents.Place) {
        state.withLock { $0.add(fact, weight: weight, at: place) }
    }
}

extension ContentInspection {
    /// Takes over facts that were noted before; false, and nothing is taken, where together they are too many.
    func take(_ facts: InspectedContents) { state.withLock { $0.merge(facts) } }
}

/// Sees the contents of all files as they stream by, where no file can be kept whole.
public protocol ContentSearch: Sendable {
    /// The observer of one layer, from 1; nil where there is nothing to look for.
    func observer(ofLayer layer: Int) -> (any FileObserver)?
    /// Adds what was found so far.
    func conclude(into results: inout InspectedContents)
}
