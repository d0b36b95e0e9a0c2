import Evidence
import FileTree
import Packages

extension AnalyzedImage {
    /// The files of the final tree whose facts the condition holds for, in the order of their paths.
    func executableFiles(where condition: (Executable) -> Bool) -> [(file: PathIndex.File, facts: Executable)] {
        // The facts are by place in the tar: only the few that count need their paths.
        var wanted: [Int: [Int: Executable]] = [:]
        for (place, facts) in contents.facts(Executable.self) where condition(facts) {
            wanted[place.layer, default: [:]][place.ordinal] = facts
        }
        var files: [(file: PathIndex.File, facts: Executable)] = []
        for (layer, ordinals) in wanted {
            for entry in stack.entries(of: layer) {
                guard let facts = ordinals[stack.ordinal(of: entry)], let path = stack.path(of: entry),
                    view?.entry(of: path) == entry, let file = file(at: path)
                else { continue }
                files.append((file, facts))
            }
        }
        return files.sorted { $0.file.path < $1.file.path }
    }
}
