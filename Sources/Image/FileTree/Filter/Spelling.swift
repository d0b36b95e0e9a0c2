/// Finds what somebody who mistyped a word may have meant.
public enum Spelling {
    /// The word among those known that differs by the fewest letters, at most a third of them; nil for none.
    public static func nearest(to word: String, among known: [String]) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let ranked = known.map { (word: $0, distance: distance(word, $0)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, (best.word.utf8.count + 1) / 3) ? best.word : nil
    }

    /// The end of a sentence that refuses a word: `: did you mean size?` where one is near, else what there is, `; there are
    /// name, size`.
    package static func suggestion(for word: String, among known: [String]) -> String {
        if let nearest = nearest(to: word.lowercased(), among: known) { return ": did you mean \(nearest)?" }
        return known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))"
    }

    private static let longest = 64

    /// How many letters of a word to put in, take out, change or swap with the next one make another word of it (optimal
    /// string alignment). Letters are those of ASCII; another character is as many as it has bytes in UTF-8.
    public static func distance(_ word: String, _ other: String) -> Int {
        let (one, other) = (Array(word.utf8), Array(other.utf8))
        var rows = [Array(0...other.count)]
        for (line, letter) in one.enumerated() {
            var row = [line + 1]
            for (column, wanted) in other.enumerated() {
                var cost = min(
                    rows[line][column] + (letter == wanted ? 0 : 1), rows[line][column + 1] + 1, row[column] + 1)
                if line > 0, column > 0, letter == other[column - 1], one[line - 1] == wanted {
                    cost = min(cost, rows[line - 1][column - 1] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
