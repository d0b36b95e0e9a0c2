import Archive
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
        do {
            let window = try FileWindow(opening: path)
            let size = Int(min(window.length, Int64(IgnoreList.maximumSize)))
            let text = String(decoding: try window.bytes(at: 0, count: size), as: UTF8.self)
            return try IgnoreList(parsing: text, name: path)
        } catch let error as IgnoreList.Fault {
            throw .usage(error.message)
        } catch let error as ArchiveError {
            throw .usage(error.message)
        } catch {
            throw .usage("\(path) cannot be read")
        }
    }

    /// The day in UTC, `2026-11-21`.
    private static var today: String {
        CalendarDay(seconds: Int64(time(nil))).description
    }
}
