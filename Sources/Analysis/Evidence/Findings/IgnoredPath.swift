/// A pattern of paths: `*` stands for any bytes but a slash, `**` for any bytes, `?` for one byte but a slash.
///
/// A pattern that matches a directory matches all below it too, with or without a slash at its end, unless it is of a
/// file whose format means it otherwise.
public struct IgnoredPath: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case byte(UInt8)
        case anyByte
        case anyInComponent
        case any
    }

    private let parts: [Part]
    private let coversBelow: Bool

    /// A pattern; a slash at its start does not count, since all paths start at the root.
    ///
    /// - Parameters:
    ///   - text: The pattern.
    ///   - coversBelow: Whether what matches a directory matches all below it.
    public init(_ text: String, coversBelow: Bool = true) {
        self.coversBelow = coversBelow
        var bytes = Array(text.utf8)[...]
        while bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        var parts: [Part] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "*"):
                switch parts.last {
                case .anyInComponent: parts[parts.count - 1] = .any
                case .any: break
                default: parts.append(.anyInComponent)
                }
            case UInt8(ascii: "?"): parts.append(.anyByte)
            default: parts.append(.byte(byte))
            }
        }
        self.parts = parts
    }

    /// Whether a path, without a leading slash, is meant.
    ///
    /// All states of the pattern advance together, so the time is the product of the two lengths at the most.
    public func matches(_ path: [UInt8]) -> Bool {
        var states = closure(of: [0])
        for byte in path {
            if coversBelow, byte == UInt8(ascii: "/"), states.contains(parts.count) { return true }
            var next: Set<Int> = []
            for state in states where state < parts.count {
                switch parts[state] {
                case .byte(let wanted): if wanted == byte { next.insert(state + 1) }
                case .anyByte: if byte != UInt8(ascii: "/") { next.insert(state + 1) }
                case .anyInComponent: if byte != UInt8(ascii: "/") { next.insert(state) }
                case .any: next.insert(state)
                }
            }
            states = closure(of: next)
            if states.isEmpty { return false }
        }
        return states.contains(parts.count)
    }

    /// The states with those that stars lead to without a byte.
    private func closure(of states: Set<Int>) -> Set<Int> {
        var all = states
        for start in states {
            var state = start
            while state < parts.count, parts[state] == .anyInComponent || parts[state] == .any {
                state += 1
                all.insert(state)
            }
        }
        return all
    }
}
