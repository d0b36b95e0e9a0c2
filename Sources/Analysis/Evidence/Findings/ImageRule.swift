/// A rule that looks at a whole image. Each is one file with its text; all stand in `RuleCatalog`.
public protocol ImageRule: Sendable {
    /// Its id, severity, why and remedy.
    var rule: Rule { get }
    /// What has to be noted of files while layers are read, for it to look at.
    var collectors: [any Collector] { get }
    /// What it finds in the image, in any order.
    func findings(in image: AnalyzedImage) -> [Finding]
}

extension ImageRule {
    /// It needs no contents of files, or only what others note.
    public var collectors: [any Collector] { [] }
}
