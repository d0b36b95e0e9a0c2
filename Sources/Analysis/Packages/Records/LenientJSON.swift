/// A value that counts as absent where it is of another type: documents of package managers differ by their versions.
struct Lenient<Value: Decodable>: Decodable {
    var value: Value?

    init(from decoder: any Decoder) throws {
        value = try? decoder.singleValueContainer().decode(Value.self)
    }
}

extension Lenient: Sendable where Value: Sendable {}

/// A text, or a list of them.
struct Texts: Decodable {
    var all: [String] = []

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) {
            all = [one]
        } else {
            all = ((try? container.decode([Lenient<String>].self)) ?? []).compactMap(\.value)
        }
    }
}

/// A value of which nothing but its presence counts.
struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}
