/// When entries were modified, in seconds since 1970. One instruction or package mostly brings many files of one time: then
/// each time is kept once, and a byte or two for each entry.
struct TimeColumn: Sendable {
    /// By node, while the layer is read and where most times are different.
    private var times = NumberColumn()
    /// Each time once.
    private var differentTimes: [Int64] = []
    /// By node, the place of its time in `differentTimes`.
    private var places = ShortColumn()

    var count: Int { differentTimes.isEmpty ? times.count : places.count }

    subscript(node: Int) -> Int64 {
        get { differentTimes.isEmpty ? times[node] : differentTimes[Int(places[node])] }
        set {
            unfold()
            times[node] = newValue
        }
    }

    mutating func append(_ time: Int64) {
        unfold()
        times.append(time)
    }

    /// Keeps each time once, where that takes less.
    mutating func trim() {
        unfold()
        var known: [Int64: UInt32] = [:]
        var (different, places) = ([Int64](), ShortColumn(zeros: times.count))
        for (node, time) in times.enumerated() {
            if node > 0, time == times[node - 1] {
                places[node] = places[node - 1]
                continue
            }
            let place = known[time] ?? UInt32(different.count)
            if Int(place) == different.count {
                guard (different.count + 1) * 4 < times.count, place <= UInt16.max else { return times.trim() }
                known[time] = place
                different.append(time)
            }
            places[node] = place
        }
        (times, differentTimes, self.places) = (NumberColumn(), different.trimmed(), places)
    }

    private mutating func unfold() {
        if differentTimes.isEmpty { return }
        times = NumberColumn((0..<count).map { self[$0] })
        (differentTimes, places) = ([], ShortColumn())
    }

    var memory: Int { times.memory + differentTimes.capacity * 8 + places.memory }
}
