import DisplayText
import Reporting

/// Lessons as one page to read and to print, one below the other: hints are folded; for who teaches with the answers.
public struct HandoutPage: Sendable {
    private let handouts: [Handout]
    private let hasAnswers: Bool

    /// - Parameters:
    ///   - handouts: The lessons, in their order.
    ///   - hasAnswers: Whether it is the instructor's.
    public init(_ handouts: [Handout], hasAnswers: Bool) {
        (self.handouts, self.hasAnswers) = (handouts, hasAnswers)
    }

    /// The page.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String {
        let lessons = handouts.enumerated().map { lesson($1, named: "lesson-\($0 + 1)") }
        return HTMLPage(
            title: handouts.documentTitle, sections: contents + lessons, rules: [HandoutPage.rules],
            toolVersion: toolVersion
        ).text
    }

    /// The lessons by their titles, where there are several.
    private var contents: [HTML] {
        guard handouts.count > 1 else { return [] }
        let items = handouts.enumerated().map { index, handout in
            HTML("li", [HTML("a", ["href": "#lesson-\(index + 1)"], handout.title)])
        }
        return [HTML("nav", [HTML("ul", items)])]
    }

    private func lesson(_ handout: Handout, named name: String) -> HTML {
        let steps = handout.lesson.steps.indices.map { index in
            let step = HandoutStep(index, of: handout, named: name)
            let answer = hasAnswers ? step.answer(isOpen: true) : []
            return HTML.section(
                "Step \(index + 1)", step.question + step.hints + step.screen(isOpen: hasAnswers) + answer)
        }
        return HTML("article", ["id": name], [handout.head(hasAnswers: hasAnswers)] + steps)
    }
}

extension Handout {
    /// What the lesson is about; for who teaches with what to know before.
    func head(hasAnswers: Bool) -> HTML {
        let written = lesson.lesson
        let misconception =
            written.misconception.isEmpty ? [] : [HTML("blockquote", [HTML("p", "“\(written.misconception)”")])]
        let notes = hasAnswers ? [HTML("p", written.idea)] + MarkdownDocument(written.instructor).html : []
        return HTML(
            "header", [HTML("h1", title)] + misconception + [HTML("p", ["class": "dim"], circumstances)] + notes)
    }
}

extension [Handout] {
    /// `3. A later rm hides: strata learn`, of several `24 lessons: strata learn`.
    var documentTitle: String {
        (count == 1 ? self[0].title : Count.text(count, "lesson")) + ": strata learn"
    }
}

extension HandoutPage {
    /// How lessons look, besides what all pages have: the page and the slides.
    static let rules: StaticString = """

        article { max-width: 46rem; margin: 0 auto 4rem; }
        blockquote { margin: .8rem 0; padding: .1rem 1rem; border-left: 3px solid var(--low); font-style: italic; }
        kbd { display: inline-block; margin-right: .2em; padding: 0 .4em; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px;
          background: var(--soft); font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          font-size: .85em; }
        a { color: var(--low); }
        .label { margin: .8rem 0 0; color: var(--dim); font-size: .85em; font-weight: 600; }
        .keys { line-height: 1.9; }
        .choices { list-style: none; padding: 0; }
        .choices li { margin: .4rem 0; }
        .choices label { display: flex; align-items: baseline; gap: .6em; }
        .choices p { margin: .1rem 0 .1rem 1.4em; color: var(--dim); }
        .right { font-weight: 600; }
        details.hint, details.answer { border: 0; }
        details > summary { color: var(--dim); font-size: .9em; }
        details.answer { margin: .5rem 0; padding: .2rem .9rem .4rem; border-left: 3px solid var(--line); }
        pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87em; }
        input[type="text"] { font: inherit; padding: .1rem .4rem; max-width: 100%; }
        .screen { white-space: pre; overflow-x: auto; padding: .6em; border: 1px solid var(--line); line-height: 1.2;
          font-family: "DejaVu Sans Mono", Menlo, Consolas, ui-monospace, monospace;
          font-size: clamp(5px, calc((100vw - 5rem) / 51), 13px); overflow-wrap: normal; }
        .screen span { color: var(--ink, inherit); background: var(--ground, transparent); }
        .screen .reverse { color: var(--ground, var(--soft)); background: var(--ink, var(--text)); }
        .screen .bold { font-weight: 700; } .screen .underline { text-decoration: underline; }
        .screen .italic { font-style: italic; } .screen .faint { opacity: .7; }
        .screen span { --ink: var(--light-ink); --ground: var(--light-ground); }
        @media (prefers-color-scheme: dark) { .screen span { --ink: var(--dark-ink); --ground: var(--dark-ground); } }
        @media print {
          article { margin: 0; max-width: none; }
          article + article { break-before: page; }
          details:not([open]) { display: none; }
          h2 { break-after: avoid; }
          pre, .choices li { break-inside: avoid; }
        }

        """
}
