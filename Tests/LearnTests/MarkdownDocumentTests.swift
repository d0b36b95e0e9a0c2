import Learn
import Testing

@Suite("The Markdown of lessons")
struct MarkdownDocumentTests {
    private func spans(_ text: String) -> [String] {
        MarkdownDocument(text).blocks.flatMap(\.spans).map { span in
            let marks = [(MarkdownDocument.Span.Style.bold, "b"), (.emphasis, "e"), (.code, "c")]
            return marks.filter { span.style.contains($0.0) }.map(\.1).joined() + ":" + span.text
        }
    }

    @Test("paragraphs, lists and code are blocks")
    func blocks() {
        let blocks = MarkdownDocument("One\nline.\n\n- first\n  goes on\n- second\n\n```\nRUN a\n\n  b\n```\nEnd.")
            .blocks
        #expect(blocks.map(\.kind) == [.paragraph, .item, .item, .code, .paragraph])
        #expect(blocks.map(\.text) == ["One line.", "first goes on", "second", "RUN a\n\n  b", "End."])
        #expect(blocks.map(\.joins) == [false, false, true, false, false])
        #expect(blocks[3].lines == ["RUN a", "", "  b"])
    }

    @Test("marks make words bold, emphasised and code; in code they are characters")
    func marks() {
        #expect(
            spans("**The point.** A *stage* is `COPY * **/x` here.") == [
                "b:The point.", ": A ", "e:stage", ": is ", "c:COPY * **/x", ": here.",
            ])
        #expect(spans("**bold `code` *both* on**") == ["b:bold ", "bc:code", "b: ", "be:both", "b: on"])
        #expect(spans("`` ` `` and `` a`b ``") == ["c:`", ": and ", "c:a`b"])
    }

    @Test("a mark that nothing closes, or that a blank follows, is a character like others")
    func characters() {
        #expect(spans("2 * 3 * 4") == [":2 * 3 * 4"])
        #expect(spans("**/x and ` alone") == [":**/x and ` alone"])
        #expect(spans("** x **") == [":** x **"])
        #expect(spans("") == [])
    }
}
