/// A value that may be unreadable: decoding gives nil instead of an error, so that one bad element does not cost
/// the whole list.
struct Lossy<Value: Decodable & Sendable>: Decodable, Sendable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)
    }
}

extension KeyedDecodingContainer {
    /// The readable elements of the array at `key`; nil when there is no array.
    func lossyArray<Value: Decodable & Sendable>(_ type: Value.Type, forKey key: Key) -> [Value]? {
        guard let elements = try? decode([Lossy<Value>].self, forKey: key) else { return nil }
        return elements.compactMap(\.value)
    }
}
