import ArgumentParser
import Glibc
import ImageAnalysis
import OCI

/// Findings that the user accepts.
struct IgnoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Accept what this rule finds, or the vulnerability of this name; may be said several times.",
            valueName: "rule|CVE"))
    var ignore: [String] = []
    @Option(
        help: ArgumentHelp(
            """
            Accepted rules and vulnerabilities, one a line: ID [PATH] [exp:2026-12-31] [# why]. If not said, \
            .strata-ignore here or beside the image.
            """,
            valueName: "file"))
    var ignoreFile: String?

    /// The entries that count today, and a sentence for each whose day has passed.
    ///
    /// - Parameters:
    ///   - settings: What is settled besides.
    ///   - directory: Where the image lies, nil for a stream or an engine.
    func list(
        _ settings: ProjectSettings, besideImageIn directory: String?
    ) throws(Failure) -> (list: IgnoreList, warnings: [String]) {
        var list = IgnoreList()
        for id in ignore {
            let rules = RuleCatalog.rules(named: id)
            if rules.isEmpty, VulnerabilityException.isName(id) {
                list.vulnerabilities.append(.init(id: id, acceptance: Acceptance(source: "--ignore", place: id)))
                continue
            }
            guard !rules.isEmpty else {
                throw .usage("--ignore: \(RuleCatalog.unknown(id))")
            }
            list.entries += rules.map { IgnoreList.Entry(rule: $0.id, origin: "--ignore") }
        }
        let named = settings.path(.ignoreFile, or: ignoreFile)
        if let path = named ?? ConfigurationFile.path(named: ".strata-ignore", besideImageIn: directory) {
            let read = try IgnoreOptions.read(path)
            list.entries += read.entries
            list.vulnerabilities += read.vulnerabilities
        }
        let (current, expired) = list.current(on: IgnoreOptions.today)
        return (current, expired)
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
    static var today: String {
        CalendarDay(seconds: Int64(time(nil))).description
    }
}
