/// Which facts there is room for: in the order of layers and of the entries in their tars, up to the first file whose facts
/// would be too many. So it is the same ones, whichever thread came first.
struct FactBudget: Sendable {
    /// The facts of one type at a place.
    private struct Facts: Hashable {
        var place: InspectedContents.Place
        var type: ObjectIdentifier
    }

    /// How much more than the budget is taken before facts are cut, so that not each one is looked at for each.
    private static let slack = ContentInspection.budget / 4

    private var weights: [Facts: Int] = [:]
    private var weight = 0
    /// Where the first facts stand that there is no room for.
    private var end: InspectedContents.Place?

    /// Takes up room for a fact; false where there is none.
    mutating func add(_ weight: Int, at place: InspectedContents.Place, of type: ObjectIdentifier) -> Bool {
        guard weight > 0 else { return true }
        if let end, place >= end { return false }
        let known = weights.updateValue(weight, forKey: Facts(place: place, type: type)) ?? 0
        self.weight += weight - known
        return true
    }

    /// Takes up room for all facts of another one.
    ///
    /// - Returns: Where those stand that there is none for, by their types.
    mutating func merge(_ other: FactBudget) -> [ObjectIdentifier: [InspectedContents.Place]] {
        let refused = other.weights.filter { !add($0.value, at: $0.key.place, of: $0.key.type) }
        return Dictionary(grouping: refused.keys, by: \.type).mapValues { $0.map(\.place) }
    }

    /// Whether it is time to cut.
    var isFarExceeded: Bool { weight > ContentInspection.budget + FactBudget.slack }

    /// Gives up the room of all facts from the first place on that there is none for.
    ///
    /// - Returns: Where these stand, by their types.
    mutating func cut() -> [ObjectIdentifier: [InspectedContents.Place]] {
        guard weight > ContentInspection.budget else { return [:] }
        var byPlace: [InspectedContents.Place: Int] = [:]
        for (facts, weight) in weights { byPlace[facts.place, default: 0] += weight }
        var left = ContentInspection.budget
        let end = byPlace.keys.sorted().first { place in
            left -= byPlace[place] ?? 0
            return left < 0
        }
        guard let end else { return [:] }
        self.end = end
        let gone = weights.keys.filter { $0.place >= end }
        for facts in gone { weight -= weights.removeValue(forKey: facts) ?? 0 }
        return Dictionary(grouping: gone, by: \.type).mapValues { $0.map(\.place) }
    }
}
