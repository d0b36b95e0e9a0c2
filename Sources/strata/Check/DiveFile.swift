import YAML

/// `.dive-ci`: the limits that dive reads, under its own keys, held against strata's figures.
///
/// As in dive, a limit that the file does not name has dive's value: efficiency 0.9, user waste 0.1, bytes unlimited.
struct DiveFile {
    /// How the file is called.
    static let name = ".dive-ci"

    /// The least efficiency.
    private(set) var efficiency = FractionLimit("0.9")
    /// The most bytes that may be wasted.
    private(set) var wastedBytes = AmountLimit("disabled")
    /// The largest share of waste in what lies above the base.
    private(set) var userWasted = FractionLimit("0.1")
    /// Rules that dive does not have, one sentence each.
    private(set) var warnings: [String] = []

    /// Reads a file.
    init(reading path: String) throws(Failure) {
        let bytes = try ConfigurationFile.bytes(of: path)
        try self.init(parsing: bytes, path: path)
    }

    /// Reads the text of a file.
    init(parsing text: [UInt8], path: String) throws(Failure) {
        let settings = try ConfigurationFile.settings(in: text, path: path)
        let rules = settings.members.filter { $0.key.text?.lowercased() == "rules" }
        for part in rules where part.value.members.isEmpty && part.value.text?.isEmpty != true {
            if case .mapping = part.value.content { continue }
            warnings.append("\(path), line \(part.value.line): “rules:” has no keys and limits nothing")
        }
        for rule in rules.flatMap(\.value.members) {
            guard let name = rule.key.text else { continue }
            let place = "\(path), line \(rule.value.line): \(name)"
            if let value = rule.value.text {
                try take(value, as: name, place)
            } else {
                warnings.append("\(place) is no single value and does not count")
            }
        }
        warnings += DiveFile.remarks(on: settings, hasRules: !rules.isEmpty, path: path)
    }

    /// What is written where dive does not look: it reads what stands under `rules:` alone, and takes its own limits for
    /// what is not there (its `options/ci.go`), so that keys beside it gate nothing.
    private static func remarks(on settings: YAMLValue, hasRules: Bool, path: String) -> [String] {
        let limits = "so that dive's own limits hold: efficiency 0.9, user waste 0.1"
        if case .mapping(let members) = settings.content {
            let lost = members.filter { isRule($0.key.text ?? "") }
            let beside = lost.map {
                "\(path), line \($0.key.line): \($0.key.text ?? "") stands outside of “rules:” and gates nothing"
            }
            guard !hasRules, !members.isEmpty else { return beside }
            return beside + ["\(path) has no “rules:” and limits nothing itself, \(limits)"]
        }
        // An empty file is an empty text.
        return settings.text?.isEmpty == true ? [] : ["\(path) has no “rules:” and limits nothing itself, \(limits)"]
    }

    private static func isRule(_ name: String) -> Bool {
        ["lowestefficiency", "highestwastedbytes", "highestuserwastedpercent"].contains(plain(name))
    }

    /// A key in either case, and as newer versions spell it, with hyphens.
    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }

    private mutating func take(_ value: String, as name: String, _ place: String) throws(Failure) {
        switch DiveFile.plain(name) {
        case "lowestefficiency":
            guard let limit = FractionLimit(value) else { throw notAFraction(place, value) }
            efficiency = limit
        case "highestwastedbytes":
            guard !value.hasSuffix("%"), let limit = AmountLimit(value) else {
                throw .usage("\(place) takes a size such as 20MB, or disabled, not \(value)")
            }
            wastedBytes = limit
        case "highestuserwastedpercent":
            guard let limit = FractionLimit(value) else { throw notAFraction(place, value) }
            userWasted = limit
        default:
            warnings.append("\(place) is no rule of dive and does not count")
        }
    }

    private func notAFraction(_ place: String, _ value: String) -> Failure {
        .usage("\(place) takes a number from 0 to 1, or disabled, not \(value)")
    }
}
