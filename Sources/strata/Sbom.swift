import ArgumentParser
import Reporting

/// `strata sbom`: what is installed in an image, for scanners.
struct Sbom: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the installed packages as a software bill of materials.",
        discussion: """
            CycloneDX 1.5, 1.6 or 1.7, SPDX 2.3 or 3.0, for Trivy, Grype or any other scanner. Each package has its layer \
            and, where a Dockerfile or a history tells, the lines and the instruction that made it. The same image gives \
            the same document: serial number and time are the image's own.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case cycloneDX = "cyclonedx-json"
        case cycloneDX1_5 = "cyclonedx-1.5"
        case cycloneDX1_6 = "cyclonedx-1.6"
        case cycloneDX1_7 = "cyclonedx-1.7"
        case spdx = "spdx-json"
        case spdx2_3 = "spdx-2.3"
        case spdx3_0 = "spdx-3.0"

        func document(of bill: BillOfMaterials) -> JSONValue {
            switch self {
            case .cycloneDX, .cycloneDX1_6: bill.cycloneDX(.v1_6)
            case .cycloneDX1_5: bill.cycloneDX(.v1_5)
            case .cycloneDX1_7: bill.cycloneDX(.v1_7)
            case .spdx, .spdx2_3: bill.spdx
            case .spdx3_0: bill.spdx3
            }
        }
    }

    @OptionGroup var image: ImageOptions
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(
        help: """
            cyclonedx-json (which is cyclonedx-1.6), cyclonedx-1.5, cyclonedx-1.7, spdx-json (which is spdx-2.3) or \
            spdx-3.0.
            """)
    var format: Format = .cycloneDX
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let analysis = try OpenedAnalysis(image, dockerfile, messages) { $0.hashesContents = false }
        let bill = BillOfMaterials(analysis.image, toolVersion: Strata.configuration.version)
        let output = try Output(path: output)
        try output.write(json: format.document(of: bill))
        try output.finish()
        analysis.warn(messages)
        try analysis.loaded.requireComplete()
    }
}
