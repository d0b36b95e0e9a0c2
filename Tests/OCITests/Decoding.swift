import OCI

/// Decodes a text as strata decodes documents.
func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDocument.decode(type, from: Array(text.utf8))
}

/// A well-formed digest of one repeated digit.
func digest(_ digit: Character) -> String {
    "sha256:" + String(repeating: digit, count: 64)
}
