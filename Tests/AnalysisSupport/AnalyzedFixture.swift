import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import TestSupport

/// An image written in a test, on its way to the rules: written to disk, opened, loaded, inspected.
package struct AnalyzedFixture {
    package let image: AnalyzedImage
    private let directory: TemporaryDirectory

    /// - Parameters:
    ///   - dockerfile: The image's Dockerfile, where the test is about lines.
    ///   - image: The image.
    ///   - form: How it is written to disk; attestations need an OCI layout.
    ///   - scansSecrets: Whether contents are searched for secrets; a test of large files need not wait for that.
    package init(
        _ image: Image, as form: ImageArchive.Format = .dockerArchive, dockerfile: String? = nil,
        scansSecrets: Bool = true
    ) throws {
        directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: form, to: path)
        self.image = try AnalyzedImage(opening: path, dockerfile: dockerfile, scansSecrets: scansSecrets)
    }

    /// An image of one layer.
    package init(scansSecrets: Bool = true, @LayerBuilder _ items: () -> [any LayerItem]) throws {
        let layer = Layer(items).createdBy("RUN /bin/sh -c make # buildkit", comment: "buildkit.dockerfile.v0")
        try self.init(Image(reference: "app:1") { layer }, scansSecrets: scansSecrets)
    }

    /// What one rule finds.
    package func findings(_ rule: String) -> [Finding] {
        image.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules).filter { $0.rule.id == rule }
    }

    /// The paths that one rule names, in all its findings, sorted.
    package func paths(_ rule: String) -> [String] {
        findings(rule).flatMap(\.items).map { image.text(of: $0.path) }.sorted()
    }
}

extension AnalyzedImage {
    /// Opens an archive and reads all its layers.
    ///
    /// - Parameters:
    ///   - dockerfile: The image's Dockerfile, where the test is about lines.
    ///   - hashContents: Whether equal contents are to be told.
    ///   - scansSecrets: Whether contents are searched for secrets.
    package init(
        opening path: String, dockerfile: String? = nil, hashContents: Bool = true, scansSecrets: Bool = true
    ) throws {
        let store = try ImageStore.open(.path(path))
        let image = try store.image(reference: nil, platform: nil)
        let source = dockerfile.map {
            DockerfileSource(path: "Dockerfile", document: DockerfileDocument(parsing: $0))
        }
        let inspection = ContentInspection(scansSecrets: scansSecrets, isToBeCompared: true)
        let stack = ImageLoader.load(image, hashContents: hashContents, observer: inspection).stack
        self.init(
            image: image, stack: stack,
            stages: ImageStages(of: image, dockerfile: source, others: store.others(than: image)),
            contents: inspection.results)
    }
}
