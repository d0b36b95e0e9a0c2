import ImageAnalysis
import Reporting

/// What may be settled of `strata check` and `strata lint`, under the names of their options: in `.strata.yaml`, in a
/// variable, or by the option.
enum ProjectSetting: String, CaseIterable {
    case failOn = "fail-on"
    case minEfficiency = "min-efficiency"
    case maxWasted = "max-wasted"
    case maxUserWasted = "max-user-wasted"
    case maxSize = "max-size"
    case maxLayers = "max-layers"
    case maxGrowth = "max-growth"
    case against
    case newOnly = "new-only"
    case baseline
    case category
    case rule
    case skipRule = "skip-rule"
    case skipPath = "skip-path"
    case base
    case minSeverity = "min-severity"
    case ignoreFile = "ignore-file"
    case ciConfig = "ci-config"
    case format
    case noCache = "no-cache"

    /// What of it is the same for all.
    struct Facts {
        let kind: SettingKind
        /// Whether there may be several.
        var isList = false
        /// Whether it names a file, so that in a file it is meant from the file's directory.
        var isPath = false
        /// What holds where nobody says anything; nil for nothing.
        var standard: String?
        /// One sentence without a full stop.
        let help: String
    }

    /// The variable of the environment: `STRATA_FAIL_ON`.
    var variable: String {
        "STRATA_" + String(rawValue.map { $0 == "-" ? "_" : $0 }).uppercased()
    }

    /// The option.
    var option: String { "--\(rawValue)" }

    /// The table of them all.
    var facts: Facts {
        switch self {
        case .failOn:
            Facts(
                kind: .choice(FailOn.allCases.map(\.rawValue)), standard: "high",
                help: "A finding of this severity or worse fails")
        case .minEfficiency:
            Facts(kind: .share, help: "The least efficiency: visible bytes ÷ all layers' bytes")
        case .maxWasted:
            Facts(kind: .amount, help: "The most bytes, or the largest share of all layers' bytes, that may be wasted")
        case .maxUserWasted:
            Facts(kind: .share, help: "The largest share of waste in what lies above the base image")
        case .maxSize: Facts(kind: .size, help: "The most bytes of all layers together")
        case .maxLayers:
            Facts(
                kind: .limit(CountLimit.self, ["type": "integer", "minimum": 0]), help: "The most layers")
        case .maxGrowth:
            Facts(kind: .amount, help: "By how much all layers may be larger than those of what against names")
        case .against:
            Facts(
                kind: .text, isPath: true,
                help: "An image, or what strata check --format json wrote of one, that images are held against")
        case .newOnly:
            Facts(kind: .flag, standard: "false", help: "Only findings count that what against names does not have")
        case .baseline: Facts(kind: .text, isPath: true, help: "Accepted findings, as strata baseline writes them")
        case .category:
            Facts(
                kind: .choice(Rule.Category.allCases.map(\.rawValue)), isList: true,
                help: "Only rules of these categories")
        case .rule: Facts(kind: .rule, isList: true, help: "Only these rules")
        case .skipRule: Facts(kind: .rule, isList: true, help: "Not these rules")
        case .skipPath: Facts(kind: .text, isList: true, help: "Findings on paths that match do not count")
        case .base:
            Facts(
                kind: .choice(BaseLayers.allCases.map(\.rawValue)), standard: "include",
                help: "Whether findings on the base image's layers count")
        case .minSeverity:
            Facts(
                kind: .choice(Severity.allCases.map(\.rawValue)), standard: "info",
                help: "Only findings of this severity or worse are listed")
        case .ignoreFile: Facts(kind: .text, isPath: true, help: "Accepted rules and vulnerabilities, one a line")
        case .ciConfig: Facts(kind: .text, isPath: true, help: "Limits as dive reads them, or off")
        case .format:
            Facts(
                kind: .choice(FindingFormat.allCases.map(\.rawValue)), standard: "table",
                help: "The format of the report")
        case .noCache:
            Facts(kind: .flag, standard: "false", help: "Whether all layers are read, and nothing of them is kept")
        }
    }
}

extension SettingKind {
    fileprivate static let share = limit(FractionLimit.self, ["type": "number", "minimum": 0, "maximum": 1])
    fileprivate static let size = limit(SizeLimit.self, ["type": ["string", "integer"]])
    fileprivate static let amount = limit(AmountLimit.self, ["type": ["string", "integer"]])
}

extension ProjectSetting {
    /// The JSON Schema of `.strata.yaml`, from the table that reads it.
    static var schema: JSONValue {
        SettingKind.schema(
            title: "strata: .strata.yaml",
            allCases.map { ($0.rawValue, $0.facts.kind, $0.facts.isList, $0.facts.help) })
    }
}
