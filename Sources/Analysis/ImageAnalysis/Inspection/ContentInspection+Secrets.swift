extension ContentInspection {
    /// The scanner of a layer; nil where secrets are not searched for, or cannot be: then the results say so.
    func secretScanner(ofLayer layer: Int) -> SecretScanner? {
        guard scansSecrets else { return nil }
        do throws(LiteralDatabase.Failure) {
            return try SecretScanner(
                layer: layer, redaction: redaction, collect: { self.note($0) }, skip: { self.noteSkipped($0, $1) })
        } catch {
            noteFault(error.message)
            return nil
        }
    }
}
