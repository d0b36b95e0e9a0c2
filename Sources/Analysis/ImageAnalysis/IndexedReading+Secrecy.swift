import Evidence
import LayerIndex
import Rules
import Secrets

extension IndexedReading {
    /// A reading; nil where the index cannot hold what it finds. Files with secrets in them, and with hashes of passwords, are
    /// not kept.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - hashesContents: Whether contents are hashed.
    ///   - inspection: What is noted of contents; nil for nothing.
    public convenience init?(_ index: LayerIndex, hashesContents: Bool, inspection: ContentInspection? = nil) {
        self.init(index, hashesContents: hashesContents, inspection: inspection) {
            SecretPresence().map { secrets in
                { path, fact in
                    AccountDatabase.holdsHash(fact, at: path) || secrets.holdsSecret(fact, at: path ?? FilePath([]))
                }
            }
        }
    }
}
