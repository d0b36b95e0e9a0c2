import Advice
import Comparison
import Evidence
import Packages
import Secrets

extension ContentInspection {
    /// An inspection that notes what all rules and package sources read, and has seen nothing.
    ///
    /// - Parameters:
    ///   - scansSecrets: Whether to search all files of all layers for secrets.
    ///   - showsSecrets: Whether to keep secrets whole, for a user who asked to see them.
    ///   - searches: What else sees all contents.
    ///   - isToBeCompared: Whether to note what a comparison with another image asks for.
    public convenience init(
        scansSecrets: Bool = true, showsSecrets: Bool = false, searches: [any ContentSearch] = [],
        isToBeCompared: Bool = false
    ) {
        self.init(
            collectors: PackageSources.collectors + RuleCatalog.imageRules.flatMap(\.collectors) + Advice.collectors
                + (isToBeCompared ? Comparison.collectors : []),
            searches: scansSecrets ? [SecretFiles(showsSecrets: showsSecrets)] + searches : searches)
    }
}
