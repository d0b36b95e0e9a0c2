import DisplayText

/// A piece of an HTML document.
///
/// Names of elements and attributes are literals of this program; text and values are escaped where a piece is made, so
/// nothing that comes from an image can end the piece that it stands in. One text has at most `maximumText` scalars.
package struct HTML: Sendable {
    /// The piece as it is written.
    package let source: String

    /// Longer text is cut, and says so. Instructions and paths may be as long as a file claims.
    static let maximumText = 2_000

    private init(source: String) { self.source = source }

    /// Text that shows as it is.
    package init(text: some StringProtocol) {
        source = Escaping.html(HTML.shortened(text))
    }

    /// Pieces one after the other, each on a line of its own.
    package init(_ pieces: [HTML]) {
        source = pieces.map(\.source).joined(separator: "\n")
    }

    /// An element around pieces.
    package init(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: [HTML]) {
        let inner = content.map(\.source).joined()
        source = "\(HTML.opening(name, attributes))\(inner)</\(name)>"
    }

    /// An element around text.
    package init(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ text: String) {
        self.init(name, attributes, [HTML(text: text)])
    }

    /// An element without attributes around pieces.
    package init(_ name: StaticString, _ content: [HTML]) { self.init(name, [:], content) }

    /// An element without attributes around text.
    package init(_ name: StaticString, _ text: String) { self.init(name, [:], [HTML(text: text)]) }

    /// An element that holds nothing and has no end: `meta`.
    package static func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) -> HTML {
        HTML(source: opening(name, attributes))
    }

    /// The rules of how the page looks, which stand in this program.
    static func stylesheet(_ rules: StaticString) -> HTML {
        HTML(source: "<style>\(rules)</style>")
    }

    /// A program of the page, which stands in this program.
    static func script(_ text: StaticString) -> HTML {
        HTML(source: "<script>\(text)</script>")
    }

    /// Lines as they are, in type of one width, each of pieces that follow one another.
    package static func lines(_ style: StaticString, _ lines: [[HTML]]) -> HTML {
        let text = lines.map { $0.map(\.source).joined() }.joined(separator: "\n")
        return HTML("pre", ["class": "\(style)"], [HTML(source: text)])
    }

    /// The document of a head and a body.
    static func document(head: [HTML], body: [HTML]) -> HTML {
        HTML([
            HTML(source: "<!DOCTYPE html>"),
            HTML("html", ["lang": "en"], [HTML("head", [HTML(head)]), HTML("body", [HTML(body)])]),
        ])
    }

    private static func opening(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) -> String {
        let list = attributes.map { " \($0)=\"\(Escaping.html(shortened($1)))\"" }.joined()
        return "<\(name)\(list)>"
    }

    private static func shortened(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > maximumText else { return String(text) }
        return String(String.UnicodeScalarView(scalars.prefix(maximumText))) + "… (cut)"
    }
}

extension HTML {
    /// As many of the first pieces as come to no more than so many bytes; and how many are left out.
    ///
    /// - Parameters:
    ///   - items: What pieces are made of.
    ///   - count: No more of them, however short they are.
    ///   - bytes: What they may come to.
    static func first<Item>(
        of items: [Item], atMost count: Int, bytes: Int = 1 << 20, _ piece: (Item) -> HTML
    ) -> (pieces: [HTML], omitted: Int) {
        var (pieces, sum): ([HTML], Int) = ([], 0)
        for item in items.prefix(count) {
            let next = piece(item)
            sum += next.source.utf8.count
            guard sum <= bytes else { break }
            pieces.append(next)
        }
        return (pieces, items.count - pieces.count)
    }

    /// A table with a heading above each column.
    ///
    /// - Parameters:
    ///   - columns: The headings; numbers stand at the right.
    ///   - rows: The cells of each row.
    static func table(
        _ name: String, _ columns: [(heading: String, isNumber: Bool)], _ rows: [HTML]
    ) -> HTML {
        let headings = columns.map {
            HTML("th", ["scope": "col", "class": $0.isNumber ? "number" : "text"], $0.heading)
        }
        return HTML(
            "div", ["class": "wide"],
            [HTML("table", ["class": name], [HTML("thead", [HTML("tr", headings)]), HTML("tbody", [HTML(rows)])])])
    }

    /// A row of a table, each cell with the class of its contents.
    static func row(_ cells: [HTML]) -> HTML { HTML("tr", cells) }

    /// A cell with a number.
    static func number(_ text: String) -> HTML { HTML("td", ["class": "number"], text) }

    /// A cell with text.
    static func cell(_ text: String) -> HTML { HTML("td", text) }

    /// A part of the page under a heading.
    package static func section(_ heading: String, _ content: [HTML]) -> HTML {
        HTML("section", [HTML([HTML("h2", heading)] + content)])
    }

    /// What was left out, and where it is; nothing where all is there.
    static func rest(_ count: Int, _ one: String, _ many: String? = nil, where place: String) -> [HTML] {
        guard count > 0 else { return [] }
        return [HTML("p", ["class": "dim"], "\(Count.text(count, "more \(one)", many.map { "more \($0)" })): \(place)")]
    }

    /// What part of a whole something takes, from 0 to 100 in hundredths, for a stylesheet: `12.34%`.
    static func percent(_ part: Double, of whole: Double) -> String {
        let share = whole > 0 ? min(1, max(0, part / whole)) : 0
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}

extension Escaping {
    /// Text and the values of attributes in HTML.
    fileprivate static let html = Escaping([
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
    ])
}
