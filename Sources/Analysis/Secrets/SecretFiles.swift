import Evidence
import FileTree
import Synchronization

/// Searches all files of all layers for secrets while the layers are read. The result is an `InspectedSecrets`.
package final class SecretFiles: ContentSearch {
    let redaction: SecretRedaction
    private let found: Mutex<InspectedSecrets>
    private let workers: SearchWorkers

    /// A search that has seen nothing.
    ///
    /// - Parameter showsSecrets: Whether to keep secrets whole, for a user who asked to see them.
    package convenience init(showsSecrets: Bool = false) {
        self.init(showsSecrets: showsSecrets, on: SearchWorkers())
    }

    init(showsSecrets: Bool = false, on workers: SearchWorkers) {
        self.workers = workers
        redaction = showsSecrets ? .shown : .redacted
        found = Mutex(InspectedSecrets(redaction: redaction))
    }

    /// Nil where the search cannot be prepared: then the results say so.
    package func observer(ofLayer layer: Int) -> (any FileObserver)? {
        do throws(LiteralDatabase.Failure) {
            return try SearchLanes(workers) { [self] size in
                found.withLock { $0.addSkipped(.index, size, inLayer: layer) }
            } scanner: { () throws(LiteralDatabase.Failure) in
                try SecretScanner(
                    layer: layer, redaction: redaction, collect: { secret in self.found.withLock { $0.add(secret) } },
                    skip: { reason, size in self.found.withLock { $0.addSkipped(reason, size, inLayer: layer) } })
            }
        } catch {
            found.withLock { $0.fault = error.message }
            return nil
        }
    }

    /// What was found so far, as soon as all files that were shown are searched.
    var results: InspectedSecrets {
        workers.wait()
        return found.withLock { $0.concluded }
    }

    /// Takes over what was found in other layers.
    func take(_ other: InspectedSecrets) {
        found.withLock { $0.merge(other) }
    }

    package func conclude(into results: inout InspectedContents) { results.setResult(self.results) }
}
