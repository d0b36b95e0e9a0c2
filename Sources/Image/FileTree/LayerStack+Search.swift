extension LayerStack {
    /// The paths whose name contains the text; ASCII letters match in either case. Empty text matches all.
    public func paths(withNameContaining text: [UInt8]) -> PathSet {
        let names = arena.names.names(containing: text.asciiLowercased)
        return PathSet(members: arena.nameNumbers.map { names[Int($0)] })
    }

    /// The paths whose whole path, written `/a/b`, contains the text, so also everything below a directory whose
    /// name does. ASCII letters match in either case.
    public func paths(containing text: [UInt8]) -> PathSet {
        let parts = text.asciiLowercased.split(separator: PathName.slash, omittingEmptySubsequences: false).map(
            Array.init)
        var members = endings(of: parts)
        members.withUnsafeMutableBufferPointer { members in
            for path in members.indices.dropFirst() where members[Int(arena.parents[path])] { members[path] = true }
        }
        return PathSet(members: members)
    }

    /// The paths in whose own name the text ends; `parts` is the text cut at its slashes.
    private func endings(of parts: [[UInt8]]) -> [Bool] {
        guard let last = parts.last, parts.count > 1 else {
            let names = arena.names.names(containing: parts.first ?? [])
            return arena.nameNumbers.map { names[Int($0)] }
        }
        // One step a part: which paths can stand at that place of the text.
        let first = parts[0]
        var names = arena.names.matches { $0.hasSuffix(folded: first) }
        var places = arena.nameNumbers.map { names[Int($0)] }
        for part in parts.dropFirst().dropLast() {
            names = arena.names.matches { $0.count == part.count && $0.hasPrefix(folded: part) }
            places = next(after: places, names: names)
        }
        names = arena.names.matches { $0.hasPrefix(folded: last) }
        return next(after: places, names: names)
    }

    private func next(after places: [Bool], names: [Bool]) -> [Bool] {
        var next = [Bool](repeating: false, count: pathCount)
        for path in 1..<max(1, pathCount) {
            next[path] = places[Int(arena.parents[path])] && names[Int(arena.nameNumbers[path])]
        }
        return next
    }
}

extension NameTable {
    /// For each name by number, whether it contains the lower-case text, whatever its own case.
    func names(containing text: [UInt8]) -> [Bool] {
        let wanted = LetterSet(text)
        if LetterSet.tellsAll(of: text) { return letters.map { $0.isSuperset(of: wanted) } }
        return bytes.withUnsafeBufferPointer { bytes in
            letters.indices.map { name in
                letters[name].isSuperset(of: wanted)
                    && UnsafeBufferPointer(rebasing: bytes[range(of: UInt32(name))]).contains(folded: text)
            }
        }
    }

    /// For each name by number, whether the condition holds: names are far fewer than paths.
    func matches(_ condition: (UnsafeBufferPointer<UInt8>) -> Bool) -> [Bool] {
        bytes.withUnsafeBufferPointer { bytes in
            (0..<UInt32(count)).map { condition(UnsafeBufferPointer(rebasing: bytes[range(of: $0)])) }
        }
    }
}

extension [UInt8] {
    var asciiLowercased: [UInt8] { map(\.asciiLowercased) }
}

extension UInt8 {
    /// The small letter of an ASCII capital; any other byte as it is.
    @inlinable package var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the lower-case text stands at that place, whatever the case of these bytes.
    private func has(folded text: [UInt8], at start: Int) -> Bool {
        for offset in text.indices where self[start + offset].asciiLowercased != text[offset] { return false }
        return true
    }

    func hasPrefix(folded text: [UInt8]) -> Bool {
        text.count <= count && has(folded: text, at: 0)
    }

    func hasSuffix(folded text: [UInt8]) -> Bool {
        text.count <= count && has(folded: text, at: count - text.count)
    }

    func contains(folded text: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        guard text.count <= count else { return false }
        // In either case of the letter, without folding each byte.
        let other = first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z") ? first & 0xDF : first
        for start in 0...(count - text.count)
        where (self[start] == first || self[start] == other) && has(folded: text, at: start) {
            return true
        }
        return false
    }
}
