import Evidence
import FileTree

/// Files that a later layer stores again because only their metadata changed.
struct WasteMetadataCopy: WasteRule {
    let rule = Rule(
        id: "waste-metadata-copy", category: .waste, severity: .medium,
        title: "Changing mode or owner stores files again",
        why:
            "chmod and chown in a layer of their own copy every file that they touch, whole: the image holds the bytes "
            + "twice, for a few bits of metadata.",
        remedy: "Set mode and owner where the files are stored: COPY --chmod=… --chown=…, or in the same RUN.",
        lesson: .metadata)
    let kind = WasteKind.metadataCopy
    let verb = "stores again with other metadata"
    let participle = "stored twice because mode or owner changed"

    func remedy(stored: String, hid: String, isCopy: Bool) -> String {
        isCopy
            ? "Give \(stored) --chmod or --chown and drop the change from \(hid)."
            : "Change mode and owner within \(stored) instead of \(hid)."
    }

    func note(on copy: WasteBreakdown.Copy, in stack: LayerStack) -> String {
        guard let successor = copy.successor, let contents = stack.contents(of: successor) else { return "" }
        return MetadataChange(from: stack.entry(copy.hidden.entry), to: stack.entry(contents)).text
    }

    func caveat(on pair: WasteBreakdown.Pair, in stack: LayerStack) -> String {
        BlankContents.caveat(on: pair, in: stack)
    }
}
