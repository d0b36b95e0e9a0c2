import Reporting

/// A step of a handout as pieces of HTML, which the page and the slides share.
struct HandoutStep {
    /// What folds.
    enum Fold {
        /// A hint, which nobody sees who does not ask for it.
        case hint
        /// A picture or an answer; on slides it is the next thing to be seen.
        case answer(isOpen: Bool)
    }

    private let step: PreparedStep
    private let picture: Handout.Picture?
    /// A name for its choices that no other step of the document has.
    private let name: String

    /// - Parameters:
    ///   - index: Which step it is, from 0.
    ///   - name: A word that no other lesson of the document has.
    init(_ index: Int, of handout: Handout, named name: String) {
        step = handout.lesson.steps[index]
        picture = handout.picture(of: index)
        self.name = "\(name)-step-\(index + 1)"
    }

    /// Whether the picture shows what is looked for, and not what proves an answer.
    private var isLooking: Bool { if case .look = step.task { true } else { false } }

    /// What is read and done.
    var question: [HTML] { MarkdownDocument(step.text).html + task }

    /// What helps, each folded.
    var hints: [HTML] {
        step.hints.enumerated().map { index, hint in
            HandoutStep.folded("Hint \(index + 1)", .hint, MarkdownDocument(hint).html)
        }
    }

    /// What the screen shows when the step is done, where it asks to look for that.
    func screen(isOpen: Bool) -> [HTML] {
        guard isLooking, let picture else { return [] }
        return [HandoutStep.folded("The screen when it is found", .answer(isOpen: isOpen), [picture.html])]
    }

    /// The answer, why it is so, and the screen that proves it; nothing for a step that is only read.
    func answer(isOpen: Bool) -> [HTML] {
        let why = step.why.isEmpty ? [] : [HTML("p", ["class": "label"], "Why")] + MarkdownDocument(step.why).html
        let proof = isLooking ? [] : [picture?.html].compactMap(\.self)
        let pieces = solution + why + proof
        return pieces.isEmpty ? [] : [HandoutStep.folded("Answer", .answer(isOpen: isOpen), pieces)]
    }

    private static func folded(_ title: String, _ fold: Fold, _ content: [HTML]) -> HTML {
        let pieces = [HTML("summary", title)] + content
        return switch fold {
        case .hint: HTML("details", ["class": "hint"], pieces)
        case .answer(isOpen: true): HTML("details", ["class": "answer", "open": ""], pieces)
        case .answer(isOpen: false): HTML("details", ["class": "answer"], pieces)
        }
    }

    // MARK: Tasks

    private var task: [HTML] {
        switch step.task {
        case .read, .look: []
        case .choose(let choices, _):
            [
                HTML(
                    "ul", ["class": "choices"],
                    choices.map { choice in
                        let button = HTML.void("input", ["type": "radio", "name": name])
                        let text = HTML("span", MarkdownDocument(choice.text).inline)
                        return HTML("li", [HTML("label", [button, text])])
                    })
            ]
        case .answer:
            [
                HTML(
                    "p",
                    [HTML("label", [HTML(text: "Your answer: "), .void("input", ["type": "text", "size": "24"])])])
            ]
        case .edit(let edit): HandoutStep.file(edit.file.rawValue, edit.start)
        }
    }

    private var solution: [HTML] {
        switch step.task {
        case .read: []
        case .look(_, let keys): [HTML("p", ["class": "keys"], keys.map { HTML("kbd", $0) })]
        case .choose(let choices, _):
            [HTML("ul", ["class": "choices"], choices.map(HandoutStep.judged))]
        case .answer(let answer, _): [HTML("p", [HTML("strong", answer.text)])]
        case .edit(let edit): HandoutStep.file(edit.file.rawValue, edit.solution)
        }
    }

    /// A choice with what is said to who picks it.
    private static func judged(_ choice: PreparedStep.Choice) -> HTML {
        let mark = HTML("span", ["class": choice.isRight ? "pass" : "dim"], choice.isRight ? "✓ " : "✗ ")
        let text = HTML("span", ["class": choice.isRight ? "right" : "wrong"], MarkdownDocument(choice.text).inline)
        return HTML("li", [mark, text] + MarkdownDocument(choice.because).html)
    }

    private static func file(_ name: String, _ text: String) -> [HTML] {
        [
            HTML("p", ["class": "label"], name),
            .lines(
                "file", text.trimmed.split(separator: "\n", omittingEmptySubsequences: false).map { [HTML(text: $0)] }),
        ]
    }
}

extension MarkdownDocument {
    /// The text as paragraphs, lists and code.
    var html: [HTML] {
        var pieces: [HTML] = []
        var items: [HTML] = []
        func endList() {
            if !items.isEmpty { pieces.append(HTML("ul", items)) }
            items = []
        }
        for block in blocks {
            switch block.kind {
            case .item: items.append(HTML("li", MarkdownDocument.inline(block)))
            case .paragraph:
                endList()
                pieces.append(HTML("p", MarkdownDocument.inline(block)))
            case .code:
                endList()
                pieces.append(.lines("file", block.lines.map { [HTML(text: $0)] }))
            }
        }
        endList()
        return pieces
    }

    /// The words of all blocks, for where there is room for no more than a line.
    var inline: [HTML] { blocks.flatMap(MarkdownDocument.inline) }

    private static func inline(_ block: Block) -> [HTML] {
        block.spans.map { span in
            var piece = HTML(text: span.text)
            if span.style.contains(.code) { piece = HTML("code", [piece]) }
            if span.style.contains(.emphasis) { piece = HTML("em", [piece]) }
            if span.style.contains(.bold) { piece = HTML("strong", [piece]) }
            return piece
        }
    }
}
