/// A comment on a pull request as it is written: what people see first, then tables that one unfolds, as far as there is room.
struct MarkdownComment {
    /// GitHub takes 65,536 characters a comment, and what a bot adds.
    private static let mostCharacters = 60_000

    private var lines: [String]
    private var room: Int

    /// - Parameter lines: What stands above all tables, however long.
    init(_ lines: [String]) {
        self.lines = lines
        room = MarkdownComment.mostCharacters - lines.reduce(0) { $0 + $1.utf8.count + 1 }
    }

    /// The comment.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// Adds lines that do not count.
    mutating func append(_ lines: [String]) { self.lines += lines }

    /// Adds a table of as many of the items as there is room for, under a line that unfolds it.
    ///
    /// - Parameters:
    ///   - summary: The line, without anything that means something to HTML or Markdown.
    ///   - head: The table's first two lines.
    ///   - rest: A sentence on what is left out, given how many items did not fit; nil for none.
    ///   - row: A line of the table.
    /// - Returns: How many items did not fit.
    @discardableResult
    mutating func fold<Item>(
        _ summary: String, _ head: [String], _ items: [Item], rest: (Int) -> String? = { _ in nil },
        row: (Item) -> String
    ) -> Int {
        let rows = self.rows(of: items, row)
        let omitted = items.count - rows.count
        let last = rest(omitted).map { ["", $0] } ?? []
        lines += rows.isEmpty ? last : Markdown.folded(summary, head + rows + last)
        return omitted
    }

    /// Adds a text under a line that unfolds it; nothing where there is no room for it.
    ///
    /// - Returns: Whether there was room.
    mutating func fold(_ summary: String, _ text: [String]) -> Bool {
        let size = text.reduce(summary.utf8.count) { $0 + $1.utf8.count + 1 }
        guard size < room else { return false }
        room -= size
        lines += Markdown.folded(summary, text)
        return true
    }

    /// The rows of the first items, as many as there is room for, which they take.
    private mutating func rows<Item>(of items: [Item], _ row: (Item) -> String) -> [String] {
        var rows: [String] = []
        for item in items {
            let next = row(item)
            guard next.utf8.count < room else { break }
            room -= next.utf8.count + 1
            rows.append(next)
        }
        return rows
    }
}

extension Markdown {
    /// A table is no place for longer texts.
    private static let longestCell = 300

    /// A line of a table.
    static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

    /// Text of a cell, which is cut where it is long.
    static func cell(_ text: String) -> String { posted(shortened(text)) }

    /// Text that is cut where it is long.
    static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > longestCell else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(longestCell))) + "…"
    }

    /// Lines that one unfolds; the empty lines make what is in it Markdown again.
    static func folded(_ summary: String, _ lines: [String]) -> [String] {
        ["", "<details><summary>\(summary)</summary>", ""] + lines + ["", "</details>"]
    }
}
