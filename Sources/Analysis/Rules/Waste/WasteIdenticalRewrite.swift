import Evidence
import FileTree

/// Files that a later layer stores again although nothing changed.
struct WasteIdenticalRewrite: WasteRule {
    let rule = Rule(
        id: "waste-identical-rewrite", category: .waste, severity: .medium, title: "The same files are written again",
        why: "A later layer holds the same contents once more, with the same mode and owner: a second COPY of the same "
            + "tree, a reinstall, a changed time. The image holds the bytes twice.",
        remedy: "Write the files in one instruction only: narrow the second COPY, or don't install twice.")
    let kind = WasteKind.identicalRewrite
    let verb = "writes again unchanged"
    let participle = "written again unchanged"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        "Drop from \(hid) what \(stored) has already stored, or do both in one instruction."
    }

    func caveat(on pair: WasteBreakdown.Pair, in stack: LayerStack) -> String {
        BlankContents.caveat(on: pair, in: stack)
    }
}
