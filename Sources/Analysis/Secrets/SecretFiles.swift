import Evidence
import FileTree
import Synchronization

/// Searches all files of all layers for secrets while the layers are read. The result is an `InspectedSecrets`.
package final class SecretFiles: ContentSearch {
    let redaction: SecretRedaction
    private let found: Mutex<InspectedSecrets>

    /// A search that has seen nothing.
    ///
    /// - Parameter showsSecrets: Whether to keep secrets whole, for a user who asked to see them.
    package init(showsSecrets: Bool = false) {
        redaction = showsSecrets ? .shown : .redacted
        found = Mutex(InspectedSecrets(redaction: redaction))
    }

    /// Nil where the search cannot be prepared: then the results say so.
    package func observer(ofLayer layer: Int) -> (any LayerObserver)? {
        do throws(LiteralDatabase.Failure) {
            return try SecretScanner(
                layer: layer, redaction: redaction,
                collect: { secret in self.found.withLock { $0.add(secret) } },
                skip: { reason, size in self.found.withLock { $0.addSkipped(reason, size, inLayer: layer) } })
        } catch {
            found.withLock { $0.fault = error.message }
            return nil
        }
    }

    /// What was found so far, in the order in which the threads came by.
    var results: InspectedSecrets { found.withLock { $0 } }

    /// Takes over what was found in other layers.
    func take(_ other: InspectedSecrets) {
        found.withLock { $0.merge(other) }
    }

    package func conclude(into results: inout InspectedContents) {
        var found = self.results
        found.matches.sort { ($0.layer, $0.ordinal, $0.offset) < ($1.layer, $1.ordinal, $1.offset) }
        results.setResult(found)
    }
}
