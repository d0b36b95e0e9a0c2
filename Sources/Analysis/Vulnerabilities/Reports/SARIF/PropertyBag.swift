/// A SARIF property bag, or any object whose keys nobody fixed: its texts, numbers, and lists of these.
struct PropertyBag: Decodable {
    /// The values by their keys in small letters, each as text and none empty; a single value is a list of one.
    private let values: [String: [String]]

    init(from decoder: any Decoder) throws {
        let raw = (try? [String: Value](from: decoder)) ?? [:]
        values = Dictionary(
            raw.map { ($0.key.lowercased(), $0.value.texts.filter { !$0.isEmpty }) }, uniquingKeysWith: { $0 + $1 })
    }

    /// The values of a key.
    func list(_ key: String) -> [String] { values[key.lowercased()] ?? [] }

    /// The first value of a key that says something.
    subscript(key: String) -> String? { list(key).first }

    /// The first value that says something under any of these keys.
    func first(of keys: [String]) -> String? { keys.lazy.compactMap { self[$0] }.first }

    /// All values, by their keys' order.
    var all: [String] { values.sorted { $0.key < $1.key }.flatMap(\.value) }

    /// A value as texts.
    private enum Value: Decodable {
        case text(String)
        case list([Value])
        case other

        init(from decoder: any Decoder) throws {
            if let text = try? String(from: decoder) {
                self = .text(text)
            } else if let number = try? Double(from: decoder) {
                self = .text("\(number)")
            } else if let list = try? [Value](from: decoder) {
                self = .list(list)
            } else if let object = try? [String: Value](from: decoder) {
                // Black Duck writes fingerprints as objects.
                self = .list(object.sorted { $0.key < $1.key }.map(\.value))
            } else {
                self = .other
            }
        }

        var texts: [String] {
            switch self {
            case .text(let text): [text]
            case .list(let list): list.flatMap(\.texts)
            case .other: []
            }
        }
    }
}
