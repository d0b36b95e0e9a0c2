import ArgumentParser
import ImageAnalysis

/// The limits that an image must keep.
struct GateOptions: ParsableArguments {
    @Option(help: "Fail when a finding is of this severity or worse: critical, high, medium, low, info or none.")
    var failOn: FailOn = .high
    @Option(
        help: ArgumentHelp("Fail below this efficiency: visible bytes ÷ all layers' bytes, or off.", valueName: "0…1"),
        transform: FractionLimit.parse)
    var minEfficiency: FractionLimit?
    @Option(
        help: ArgumentHelp("Fail when more bytes are wasted: 20MB, 1.5GiB, or off.", valueName: "size"),
        transform: SizeLimit.parse)
    var maxWasted: SizeLimit?
    @Option(
        help: ArgumentHelp(
            "Fail when more than this share of what lies above the base is wasted, or off.", valueName: "0…1"),
        transform: FractionLimit.parse)
    var maxUserWasted: FractionLimit?
    @Option(
        help: ArgumentHelp(
            "Limits as dive reads them, or off. If not said, .dive-ci here or beside the image; options beat it.",
            valueName: "file"))
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
        func add<Value>(_ option: Value??, _ name: String, _ inFile: Value??, _ limit: (Value) -> Gate.Limit) {
            guard let value = option ?? inFile ?? nil else { return }
            gates.append(Gate(limit(value), origin: option == nil ? path ?? "" : name))
        }
        add(minEfficiency.map(\.value), "--min-efficiency", file?.efficiency.map(\.value)) { .efficiency(atLeast: $0) }
        add(maxWasted.map(\.value), "--max-wasted", file?.wastedBytes.map(\.value)) { .wastedBytes(atMost: $0) }
        add(maxUserWasted.map(\.value), "--max-user-wasted", file?.userWasted.map(\.value)) { .userWasted(atMost: $0) }
        return (gates, file?.warnings ?? [])
    }
}
