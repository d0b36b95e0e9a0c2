import Dockerfile

extension Instruction {
    /// The sources of a `COPY` or `ADD` from the build context; none for others.
    package var contextSources: [String] {
        guard keyword == .copy || keyword == .add, flag("from") == nil else { return [] }
        return arguments.dropLast().map(\.withoutQuotes)
    }

    /// Whether it copies the build context as a whole.
    package var copiesContext: Bool { contextSources.contains { [".", "./", "*", "./*", "/"].contains($0) } }
}
