import Archive
import DisplayText
import FoundationEssentials

/// One page that needs nothing else: no picture, no network, and no script to be read. Browsers are told to load nothing.
package struct HTMLPage {
    /// What the window is called.
    let title: String
    /// What is on it, from the top.
    let sections: [HTML]
    /// Rules of style besides those that all pages have.
    let rules: [StaticString]
    /// What the page does by itself; nil for nothing. It is the only script that browsers are told to run.
    let script: StaticString?
    /// The version of the program that writes it.
    let toolVersion: String

    /// A page of its parts.
    package init(
        title: String, sections: [HTML], rules: [StaticString] = [], script: StaticString? = nil, toolVersion: String
    ) {
        (self.title, self.sections, self.toolVersion) = (title, sections, toolVersion)
        (self.rules, self.script) = (rules, script)
    }

    /// The page as it is written.
    package var text: String {
        let head: [HTML] = [
            .void("meta", ["charset": "utf-8"]),
            .void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
            .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .void("meta", ["name": "referrer", "content": "no-referrer"]),
            HTML("title", title),
            .stylesheet(HTMLPage.stylesheet),
        ]
        let runs = script == nil ? "runs no script" : "runs only the script that stands in it; without, it scrolls"
        let footer = HTML("footer", "Written by strata \(toolVersion). This page loads nothing and \(runs).")
        return HTML.document(
            head: head + rules.map { .stylesheet($0) },
            body: [HTML("main", [HTML(sections)]), footer] + (script.map { [.script($0)] } ?? [])
        ).source + "\n"
    }

    /// Nothing is loaded, from nowhere; only the page's own rules of style count, and its own script, by its hash.
    private var policy: String {
        let hash = script.map { script in
            let text = script.withUTF8Buffer { Array($0) }
            return "; script-src 'sha256-\(Data(DigestHasher.sha256Bytes(of: text)).base64EncodedString())'"
        }
        return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" + (hash ?? "")
    }
}
