/// Turns values that builders write in Go's syntax back into a Dockerfile's.
enum ReconstructedValues {
    /// `A=1 B=two words` with quotes where they are needed: a name and `=` start a value.
    static func quoted(_ text: String) -> String {
        var pairs: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let isName =
                word.firstIndex(of: "=").map {
                    word[..<$0].allSatisfy { $0.isLetter || $0.isNumber || "_.-/\"".contains($0) }
                        && $0 != word.startIndex
                } ?? false
            if isName || pairs.isEmpty { pairs.append(word) } else { pairs[pairs.count - 1] += " " + word }
        }
        return pairs.map { pair in
            guard pair.contains(" "), !pair.contains("\""), let equals = pair.firstIndex(of: "=") else { return pair }
            return "\(pair[...equals])\"\(pair[pair.index(after: equals)...])\""
        }.joined(separator: " ")
    }
}
