/// `jdbc:oracle:thin:user/password@host`, `sqlplus user/password@host` (Oracle, "JDBC Developer's Guide", URLs).
enum OracleLogin {
    /// The password of the login that follows the anchor.
    static func password(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        var user = text.end(of: .space, from: anchor.upperBound, limit: 16)
        // Options of the clients, `-S`, stand before the login.
        while text[user] == 0x2d {
            user = text.end(of: .space, from: text.end(of: .base64URL, from: user, limit: 16), limit: 16)
        }
        let slash = text.end(of: .word.with("$#"), from: user, limit: 64)
        guard slash > user, text[slash] == 0x2f else { return nil }
        let end = text.lineEnd(after: slash, reach: 128)
        guard let at = (slash + 1..<max(slash + 1, end)).last(where: { text[$0] == 0x40 && isHost($0 + 1, text) })
        else {
            return nil
        }
        let range = ByteSet.quotes.contains(text[slash + 1]) ? slash + 2..<at - 1 : slash + 1..<at
        guard range.count >= 4, text.end(of: .credentialText, from: range.lowerBound) >= range.upperBound else {
            return nil
        }
        let isCommon = PasswordText.isExample(text.bytes[range]) || Placeholder.isPlaceholder(text.bytes[range])
        if isCommon || text.bytes[range].starts(with: "$".utf8) { return .placeholder(range) }
        return SecretCandidate(range: range, confidence: PasswordText.isStrong(text.bytes[range]) ? .medium : .low)
    }

    private static func isHost(_ index: Int, _ text: SecretText) -> Bool {
        ByteSet.hostStart.with("/(:").contains(text[index])
    }
}
