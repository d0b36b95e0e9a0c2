extension RuleCatalog {
    /// Bytes that the final tree does not show.
    static let wasteRules: [any ImageRule] = [
        WasteDeleted(), WasteOverwritten(), WasteOpaque(), WasteReplaced(), WasteMetadataCopy(),
        WasteIdenticalRewrite(),
    ]
}
