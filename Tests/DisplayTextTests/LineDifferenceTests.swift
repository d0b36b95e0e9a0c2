import DisplayText
import Testing

/// The lines of either side, put together again, are the two texts; and no more differ than have to.
@Suite struct LineDifferenceTests {
    @Test func aChangeInTheMiddle() {
        let difference = LineDifference(from: "a\nb\nc\nd\ne\n", to: "a\nb\nx\nd\ne\n")
        #expect(
            difference.unified((before: "old", after: "new"))
                == "--- old\n+++ new\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+x\n d\n e\n")
        #expect(LineDifference(from: "a\n", to: "a\n").unified((before: "old", after: "new")).isEmpty)
    }

    @Test func farChangesAreHunksOfTheirOwn() {
        let lines = (1...30).map(String.init)
        var changed = lines
        changed[1] = "two"
        changed[27] = "many"
        let text = LineDifference(from: lines.joined(separator: "\n"), to: changed.joined(separator: "\n"))
            .unified((before: "old", after: "new"))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,5 +1,5 @@", "@@ -25,6 +25,6 @@"])
    }

    @Test(arguments: [
        ("abcabba", "cbabac", 5), ("", "abc", 3), ("abc", "", 3), ("abcdef", "fbcdea", 4), ("aaaa", "aa", 2),
        ("xaxbxc", "abc", 3), ("", "", 0),
    ])
    func theScriptIsTheShortest(before: String, after: String, edits: Int) {
        let difference = LineDifference(
            from: before.map(String.init).joined(separator: "\n"), to: after.map(String.init).joined(separator: "\n"))
        #expect(difference.lines.filter { $0.side != .after }.map(\.text).joined() == before)
        #expect(difference.lines.filter { $0.side != .before }.map(\.text).joined() == after)
        #expect(difference.lines.count { $0.side != .both } == edits)
    }
}
