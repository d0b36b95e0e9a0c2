import ArgumentParser
import Reporting

/// `strata sbom`: what is installed in an image, for scanners.
struct Sbom: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the installed packages as a software bill of materials.",
        discussion: """
            CycloneDX 1.5 or SPDX 2.3, for Trivy, Grype or any other scanner. The same image gives the same document: \
            serial number and time are the image's own.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case cycloneDX = "cyclonedx-json"
        case spdx = "spdx-json"
    }

    @OptionGroup var image: ImageOptions
    @Option(help: "cyclonedx-json or spdx-json.") var format: Format = .cycloneDX
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let analysis = try OpenedAnalysis(image, nil, messages) { $0.hashesContents = false }
        let bill = BillOfMaterials(analysis.image, toolVersion: Strata.configuration.version)
        let document =
            switch format {
            case .cycloneDX: bill.cycloneDX
            case .spdx: bill.spdx
            }
        let output = try Output(path: output)
        try output.write(document.pretty + "\n")
        try output.finish()
        analysis.warn(messages)
        try analysis.loaded.requireComplete()
    }
}
