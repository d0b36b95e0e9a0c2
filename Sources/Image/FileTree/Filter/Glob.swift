/// A pattern of one name: `*` stands for any bytes, `?` for one, `[a-z]` and `[!a-z]` for one of a set. ASCII letters
/// match in either case.
struct Glob: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case byte(UInt8)
        case any
        case one(Set<UInt8>?)
    }

    private var parts: [Part] = []

    init(_ text: [UInt8]) {
        var rest = text.asciiLowercased[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): if parts.last != .any { parts.append(.any) }
            case UInt8(ascii: "?"): parts.append(.one(nil))
            case UInt8(ascii: "["):
                if let set = Glob.set(&rest) { parts.append(.one(set)) } else { parts.append(.byte(byte)) }
            default: parts.append(.byte(byte))
            }
        }
    }

    /// Whether text has anything that makes it more than a name.
    static func isPattern(_ text: [UInt8]) -> Bool { text.contains { "*?[".utf8.contains($0) } }

    /// Reads `a-z]`; nil, and nothing read, where no bracket closes it.
    private static func set(_ rest: inout ArraySlice<UInt8>) -> Set<UInt8>? {
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        var inner = rest[rest.startIndex..<end]
        let isNegated = inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^")
        if isNegated { inner.removeFirst() }
        var set: Set<UInt8> = []
        while let first = inner.popFirst() {
            guard inner.first == UInt8(ascii: "-"), let last = inner.dropFirst().first, first <= last else {
                set.insert(first)
                continue
            }
            set.formUnion(first...last)
            inner = inner.dropFirst(2)
        }
        rest = rest[(end + 1)...]
        return isNegated ? Set(UInt8.min...UInt8.max).subtracting(set) : set
    }

    /// Whether the whole name is meant. Only the last star is ever gone back to, so its time is the product of the two
    /// lengths at the most.
    func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var (part, place) = (0, 0)
        var star: (part: Int, place: Int)?
        while place < name.count {
            if part < parts.count, parts[part] == .any {
                star = (part, place)
                part += 1
            } else if part < parts.count, Glob.fits(parts[part], name[place]) {
                part += 1
                place += 1
            } else if let last = star {
                star = (last.part, last.place + 1)
                (part, place) = (last.part + 1, last.place + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }

    private static func fits(_ part: Part, _ byte: UInt8) -> Bool {
        switch part {
        case .byte(let wanted): wanted == byte.asciiLowercased
        case .one(let set): set?.contains(byte.asciiLowercased) ?? true
        case .any: false
        }
    }
}
