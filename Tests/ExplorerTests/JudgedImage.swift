import AnalysisSupport
import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TerminalUI
import TestSupport

@testable import Explorer

/// A real archive of an image with a full base, caches and hidden files, judged as the program does it: findings, advice.
struct JudgedImage {
    let facts: ImageFacts
    let analyzed: AnalyzedImage
    let findings: ImageFindings
    let advice: Advice
    private let stageLines: [StageDrawing.Line]

    init(_ image: Image = NaiveImage.image, dockerfile: String? = nil) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        analyzed = try AnalyzedImage(opening: path, dockerfile: dockerfile)
        facts = ImageFacts(analyzed.image, in: store.source, stages: analyzed.stages)
        let found = analyzed.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules)
        findings = ImageFindings(found, in: analyzed)
        advice = Advice(on: analyzed, findings: found)
        stageLines = StageDrawing(analyzed.stages, of: analyzed.image, stack: analyzed.stack, others: []).lines
    }

    /// A person at it when all is known.
    func journey(
        _ width: Int, _ height: Int, at tab: ViewID = .overview, options: Options = Options(themeName: "mono")
    ) -> Journey {
        var journey = Journey(waiting: width, height, options: options, at: tab)
        journey.send(.imageReady(facts))
        journey.send(.loaded(stack: analyzed.stack, figures: Figures(of: analyzed.stack), warnings: []))
        journey.send(.stagesDrawn(stageLines))
        journey.send(.analyzed(findings))
        journey.send(.advised(AdvicePlan(advice)))
        journey.send(.packagesListed(PackageList(PackageTable(of: analyzed, findings: findings.all.map(\.finding)))))
        journey.send(.compressedMeasured(analyzed.compressedSizes))
        return journey
    }
}
