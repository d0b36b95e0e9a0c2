import Archive
import Evidence

/// Tells whether a secret stands in a file, whatever it is: what is kept of the file for later must not have it.
package final class SecretPresence {
    private let search: SecretSearch
    private let pool = UnpackingPool()

    /// Nil where the search cannot be prepared.
    package init?() {
        guard let search = try? SecretSearch() else { return nil }
        self.search = search
    }

    /// Whether anything in a file looks like a secret, what is written to be replaced too.
    package func holdsSecret(_ bytes: [UInt8], at path: FilePath) -> Bool {
        var file = FileSearch(path, budget: SearchBudget(from: pool), search)
        search.begin()
        let early = bytes.withUnsafeBytes { file.receive($0) }
        return !early.isEmpty || !file.finish().isEmpty || file.isExceeded || search.isExceeded
    }
}
