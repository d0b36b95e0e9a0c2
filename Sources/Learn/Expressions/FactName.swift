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
}
