import ArgumentParser
import ImageAnalysis

/// The limits that an image must keep.
struct GateOptions: ParsableArguments {
    @Option(help: "Fail when a finding is of this severity or worse: critical, high, medium, low, info or none.")
    var failOn: FailOn = .high
    @Option(help: "Fail below this efficiency: visible bytes ÷ all layers' bytes, 0 to 1, or off.")
    var minEfficiency: FractionLimit?
    @Option(help: "Fail when more bytes than these are wasted: 20MB, 1.5GiB, or off.")
    var maxWasted: SizeLimit?
    @Option(help: "Fail when more than this share, 0 to 1, of what lies above the base image is wasted, or off.")
    var maxUserWasted: FractionLimit?
    @Option(
        help: "A file of dive's limits, or off. If not said, .dive-ci here or beside the image counts; options beat it."
    )
    var ciConfig: String?

    /// The gates that options and a file set, and what is odd about the file.
    ///
    /// - Parameter directory: Where the image lies, nil for a stream or an engine.
    func gates(besideImageIn directory: String?) throws(Failure) -> (gates: [Gate], warnings: [String]) {
        let path: String? =
            if let ciConfig {
                LimitText.isOff(ciConfig) ? nil : ciConfig
            } else {
                ConfigurationFile.path(named: DiveFile.name, besideImageIn: directory)
            }
        let file = try path.map { path throws(Failure) in try DiveFile(reading: path) }
        var gates: [Gate] = []
        if let severity = failOn.severity { gates.append(Gate(.findings(below: severity), origin: "--fail-on")) }
        let origin = path ?? ""
        if let limit = minEfficiency?.value ?? (minEfficiency == nil ? file?.efficiency?.value : nil) {
            gates.append(
                Gate(.efficiency(atLeast: limit), origin: minEfficiency == nil ? origin : "--min-efficiency"))
        }
        if let limit = maxWasted?.value ?? (maxWasted == nil ? file?.wastedBytes?.value : nil) {
            gates.append(Gate(.wastedBytes(atMost: limit), origin: maxWasted == nil ? origin : "--max-wasted"))
        }
        if let limit = maxUserWasted?.value ?? (maxUserWasted == nil ? file?.userWasted?.value : nil) {
            gates.append(Gate(.userWasted(atMost: limit), origin: maxUserWasted == nil ? origin : "--max-user-wasted"))
        }
        return (gates, file?.warnings ?? [])
    }
}
