/// Texts that others may begin with, by their first bytes: most texts begin with none of them, and are done after one look.
package struct Prefixes: Sendable {
    private var byFirst = [[String]](repeating: [], count: 256)

    /// Prefixes, none of which is empty.
    package init(_ prefixes: [String]) {
        for prefix in prefixes {
            if let first = prefix.utf8.first { byFirst[Int(first)].append(prefix) }
        }
    }

    /// Whether a text begins with one of them.
    package func begin(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return byFirst[Int(first)].contains { text.hasPrefix($0) }
    }
}
