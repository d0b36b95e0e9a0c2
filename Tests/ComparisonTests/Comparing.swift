import AnalysisSupport
import ImageAnalysis
import TestSupport

/// An image of one layer that a build made.
func image(@LayerBuilder _ items: () -> [any LayerItem]) -> Image {
    Image(reference: "app:1") { built(items) }
}

/// An image of some layers.
func image(of layers: [Layer], named reference: String = "app:1") -> Image {
    var image = Image(reference: reference)
    image.parts = layers.map { .layer($0) }
    return image
}

/// A layer that a build made.
func built(@LayerBuilder _ items: () -> [any LayerItem]) -> Layer {
    Layer(items).createdBy("RUN /bin/sh -c make # buildkit", comment: "buildkit.dockerfile.v0")
}

/// A layer of a base image: the command after it tells where that ends.
func base(@LayerBuilder _ items: () -> [any LayerItem]) -> Layer {
    Layer(items).createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
}

let baseCommand = Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)

/// Two images held against one another.
func compare(
    _ a: Image, _ b: Image, as forms: (ImageArchive.Format, ImageArchive.Format) = (.dockerArchive, .dockerArchive)
) throws -> Comparison {
    Comparison(
        ComparedImage(judging: try AnalyzedFixture(a, as: forms.0).image, named: "a"),
        ComparedImage(judging: try AnalyzedFixture(b, as: forms.1).image, named: "b"))
}

extension Comparison {
    /// The class of a path; nil where it is the same in both.
    func difference(of path: String) -> DifferenceClass? { difference(at: Array(path.utf8))?.difference }
}

/// A file with a time.
func timed(_ path: String, _ text: String, at seconds: Int64) -> Member {
    var member = File(path, text).member
    member.header.modified = seconds
    return Member(member)
}
