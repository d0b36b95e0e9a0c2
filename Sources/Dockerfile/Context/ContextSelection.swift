/// The files of a build context that the sources of a `COPY`, an `ADD` or a bind mount name.
struct ContextSelection {
    /// A file with the name under which it is found from its source: its own for a file, the path below for one in a
    /// directory.
    struct Selected {
        let file: ContextFile
        let name: String
        /// Whether it is the directory that the source names.
        let isRoot: Bool
        /// The number of the source, from 0.
        let source: Int
    }

    /// What is selected, in the order of sources, then of paths.
    let files: [Selected]

    /// Selects by patterns as `COPY` has them, less those that `--exclude` names.
    init(_ sources: [String], excluded: [String] = [], from files: [ContextFile]) {
        let exceptions = IgnorePatterns(parsing: excluded.joined(separator: "\n"))
        let parts = files.map { ContextPattern.parts(of: $0.path) }
        self.files = sources.enumerated().flatMap { number, source in
            let pattern = ContextPattern(source)
            return zip(files, parts).compactMap { file, parts -> Selected? in
                guard let length = pattern.matchedLength(of: parts) else { return nil }
                let below = parts.dropFirst(length).map { String(String.UnicodeScalarView($0)) }
                let isRoot = below.isEmpty && file.isDirectory
                let name =
                    below.isEmpty ? String(String.UnicodeScalarView(parts.last ?? [])) : below.joined(separator: "/")
                guard !exceptions.ignores(name) else { return nil }
                return Selected(file: file, name: name, isRoot: isRoot, source: number)
            }.sorted { $0.file.path < $1.file.path }
        }
    }
}
