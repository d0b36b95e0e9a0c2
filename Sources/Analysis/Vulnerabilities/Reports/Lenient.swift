/// A value that may be null, or of another type than it should be: then it is nil.
struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)
    }
}

/// A value of any kind, which is only counted.
struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}
