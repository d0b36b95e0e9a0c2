import BinaryCoding

/// Paths as numbered nodes: 0 is the root, and a child's number is greater than its parent's.
struct PathArena: Sendable {
    var names = NameTable()
    private(set) var parents: [UInt32] = [0]
    private(set) var nameNumbers: [UInt32] = [0]
    /// Finds nodes by their parents and names.
    private var nodes = HashIndex()
    /// Nodes that are found no more, nor is what lies below them: others took their paths.
    private(set) var replaced: Set<UInt32> = []

    var count: Int { parents.count }

    func child(of parent: UInt32, named name: UInt32) -> UInt32? {
        if nodes.isEmpty { return nil }
        let node = nodes[slot(of: hash(parent, name), parent, name)]
        return node == 0 ? nil : node
    }

    /// The child of that name, made if there is none.
    mutating func makeChild(of parent: UInt32, named name: UInt32) -> (node: UInt32, isNew: Bool) {
        if let slots = nodes.growth(for: count) { index(in: slots) }
        let hash = hash(parent, name)
        let slot = slot(of: hash, parent, name)
        if nodes[slot] != 0 { return (nodes[slot], false) }
        return (append(parent, name, hash: hash, at: slot), true)
    }

    /// A new node for the path of another, which stays, with all below it, for whoever knows their numbers.
    mutating func replace(_ node: UInt32) -> UInt32 {
        let (parent, name) = (parents[Int(node)], nameNumbers[Int(node)])
        if let slots = nodes.growth(for: count) { index(in: slots) }
        replaced.insert(node)
        let hash = hash(parent, name)
        return append(parent, name, hash: hash, at: slot(of: hash, parent, name))
    }

    private mutating func append(_ parent: UInt32, _ name: UInt32, hash: UInt64, at slot: Int) -> UInt32 {
        let node = UInt32(parents.count)
        parents.appendSparingly(parent)
        nameNumbers.appendSparingly(name)
        nodes.set(node, hash: hash, at: slot)
        return node
    }

    /// Which nodes are found no more, by node; empty where all are.
    var deadNodes: [Bool] {
        if replaced.isEmpty { return [] }
        var isDead = [Bool](repeating: false, count: count)
        for node in 1..<count { isDead[node] = isDead[Int(parents[node])] || replaced.contains(UInt32(node)) }
        return isDead
    }

    /// Gives back everything that only building needs; children are not found until the next one is made.
    mutating func close() {
        nodes = HashIndex()
        replaced = []
        parents = parents.trimmed()
        nameNumbers = nameNumbers.trimmed()
        names.trim()
    }

    func name(of node: UInt32) -> [UInt8] {
        Array(names.bytes[names.range(of: nameNumbers[Int(node)])])
    }

    /// The path without a leading slash; empty for the root.
    func path(of node: UInt32) -> [UInt8] {
        var chain: [UInt32] = []
        var node = node
        while node != 0 {
            chain.append(node)
            node = parents[Int(node)]
        }
        var path: [UInt8] = []
        for node in chain.reversed() {
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path.append(contentsOf: names.bytes[names.range(of: nameNumbers[Int(node)])])
        }
        return path
    }

    var memory: Int {
        (parents.capacity + nameNumbers.capacity) * MemoryLayout<UInt32>.size + nodes.memory + names.memory
    }

    private func slot(of hash: UInt64, _ parent: UInt32, _ name: UInt32) -> Int {
        nodes.slot(of: hash) { parents[Int($0)] == parent && nameNumbers[Int($0)] == name }
    }

    private func hash(_ parent: UInt32, _ name: UInt32) -> UInt64 {
        let key = UInt64(parent) << 32 | UInt64(name)
        let product = (key ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    /// Makes the look-up table anew, with so many slots: more than there are nodes.
    private mutating func index(in slots: Int) {
        nodes = HashIndex(slots: slots)
        for node in 1..<Swift.max(1, count) where replaced.isEmpty || !replaced.contains(UInt32(node)) {
            nodes.insert(UInt32(node), hash: hash(parents[node], nameNumbers[node]))
        }
    }
}

extension PathArena: BinaryCodable {
    /// Writes an arena that was closed.
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(names)
        encoder.write(parents)
        encoder.write(numbers: nameNumbers)
    }

    /// Reads one: the root first, and each parent before its children.
    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        names = try decoder.value()
        parents = try decoder.value()
        nameNumbers = try decoder.numbers(parents.count)
        let names = UInt32(clamping: names.count)
        guard parents.first == 0, nameNumbers.first == 0, nameNumbers.allSatisfy({ $0 < names }),
            parents.indices.dropFirst().allSatisfy({ parents[$0] < $0 })
        else { throw BinaryFault() }
    }
}
