import Foundation

/// JSON with sorted keys, so that the same document always has the same bytes.
public enum JSONText {
    /// The bytes of a value of a `Codable` type.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The bytes of dictionaries, arrays, texts and numbers.
    public static func encode(object: Any) throws -> [UInt8] {
        Array(
            try JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]))
    }
}
