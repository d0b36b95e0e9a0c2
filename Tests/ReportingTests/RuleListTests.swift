import ImageAnalysis
import Reporting
import Testing

@Suite struct RuleListTests {
    private let list = RuleList([
        Rule(
            id: "apt-lists", category: .bloat, severity: .medium, title: "Package lists are kept",
            why: "Nobody reads them at run time.", remedy: "Remove them in the RUN that made them.",
            knownAs: ["DKL-DI-0005", "DL3009"]),
        Rule(
            id: "env|file", category: .secret, severity: .high, title: "A <file> of *secrets*", why: "It is [read].",
            remedy: "Use `--mount`."),
    ])

    @Test func theTableHasWhatOtherToolsCallARule() {
        #expect(
            list.text(width: nil) == """
                RULE       SEVERITY  CATEGORY  FINDS                   KNOWN AS
                apt-lists  medium    bloat     Package lists are kept  DKL-DI-0005 DL3009
                env|file   high      secret    A <file> of *secrets*

                """)
    }

    @Test func aRuleInFullSaysWhyAndWhatToDo() {
        #expect(
            RuleList([list.rules[0]]).details() == """
                apt-lists  Package lists are kept

                Severity  medium
                Category  bloat
                Known as  DKL-DI-0005, DL3009

                Why: Nobody reads them at run time.

                Remedy: Remove them in the RUN that made them.

                """)
    }

    @Test func jsonKeepsTheOrderOfItsKeys() {
        #expect(
            RuleList([list.rules[0]]).json.compact
                == #"{"schemaVersion":1,"rules":[{"id":"apt-lists","category":"bloat","severity":"medium","#
                + #""title":"Package lists are kept","why":"Nobody reads them at run time.","#
                + #""remedy":"Remove them in the RUN that made them.","knownAs":["DKL-DI-0005","DL3009"],"lesson":null}]}"#
        )
    }

    @Test func nothingInARuleBecomesMarkup() {
        let markdown = list.markdown
        #expect(markdown.contains("| bloat | Package lists are kept | DKL-DI-0005, DL3009 |\n"))
        #expect(markdown.contains("A &lt;file> of \\*secrets\\*"))
        #expect(markdown.contains("It is \\[read\\]."))
        #expect(markdown.contains("**Remedy:** Use \\`--mount\\`.\n"))
        #expect(markdown.contains("## apt-lists\n"))
    }
}
