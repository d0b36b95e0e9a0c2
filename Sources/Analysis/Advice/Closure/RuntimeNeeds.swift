import Evidence

/// What running the image needs, worked out once for advice and for the reasons of packages.
struct RuntimeNeeds: Deduction {
    /// Nil for an image without layers.
    let closure: RuntimeClosure?

    init(of image: AnalyzedImage) {
        closure = RuntimeClosure(of: image)
    }
}

extension AnalyzedImage {
    /// What running the image needs; nil for an image without layers.
    var runtime: RuntimeClosure? { self[RuntimeNeeds.self].closure }
}
