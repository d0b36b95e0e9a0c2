/// The elements of an HTML page, by Python's own parser.
public struct HTMLTags: Sendable {
    /// The names of the elements in order, each followed by its attributes: `a`, `@href`.
    public let names: [String]
    /// What is not closed, or closed twice; empty for nothing.
    public let fault: String

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - void: The elements that have no end.
    public init(of page: String, void: [String] = ["meta"]) throws {
        let program = """
            import sys, html.parser
            class Tags(html.parser.HTMLParser):
                open = []
                def handle_starttag(self, tag, attributes):
                    print(tag)
                    for name, value in attributes: print("@" + name)
                    if tag not in sys.argv[1:]: self.open.append(tag)
                def handle_endtag(self, tag):
                    last = self.open.pop()
                    assert last == tag, f"{last} is open, {tag} is closed"
            parser = Tags()
            parser.feed(sys.stdin.buffer.read().decode())
            assert not parser.open, parser.open
            """
        let result = try Shell.run("/usr/bin/env", ["python3", "-c", program] + void, input: Array(page.utf8))
        names = result.text.split(separator: "\n").map(String.init)
        fault = result.errorText
    }
}
