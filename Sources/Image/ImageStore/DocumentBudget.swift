/// How much of the JSON documents in one place is read in all: an index can list one document many times over.
struct DocumentBudget {
    /// In bytes.
    static let maximum: Int64 = 512 << 20

    private var left = DocumentBudget.maximum

    /// Takes a document's bytes out of what is left.
    ///
    /// - Throws: a fault when there is not enough.
    mutating func take(_ length: Int64) throws(Fault) {
        left -= min(left, max(0, length))
        guard left > 0 else {
            throw Fault(.damaged, "is not read: the documents before it come to \(DocumentBudget.maximum >> 20) MiB")
        }
    }
}
