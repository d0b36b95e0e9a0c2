import Evidence

/// Files that a later layer deleted.
struct WasteDeleted: WasteRule {
    let rule = Rule(
        id: "waste-deleted", category: .waste, severity: .medium, title: "A later layer deletes files",
        why: "Deleting in a later layer only hides: the bytes stay in the layer that stored them, and whoever has the "
            + "image can read them there.",
        remedy: "Delete in the same RUN that made the files, mount caches with RUN --mount=type=cache, or build in a "
            + "stage of its own and COPY --from only what is needed.", lesson: .deletions)
    let kind = WasteKind.deleted
    let verb = "deletes"
    let participle = "deleted by a later layer"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        isCopy
            ? "Leave the files out of \(stored), by .dockerignore or RUN --mount=type=bind, instead of deleting them in "
                + "\(hid)."
            : "Move the deletion from \(hid) to the end of \(stored), or do that work in a builder stage."
    }
}
