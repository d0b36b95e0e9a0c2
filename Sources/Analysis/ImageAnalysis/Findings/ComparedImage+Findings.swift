import Comparison
import Evidence

extension ComparedImage {
    /// An image, or some of its layers, with what all rules find in that.
    ///
    /// - Parameters:
    ///   - image: The image, whole.
    ///   - name: What the user called it.
    ///   - layers: The layers that count, from 1; nil for all.
    public init(judging image: AnalyzedImage, named name: String, layers: ClosedRange<Int>? = nil) {
        let part = layers.map { image.keeping($0) } ?? image
        self.init(
            part, named: name, layers: layers,
            findings: part.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules))
    }
}

extension ComparedImage {
    /// An image as it was after some of its layers, 0 for none yet, with what all rules find in that.
    public init(judging image: AnalyzedImage, named name: String, upTo layer: Int) {
        if layer > 0 {
            self.init(judging: image, named: name, layers: 1...layer)
        } else {
            self.init(image.withoutLayers, named: name, layers: 1...1)
        }
    }
}

extension AnalyzedImage {
    /// How many secrets rules find in it: files, configuration and history.
    public var secretCount: Int {
        findings(of: RuleCatalog.imageRules.filter { $0.rule.category == .secret }).count { $0.state != nil }
    }
}
