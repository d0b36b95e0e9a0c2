import ArgumentParser
import ImageAnalysis

/// The limits that an image must keep.
struct GateOptions: ParsableArguments {
    @Option(
        help: """
            Fail when a finding is of this severity or worse: critical, high, medium, low, info or none; high if not said.
            """)
    var failOn: FailOn?
    @Option(
        help: ArgumentHelp("Fail below this efficiency: visible bytes ÷ all layers' bytes, or off.", valueName: "0…1"),
        transform: FractionLimit.parse)
    var minEfficiency: FractionLimit?
    @Option(
        help: ArgumentHelp(
            "Fail when more is wasted: 20MB, 1.5GiB, 5% of all layers' bytes, or off.", valueName: "size|%"),
        transform: AmountLimit.parse)
    var maxWasted: AmountLimit?
    @Option(
        help: ArgumentHelp(
            "Fail when more than this share of what lies above the base is wasted, or off.", valueName: "0…1"),
        transform: FractionLimit.parse)
    var maxUserWasted: FractionLimit?
    @Option(
        help: ArgumentHelp("Fail when all layers together are larger: 500MB, or off.", valueName: "size"),
        transform: SizeLimit.parse)
    var maxSize: SizeLimit?
    @Option(
        help: ArgumentHelp("Fail when there are more layers, or off.", valueName: "number"), transform: CountLimit.parse
    )
    var maxLayers: CountLimit?
    @Option(
        help: ArgumentHelp(
            "Fail when all layers are larger by more than those of --against: 5MB, 2%, or off.", valueName: "size|%"),
        transform: AmountLimit.parse)
    var maxGrowth: AmountLimit?
    @Option(
        help: ArgumentHelp(
            "Limits as dive reads them, or off. If not said, .dive-ci here or beside the image; all else beats it.",
            valueName: "file"))
    var ciConfig: String?

    /// The gates that options, settings and a file of dive's set, and what is odd about that file.
    ///
    /// - Parameters:
    ///   - settings: What is settled besides.
    ///   - directory: Where the image lies, nil for a stream or an engine.
    func gates(
        _ settings: ProjectSettings, besideImageIn directory: String?
    ) throws(Failure) -> (gates: [Gate], warnings: [String]) {
        let named = settings.path(.ciConfig, or: ciConfig)
        let path: String? =
            if let named {
                LimitText.isOff(named) ? nil : named
            } else {
                ConfigurationFile.path(named: DiveFile.name, besideImageIn: directory)
            }
        let file = try path.map { path throws(Failure) in try DiveFile(reading: path) }
        var gates: [Gate] = []
        func add<Limit: LimitValue>(
            _ setting: ProjectSetting, _ option: Limit?, _ inFile: Limit? = nil, _ limit: (Limit) -> Gate.Limit?
        ) {
            let settled =
                settings.value(setting, or: option, Limit.init) ?? inFile.map { (value: $0, origin: path ?? "") }
            guard let settled, let limit = limit(settled.value) else { return }
            gates.append(Gate(limit, origin: settled.origin))
        }
        let severity =
            settings.value(.failOn, or: failOn, FailOn.init(rawValue:)) ?? (.high, ProjectSetting.failOn.option)
        if let limit = severity.value.severity { gates.append(Gate(.findings(below: limit), origin: severity.origin)) }
        add(.minEfficiency, minEfficiency, file?.efficiency) { $0.value.map { .efficiency(atLeast: $0) } }
        add(.maxWasted, maxWasted, file?.wastedBytes) { $0.value?.wasted }
        add(.maxUserWasted, maxUserWasted, file?.userWasted) { $0.value.map { .userWasted(atMost: $0) } }
        add(.maxSize, maxSize) { $0.value.map { .layerBytes(atMost: $0) } }
        add(.maxLayers, maxLayers) { $0.value.map { .layers(atMost: $0) } }
        return (gates, file?.warnings ?? [])
    }

    /// The gate on growth over another image; nil where none is set.
    func growthGate(_ settings: ProjectSettings, over prior: PriorReport) -> Gate? {
        guard let limit = settings.value(.maxGrowth, or: maxGrowth, AmountLimit.init) else { return nil }
        return limit.value.value.map { Gate($0.growth(over: prior.layerBytes), origin: limit.origin) }
    }
}

extension AmountLimit.Amount {
    /// The limit on what is wasted.
    fileprivate var wasted: Gate.Limit {
        switch self {
        case .bytes(let bytes): .wastedBytes(atMost: bytes)
        case .share(let share): .wasted(atMost: share)
        }
    }

    /// The limit on growth.
    ///
    /// - Parameter before: The bytes of all layers before.
    func growth(over before: Int64) -> Gate.Limit {
        switch self {
        case .bytes(let bytes): .growth(atMost: bytes, over: before)
        case .share(let share): .growthShare(atMost: share, over: before)
        }
    }
}
