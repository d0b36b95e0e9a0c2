import Archive
import BinaryCoding
import FileTree
import ImageStore

/// A search of which an index of a layer can hold what it found.
public protocol IndexedSearch: ContentSearch {
    /// Its name in the index, letters only.
    var id: String { get }
    /// Whether an index may hold what it finds.
    var isIndexed: Bool { get }
    /// Writes what it found in layers, by their numbers; nil where it did not come to its end.
    func encoded(ofLayers layers: Set<Int>) -> [Int: BinaryEncoder]?
    /// Reads what was found in a layer. The function that it gives takes that over.
    func found(inLayer layer: Int, from decoder: inout BinaryDecoder) throws(BinaryFault) -> @Sendable () -> Void
}

/// The facts of one layer as an index has them.
public struct IndexedFacts: Sendable {
    /// What was noted.
    let contents: InspectedContents
    /// The entries of which nothing was kept, by their indices in the tar: what they hold has to be read again.
    public let withheld: Set<Int>
}

extension ContentInspection {
    /// The searches, where an index can hold what all of them find; nil where it cannot.
    public var indexedSearches: [any IndexedSearch]? {
        let indexed = searches.compactMap { $0 as? any IndexedSearch }.filter(\.isIndexed)
        return indexed.count == searches.count ? indexed : nil
    }

    /// The names of the collectors: facts of others are not the same.
    public var collectorNames: [String] { table.collectors.map(\.id) }

    /// Writes the facts of layers, by their numbers; nil where not all were kept.
    ///
    /// - Parameter isWithheld: Whether a fact, here as it is written, may not be in an index: what its file holds is read
    ///   again.
    public func encodedFacts(
        ofLayers layers: Set<Int>, isWithheld: (InspectedContents.Place, [UInt8]) -> Bool
    ) -> [Int: BinaryEncoder]? {
        let facts = facts
        guard !facts.isOverBudget else { return nil }
        var sections = Dictionary(uniqueKeysWithValues: layers.map { ($0, FactSections()) })
        for kind in table.kinds { kind.encode(facts, to: &sections, isWithheld: isWithheld) }
        return sections.mapValues { $0.encoded }
    }

    /// Reads the facts of a layer.
    public func facts(ofLayer layer: Int, from decoder: inout BinaryDecoder) throws(BinaryFault) -> IndexedFacts {
        let withheld = try decoder.value([UInt32].self)
        var contents = InspectedContents()
        for kind in table.kinds { try kind.decode(layer, from: &decoder, into: &contents) }
        return IndexedFacts(contents: contents, withheld: Set(withheld.map(Int.init)))
    }

    /// Takes over facts that an index has of a layer, and reads anew what it withholds.
    ///
    /// - Throws: What is wrong with the layer.
    public func take(
        _ facts: IndexedFacts, of blob: LayerBlob, isCancelled: @escaping @Sendable () -> Bool
    ) throws(ArchiveError) {
        guard !facts.withheld.isEmpty else { return take(facts.contents) }
        let anew = ContentInspection(table, searches: [])
        try blob.show(facts.withheld, to: anew.observer(ofLayer: blob.index), isCancelled: isCancelled)
        var contents = anew.facts
        contents.merge(facts.contents)
        take(contents)
    }
}

/// The facts of one layer on their way into an index.
private struct FactSections {
    var withheld: Set<UInt32> = []
    var facts = BinaryEncoder()

    var encoded: BinaryEncoder {
        var encoder = BinaryEncoder()
        encoder.write(withheld.sorted())
        encoder.write(raw: facts.bytes)
        return encoder
    }
}

/// A type of facts, with what its collectors say they weigh.
private protocol FactKind {
    func encode(
        _ contents: InspectedContents, to sections: inout [Int: FactSections],
        isWithheld: (InspectedContents.Place, [UInt8]) -> Bool)
    func decode(
        _ layer: Int, from decoder: inout BinaryDecoder, into contents: inout InspectedContents) throws(BinaryFault)
}

private struct Kind<Fact: Sendable & BinaryCodable>: FactKind {
    let weight: @Sendable (Fact) -> Int

    func encode(
        _ contents: InspectedContents, to sections: inout [Int: FactSections],
        isWithheld: (InspectedContents.Place, [UInt8]) -> Bool
    ) {
        let byLayer = Dictionary(grouping: contents.facts(Fact.self)) { $0.key.layer }
        for layer in Array(sections.keys) {
            let facts = (byLayer[layer] ?? []).sorted { $0.key.ordinal < $1.key.ordinal }
            var kept = BinaryEncoder()
            var count: UInt32 = 0
            for (place, fact) in facts {
                var one = BinaryEncoder()
                one.write(fact)
                // Bytes are looked at as they are in the file, without their number before them.
                guard !isWithheld(place, fact as? [UInt8] ?? one.bytes) else {
                    sections[layer]?.withheld.insert(UInt32(clamping: place.ordinal))
                    continue
                }
                kept.write(number: UInt32(clamping: place.ordinal))
                kept.write(raw: one.bytes)
                count += 1
            }
            sections[layer]?.facts.write(number: count)
            sections[layer]?.facts.write(raw: kept.bytes)
        }
    }

    func decode(
        _ layer: Int, from decoder: inout BinaryDecoder, into contents: inout InspectedContents
    ) throws(BinaryFault) {
        for _ in 0..<(try decoder.count(ofAtLeast: 5)) {
            let place = InspectedContents.Place(layer: layer, ordinal: Int(try decoder.number(UInt32.self)))
            let fact = try decoder.value(Fact.self)
            contents.add(fact, weight: weight(fact), at: place)
        }
    }
}

extension Collector {
    fileprivate var kind: any FactKind { Kind<Fact> { weight(of: $0) } }
}

extension CollectorTable {
    /// The types of facts, each once, in the order of the collectors, and what is noted of files that none reads.
    fileprivate var kinds: [any FactKind] {
        var seen: Set<ObjectIdentifier> = []
        let kinds = collectors.filter { seen.insert($0.factType).inserted }.map { $0.kind }
        return kinds + [Kind<FilePassedOver> { _ in 0 }]
    }
}

extension Collector {
    fileprivate var factType: ObjectIdentifier { ObjectIdentifier(Fact.self) }
}
