/// Facts of an entry that only a look at that entry needs.
struct EntryDetails: Sendable, Hashable {
    var modified: Int64 = 0
    var userID: UInt32 = 0
    var groupID: UInt32 = 0
    var ordinal: UInt32 = 0
    var mode: UInt16 = 0
    var hasCapabilities = false
}

/// The details of a layer's nodes: two bytes each where owners, modes and times are the few that most layers have. The
/// ordinals of a layer that is read to its end take next to nothing.
struct DetailColumns: Sendable {
    /// What many entries have in common.
    struct Ownership: Sendable, Hashable {
        var userID: UInt32 = 0
        var groupID: UInt32 = 0
        var mode: UInt16 = 0
        var hasCapabilities = false
    }

    private var times = TimeColumn()
    /// Each ownership once.
    private var ownerships: [Ownership] = [Ownership()]
    /// By node, the place in `ownerships`.
    private var owners = ShortColumn()
    private var ordinals = RunColumn()
    /// The places in `ownerships`; only while the layer is read.
    private var places: [Ownership: UInt32] = [:]
    /// The place that was asked for last: entries that follow one another are mostly alike.
    private var lastPlace: UInt32 = 0

    init() {}

    init(_ details: some Sequence<EntryDetails>) {
        for each in details {
            append()
            self[times.count - 1] = each
        }
    }

    var count: Int { times.count }
    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> EntryDetails {
        @inline(__always) get {
            let ownership = ownership(at: index)
            return EntryDetails(
                modified: times[index], userID: ownership.userID, groupID: ownership.groupID, ordinal: ordinals[index],
                mode: ownership.mode, hasCapabilities: ownership.hasCapabilities)
        }
        set {
            times[index] = newValue.modified
            ordinals[index] = newValue.ordinal
            owners[index] = place(
                of: Ownership(
                    userID: newValue.userID, groupID: newValue.groupID, mode: newValue.mode,
                    hasCapabilities: newValue.hasCapabilities))
        }
    }

    @inline(__always)
    func modified(at index: Int) -> Int64 { times[index] }

    /// The place of an entry in its layer's tar.
    @inline(__always)
    func ordinal(at index: Int) -> UInt32 { ordinals[index] }

    @inline(__always)
    func ownership(at index: Int) -> Ownership { ownerships[Int(owners[index])] }

    /// Adds the row of a new node.
    mutating func append() {
        times.append(0)
        owners.append(0)
        ordinals.append(0)
    }

    /// Gives back what only building needs.
    mutating func trim() {
        places = [:]
        times.trim()
        owners.trim()
        ownerships = ownerships.trimmed()
        ordinals.trim()
    }

    var memory: Int {
        times.memory + owners.memory + ordinals.memory + ownerships.capacity * MemoryLayout<Ownership>.stride
    }

    private mutating func place(of ownership: Ownership) -> UInt32 {
        if ownerships[Int(lastPlace)] != ownership { lastPlace = knownPlace(of: ownership) }
        return lastPlace
    }

    private mutating func knownPlace(of ownership: Ownership) -> UInt32 {
        if places.isEmpty {
            for (place, known) in ownerships.enumerated() { places[known] = UInt32(place) }
        }
        if let place = places[ownership] { return place }
        let place = UInt32(ownerships.count)
        ownerships.append(ownership)
        places[ownership] = place
        return place
    }
}
