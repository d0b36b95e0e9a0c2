/// The signature of an Azure shared access signature: 32 bytes in base64, escaped as in an address, among the other
/// parameters that it signs (Microsoft, "Create a service SAS").
enum AzureSignature {
    private static let parameters = ["sv=", "se=", "sp=", "sr=", "skn=", "st=", "ss=", "srt=", "spr="]

    /// The signature behind the anchor.
    static func signature(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let end = text.end(of: .base64URLPadded.with("%+/"), from: anchor.upperBound, limit: 160)
        let range = anchor.upperBound..<end
        let value = text.bytes[range]
        if Placeholder.isPlaceholder(value) { return nil }
        let address = text.line(around: anchor.lowerBound)
        let found = parameters.count { name in
            ["?", "&", " ", ";"].contains { text.find($0 + name, in: address) != nil }
        }
        guard found >= 2, let bytes = Base64.decodeStrictly(unescaped(value)), bytes.count == 32 else { return nil }
        return SecretCandidate(range: range, confidence: .high)
    }

    /// The bytes with each `%2B` as the character that it stands for.
    private static func unescaped(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = value.startIndex
        while index < value.endIndex {
            let digits = String(decoding: value[index...].dropFirst().prefix(2), as: UTF8.self)
            if value[index] == 0x25, digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(value[index])
                index += 1
            }
        }
        return bytes
    }
}
