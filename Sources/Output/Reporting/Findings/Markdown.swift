import DisplayText

/// Text that stands in Markdown as it is: nothing in it is taken for markup.
enum Markdown {
    /// Text of a paragraph: visible characters only, those that mean something to Markdown or HTML escaped.
    static func text(_ text: some StringProtocol) -> String { escape(text) }

    private static let marks = Dictionary(uniqueKeysWithValues: "\\`*_[]#~|@".unicodeScalars.map { ($0, "\\\($0)") })
        .merging(["<": "&lt;", "&": "&amp;"], uniquingKeysWith: { first, _ in first })
    private static let escape = Escaping(marks)

    /// Text of a comment on a pull request. Forges look for people to notify, issues and formulas in what is rendered: a
    /// backslash is gone by then, an empty comment and an element are not.
    static func posted(_ text: some StringProtocol) -> String { escapePosted(text) }

    private static let escapePosted = Escaping(
        marks.merging(["@": "@<!-- -->", "#": "#<!-- -->", "$": "<span>$</span>"], uniquingKeysWith: { $1 }))

    /// Text in the type of code, whatever back quotes it has.
    static func code(_ text: some StringProtocol) -> String {
        let visible = cell(text)
        guard !visible.isEmpty else { return "" }
        let longest = visible.unicodeScalars.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let quotes = String(repeating: "`", count: longest + 1)
        let space = longest > 0 ? " " : ""
        return quotes + space + visible + space + quotes
    }

    /// A bar would end the cell even in code.
    private static let cell = Escaping(["|": "\\|"])
}
