import FileTree

/// What a fact is asked by: `layer(12).size`, `image(slim).path(app@3).exists`.
public struct FactName: Sendable, Hashable, CustomStringConvertible {
    /// A word of it, with what stands in brackets behind it.
    struct Part: Sendable, Hashable {
        let name: String
        let argument: String?
    }

    let parts: [Part]

    /// As it is written.
    public var description: String {
        parts.map { $0.name + ($0.argument.map { "(\($0))" } ?? "") }.joined(separator: ".")
    }

    /// The same without its first part.
    var rest: FactName { FactName(parts: Array(parts.dropFirst())) }

    /// A fault that names what may have been meant.
    func unknown(_ name: String, of what: String, among known: [String]) -> LessonFault {
        LessonFault("\(what) has no fact “\(name)”" + suggestion(for: name, among: known))
    }
}

/// `: did you mean size?`, or what there is.
func suggestion(for word: String, among known: [String]) -> String {
    if let nearest = Spelling.nearest(to: word.lowercased(), among: known) { return ": did you mean \(nearest)?" }
    return known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))"
}
