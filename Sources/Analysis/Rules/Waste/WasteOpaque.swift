import Evidence

/// Files below a directory that a later layer made anew.
struct WasteOpaque: WasteRule {
    let rule = Rule(
        id: "waste-opaque", category: .waste, severity: .medium, title: "A later layer makes a directory anew",
        why:
            "An opaque directory hides all that lower layers put in it. The bytes stay in the layers that stored them.",
        remedy: "Make the directory once, in one instruction, with its last contents.")
    let kind = WasteKind.opaque
    let verb = "hides by making their directory anew"
    let participle = "hidden by a directory that was made anew"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        isCopy
            ? "Leave the directory out of \(stored), since \(hid) makes it anew."
            : "Make \(stored) and \(hid) one RUN, or do the first in a builder stage."
    }
}
