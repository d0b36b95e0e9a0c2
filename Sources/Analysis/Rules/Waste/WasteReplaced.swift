import Evidence

/// Files that a later layer put something of another kind in place of.
struct WasteReplaced: WasteRule {
    let rule = Rule(
        id: "waste-replaced", category: .waste, severity: .medium,
        title: "A later layer puts a directory over a file, or a file over a directory",
        why: "What stood there before stays in the lower layer: it is pushed, pulled and stored with the image, and "
            + "nobody can see it.",
        remedy: "Make the change in the instruction that stored the files.")
    let kind = WasteKind.replaced
    let verb = "replaces"
    let participle = "replaced by something of another kind"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        isCopy
            ? "Leave the files out of \(stored), since \(hid) puts something else there."
            : "Make \(stored) and \(hid) one RUN."
    }
}
