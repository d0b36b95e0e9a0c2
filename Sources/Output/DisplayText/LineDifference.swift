/// What lines two texts share and what each has for itself: the shortest edit script (Myers, "An O(ND) difference
/// algorithm and its variations", 1986).
public struct LineDifference: Sendable {
    /// One line of either text.
    public struct Line: Sendable, Hashable {
        /// Which text has it.
        public enum Side: Sendable {
            case both, before, after
        }

        /// Which text has it.
        public let side: Side
        /// The line without its end.
        public let text: String
    }

    /// The lines in order; where both texts have lines of their own, those of the first stand before.
    public let lines: [Line]

    /// So many differing lines are looked for; texts that differ in more share only what they begin and end with.
    private static let limit = 2000

    /// Compares two texts line by line.
    public init(from before: String, to after: String) {
        self.init(from: LineDifference.split(before), to: LineDifference.split(after))
    }

    private static func split(_ text: String) -> [String] {
        // By bytes: a character may be a carriage return and a line feed.
        var lines = text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map { String(Substring($0)) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private init(from before: [String], to after: [String]) {
        let start = zip(before, after).prefix { $0 == $1 }.count
        let rest = min(before.count, after.count) - start
        let end = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.prefix(rest).count
        let middle = LineDifference.middle(
            Array(before[start..<before.count - end]), Array(after[start..<after.count - end]))
        lines =
            before[..<start].map { Line(side: .both, text: $0) } + middle
            + before[(before.count - end)...].map { Line(side: .both, text: $0) }
    }

    private static func middle(_ before: [String], _ after: [String]) -> [Line] {
        let apart = before.map { Line(side: .before, text: $0) } + after.map { Line(side: .after, text: $0) }
        guard !before.isEmpty, !after.isEmpty, let trace = trace(before, after) else { return apart }
        var lines: [Line] = []
        var (x, y) = (before.count, after.count)
        for depth in stride(from: trace.count - 1, through: 0, by: -1) {
            let furthest = trace[depth]
            let (diagonal, middle) = (x - y, depth + 1)
            let isDown =
                diagonal == -depth
                || diagonal != depth && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
            let previous = isDown ? diagonal + 1 : diagonal - 1
            let startX = furthest[middle + previous]
            while x > startX, y > startX - previous {
                (x, y) = (x - 1, y - 1)
                lines.append(Line(side: .both, text: before[x]))
            }
            guard depth > 0 else { break }
            if isDown {
                y -= 1
                lines.append(Line(side: .after, text: after[y]))
            } else {
                x -= 1
                lines.append(Line(side: .before, text: before[x]))
            }
        }
        return lines.reversed()
    }

    /// For each number of edits, how far along each diagonal one came before; nil beyond the limit. Diagonal 0 of entry
    /// `depth` stands at `depth + 1`.
    private static func trace(_ before: [String], _ after: [String]) -> [[Int]]? {
        var trace: [[Int]] = []
        var furthest: [Int: Int] = [1: 0]
        for depth in 0...min(limit, before.count + after.count) {
            trace.append((-depth - 1...depth + 1).map { furthest[$0] ?? 0 })
            for diagonal in stride(from: -depth, through: depth, by: 2) {
                let (left, right) = (furthest[diagonal - 1] ?? 0, furthest[diagonal + 1] ?? 0)
                var x = diagonal == -depth || diagonal != depth && left < right ? right : left + 1
                while x < before.count, x - diagonal < after.count, before[x] == after[x - diagonal] { x += 1 }
                furthest[diagonal] = x
                if x >= before.count, x - diagonal >= after.count { return trace }
            }
        }
        return nil
    }

    /// As diff -u writes it, with three lines around each change; empty for equal texts.
    ///
    /// - Parameter names: What the two texts are called.
    public func unified(_ names: (before: String, after: String)) -> String {
        let changed = lines.indices.filter { lines[$0].side != .both }
        guard var start = changed.first else { return "" }
        var text = "--- \(names.before)\n+++ \(names.after)\n"
        var last = start
        for index in changed + [Int.max] {
            if index != .max, index - last <= 7 {
                last = index
                continue
            }
            text += hunk(max(0, start - 3)..<min(lines.count, last + 4))
            (start, last) = (index, index)
        }
        return text
    }

    private func hunk(_ range: Range<Int>) -> String {
        func span(_ other: Line.Side) -> String {
            let before = lines[..<range.lowerBound].count { $0.side == .both || $0.side == other }
            let count = lines[range].count { $0.side == .both || $0.side == other }
            return "\(count == 0 ? before : before + 1),\(count)"
        }
        let body = lines[range].map { line in
            switch line.side {
            case .both: " " + line.text
            case .before: "-" + line.text
            case .after: "+" + line.text
            }
        }
        return "@@ -\(span(.before)) +\(span(.after)) @@\n" + body.map { $0 + "\n" }.joined()
    }
}
