import DisplayText

/// One page that needs nothing else: no script, no picture, no network. Browsers are told to load nothing.
struct HTMLPage {
    /// What the window is called.
    let title: String
    /// What is on it, from the top.
    let sections: [HTML]
    /// The version of the program that writes it.
    let toolVersion: String

    /// The page as it is written.
    var text: String {
        let head: [HTML] = [
            .void("meta", ["charset": "utf-8"]),
            .void("meta", ["http-equiv": "Content-Security-Policy", "content": HTMLPage.policy]),
            .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .void("meta", ["name": "referrer", "content": "no-referrer"]),
            HTML("title", title),
            .stylesheet(HTMLPage.stylesheet),
        ]
        let footer = HTML("footer", "Written by strata \(toolVersion). This page loads nothing and runs no script.")
        return HTML.document(head: head, body: [HTML("main", [HTML(sections)]), footer]).source + "\n"
    }

    /// Nothing is loaded, from nowhere; only the page's own rules of style count.
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
}
