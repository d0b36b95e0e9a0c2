/// A rule that looks at a whole image. Each is one file with its text; all stand in `RuleCatalog`.
public protocol ImageRule: Sendable {
    /// Its id, severity, why and remedy.
    var rule: Rule { get }
    /// What it finds in the image, in any order.
    func findings(in image: AnalyzedImage) -> [Finding]
}
