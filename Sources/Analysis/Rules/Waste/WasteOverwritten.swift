import Evidence

/// Files that a later layer wrote with other contents.
struct WasteOverwritten: WasteRule {
    let rule = Rule(
        id: "waste-overwritten", category: .waste, severity: .medium, title: "A later layer overwrites files",
        why:
            "A layer cannot change a file: it stores a whole new copy, and the old one stays in the layer below. It is "
            + "pushed, pulled and stored with the image, and nobody can see it.",
        remedy: "Write each file once: make the two instructions one, or leave the files out of the first.")
    let kind = WasteKind.overwritten
    let verb = "overwrites"
    let participle = "overwritten"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        isCopy
            ? "Leave the files out of \(stored), by .dockerignore or by naming what to copy, since \(hid) writes them."
            : "Make \(stored) and \(hid) one RUN, so that only the last contents are stored."
    }
}
