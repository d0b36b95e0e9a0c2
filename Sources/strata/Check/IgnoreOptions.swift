import ArgumentParser
import Glibc
import ImageAnalysis
import OCI

/// Findings that the user accepts.
struct IgnoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Accept what this rule finds; may be said several times.", valueName: "rule"))
    var ignore: [String] = []
    @Option(
        help: ArgumentHelp(
            "Accepted rules, one a line: ID [PATH] [exp:2026-12-31]. If not said, .strata-ignore here or beside the image.",
            valueName: "file"))
    var ignoreFile: String?

    /// The entries that count today, and a sentence for each whose day has passed.
    func list(besideImageIn directory: String?) throws(Failure) -> (list: IgnoreList, warnings: [String]) {
        var entries: [IgnoreList.Entry] = []
        for id in ignore {
            let rules = RuleCatalog.rules(named: id)
            guard !rules.isEmpty else {
                throw .usage("--ignore: there is no rule \(id); strata rules lists them")
            }
            entries += rules.map { IgnoreList.Entry(rule: $0.id, origin: "--ignore") }
        }
        if let path = ignoreFile ?? ConfigurationFile.path(named: ".strata-ignore", besideImageIn: directory) {
            entries += try IgnoreOptions.read(path).entries
        }
        let (list, expired) = IgnoreList(entries).current(on: IgnoreOptions.today)
        return (list, expired.map { "\($0.origin): \($0.rule) was accepted until \($0.lastDay ?? "")" })
    }

    private static func read(_ path: String) throws(Failure) -> IgnoreList {
        let bytes = try ConfigurationFile.bytes(of: path)
        do {
            return try IgnoreList(parsing: String(decoding: bytes, as: UTF8.self), name: path)
        } catch {
            throw .usage(error.message)
        }
    }

    /// The day in UTC, `2026-11-21`.
    private static var today: String {
        CalendarDay(seconds: Int64(time(nil))).description
    }
}
