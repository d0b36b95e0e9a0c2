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
    private(set) var wastedBytes = SizeLimit("disabled")
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
        for part in try ConfigurationFile.settings(in: text, path: path).members
        where part.key.text?.lowercased() == "rules" {
            for rule in part.value.members {
                if let name = rule.key.text, let value = rule.value.text {
                    try take(value, as: name, "\(path), line \(rule.value.line): \(name)")
                }
            }
        }
    }

    /// Keys count in either case, and as newer versions spell them too, with hyphens.
    private mutating func take(_ value: String, as name: String, _ place: String) throws(Failure) {
        switch name.lowercased().filter({ $0 != "-" }) {
        case "lowestefficiency":
            guard let limit = FractionLimit(value) else { throw notAFraction(place, value) }
            efficiency = limit
        case "highestwastedbytes":
            guard let limit = SizeLimit(value) else {
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
