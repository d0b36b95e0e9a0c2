/// Numbers for the keys of a cache: equal parts have equal numbers, so that chains of keys stay short.
struct CacheKeys: Sendable, Hashable {
    private var numbers: [[String]: Int] = [:]

    /// The number of a key that is made of these parts.
    mutating func number(_ parts: [String]) -> Int {
        if let number = numbers[parts] { return number }
        numbers[parts] = numbers.count
        return numbers.count - 1
    }
}
