/// The secret half of an AWS key: 40 characters of base64 that nothing marks but what stands near them.
enum AWSSecretKey {
    /// The key behind a name, `aws_secret_access_key = …`, or near an access key id.
    static func find(in text: SecretText, near anchor: Range<Int>) -> SecretCandidate? {
        let isID = text.has("AKIA", at: anchor.lowerBound) || text.has("ASIA", at: anchor.lowerBound)
        // In programs and libraries, names of classes follow one another that look like keys.
        guard isID || !text.isBinary else { return nil }
        let reach = isID ? 240 : 60
        var position = isID ? anchor.lowerBound + 20 : anchor.upperBound
        let last = min(text.bytes.count, position + reach)
        if isID, text.end(of: .upperAlphanumeric, from: anchor.lowerBound) != position { return nil }
        while position < last {
            guard ByteSet.base64.contains(text[position]) else {
                position += 1
                continue
            }
            let end = text.end(of: .base64, from: position, limit: 64)
            let range = position..<end
            if range.count == 40, isRandom(text.bytes[range]), !ByteSet.anyBase64.contains(text[end]) {
                let isPlaceholder = Placeholder.isPlaceholder(text.bytes[range])
                return SecretCandidate(
                    range: range, confidence: isPlaceholder ? .low : .high,
                    note: isPlaceholder ? "a placeholder" : isID ? "beside an access key id" : "",
                    isPlaceholder: isPlaceholder)
            }
            position = max(end, position + 1)
        }
        return nil
    }

    /// A digest in hexadecimal and a path are made of the same characters.
    private static func isRandom(_ value: ArraySlice<UInt8>) -> Bool {
        ByteStatistics.entropy(value) >= 4 && !value.allSatisfy(ByteSet.hex.contains)
            && value.count { $0 == 0x2f } < 6 && ByteStatistics.classes(value) >= 3
    }
}
