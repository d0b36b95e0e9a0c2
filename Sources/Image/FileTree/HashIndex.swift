/// Finds numbers, from 1 on, by the hashes of what they stand for: whoever has that says what is the same.
///
/// Slots in a row, one after the other where the first is taken. Beside each number stands a byte of its hash: what is not
/// there is told by these, without a look at what is, which lies all over the memory.
struct HashIndex: Sendable {
    /// By slot; 0 where none is.
    private var numbers: [UInt32] = []
    /// By slot, the last byte of the number's hash.
    private var tags: [UInt8] = []

    /// An index that has no room yet.
    init() {}

    /// An index with so many slots; there have to be more than numbers.
    init(slots: Int) {
        numbers = [UInt32](repeating: 0, count: slots)
        tags = [UInt8](repeating: 0, count: slots)
    }

    var isEmpty: Bool { numbers.isEmpty }

    var memory: Int { numbers.capacity * MemoryLayout<UInt32>.size + tags.capacity }

    /// How many slots it should have where there are so many numbers, 0 counted in, and one more comes; nil where it has
    /// enough.
    func growth(for count: Int) -> Int? {
        guard count * 4 >= numbers.count * 3 else { return nil }
        return Swift.max(64, count * 2)
    }

    /// The number in a slot; 0 for none.
    subscript(slot: Int) -> UInt32 { numbers[slot] }

    /// The slot of the number with this hash for which the condition holds, or the empty one where it belongs.
    @inline(__always)
    func slot(of hash: UInt64, where isSame: (UInt32) -> Bool) -> Int {
        numbers.withUnsafeBufferPointer { numbers in
            tags.withUnsafeBufferPointer { tags in
                let tag = UInt8(truncatingIfNeeded: hash)
                var slot = HashIndex.start(of: hash, among: numbers.count)
                while numbers[slot] != 0, tags[slot] != tag || !isSame(numbers[slot]) {
                    slot = slot + 1 == numbers.count ? 0 : slot + 1
                }
                return slot
            }
        }
    }

    /// Puts a number in at the slot where it belongs.
    mutating func set(_ number: UInt32, hash: UInt64, at slot: Int) {
        numbers[slot] = number
        tags[slot] = UInt8(truncatingIfNeeded: hash)
    }

    /// Puts in a number that is not there.
    mutating func insert(_ number: UInt32, hash: UInt64) {
        set(number, hash: hash, at: slot(of: hash) { _ in false })
    }

    /// Where to begin to look for what has this hash.
    private static func start(of hash: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(count)).high)
    }
}
