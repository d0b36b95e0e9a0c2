import DisplayText

/// How a format writes what it would act on. Scalars count, not characters: a quote with a combining mark behind it is still
/// a quote for who reads the format. Each format's own file says its table.
struct Escaping: Sendable {
    private let replacements: [Unicode.Scalar: String]

    /// An escaping of its parts: what is written for each scalar that means something.
    init(_ replacements: [Unicode.Scalar: String]) {
        self.replacements = replacements
    }

    /// The text as the format has it, what is not plainly visible written out first: formats end up on terminals.
    func callAsFunction(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in Printable.escape(text).unicodeScalars {
            if let replacement = replacements[scalar] {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
