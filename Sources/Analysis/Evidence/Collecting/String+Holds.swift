extension String {
    /// Whether a text stands in this one, byte by byte: `contains` of the standard library compares characters.
    package func holds(_ text: String) -> Bool {
        let wanted = text.utf8
        guard let first = wanted.first else { return true }
        var rest = utf8[...]
        while let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: wanted) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
