/// Names and endings of names, found without regard to ASCII case, by the byte they end with: most names of an image are
/// done after one look.
struct NameEndings: Sendable {
    private struct Ending: Sendable {
        let text: [UInt8]
        let isWhole: Bool
    }

    private var byLast = [[Ending]](repeating: [], count: 256)

    /// A set of texts in lower case.
    ///
    /// - Parameters:
    ///   - names: Names that must be equal.
    ///   - endings: What names may end with.
    init(names: some Sequence<String>, endings: some Sequence<String> = []) {
        for name in names { insert(name, isWhole: true) }
        for ending in endings { insert(ending, isWhole: false) }
    }

    private mutating func insert(_ text: String, isWhole: Bool) {
        guard let last = text.utf8.last else { return }
        byLast[Int(last)].append(Ending(text: Array(text.utf8), isWhole: isWhole))
    }

    /// Whether it is one of the names or ends with one of the endings.
    func match(_ name: Span<UInt8>) -> Bool {
        guard !name.isEmpty else { return false }
        for ending in byLast[Int(name[name.count - 1].asciiLowercased)] {
            guard ending.isWhole ? ending.text.count == name.count : ending.text.count < name.count else { continue }
            if name.has(lowercased: ending.text, at: name.count - ending.text.count) { return true }
        }
        return false
    }
}

extension Span<UInt8> {
    /// Whether a name starts with a text in lower case, whatever the name's case.
    func hasPrefix(lowercased text: [UInt8]) -> Bool {
        text.count <= count && has(lowercased: text, at: 0)
    }

    fileprivate func has(lowercased text: [UInt8], at start: Int) -> Bool {
        for offset in text.indices where self[start + offset].asciiLowercased != text[offset] { return false }
        return true
    }
}
