import FoundationEssentials
import Glibc

/// Where the lessons lie that come with strata.
enum LessonsDirectory {
    /// The directory of the course: what `STRATA_LESSONS` names, else `share/strata/lessons` beside the program's `bin`,
    /// else the fixtures of the sources that it was built from.
    static func path() throws(Failure) -> String {
        if let named = ProcessInfo.processInfo.environment["STRATA_LESSONS"], !named.isEmpty { return named }
        let program = executable()
        var directory = program
        var candidates: [String] = []
        while let slash = directory.lastIndex(of: "/"), slash != directory.startIndex {
            directory = String(directory[..<slash])
            candidates.append("\(directory)/share/strata/lessons")
            candidates.append("\(directory)/Fixtures/lessons")
        }
        guard let found = (candidates + ["Fixtures/lessons"]).first(where: { access($0, R_OK) == 0 }) else {
            throw .usage("the lessons are not beside \(program): name their directory, or set STRATA_LESSONS")
        }
        return found
    }

    /// The path of the running program; its name where the system does not tell.
    private static func executable() -> String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first
            ?? ""
    }
}
