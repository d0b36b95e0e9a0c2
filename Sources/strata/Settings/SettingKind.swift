import DisplayText
import ImageAnalysis
import Reporting

/// What a setting may be: how it is read, what is said of anything else, and how JSON Schema has it.
struct SettingKind: Sendable {
    /// The value as the program writes it; nil for what is none.
    let read: @Sendable (String) -> String?
    /// What follows a value that is none.
    private let rest: String
    /// JSON Schema's words for one value.
    let schema: JSONValue

    private init(_ rest: String, _ schema: JSONValue, _ read: @escaping @Sendable (String) -> String?) {
        (self.read, self.rest, self.schema) = (read, rest, schema)
    }

    /// What is wrong with a value that is none.
    func fault(_ text: String) -> String { "“\(Printable.escape(text))”\(rest)" }

    /// One of some words.
    static func choice(_ names: [String], reading read: @escaping @Sendable (String) -> String?) -> SettingKind {
        SettingKind(" is none of \(names.joined(separator: ", "))", ["enum": .strings(names)], read)
    }

    /// One of some words, as they are written.
    static func choice(_ names: [String]) -> SettingKind { choice(names) { names.contains($0) ? $0 : nil } }

    /// Yes or no.
    static let flag = SettingKind(" is none of true, false", ["type": "boolean"]) { Bool($0).map { "\($0)" } }

    /// A limit, or off.
    static func limit<Limit: LimitValue>(_ type: Limit.Type, _ schema: JSONValue) -> SettingKind {
        let off: JSONValue = ["enum": ["off", "disabled", "none", false]]
        return SettingKind(": \(Limit.expected)", ["anyOf": [schema, off]]) { Limit($0) == nil ? nil : $0 }
    }

    /// A rule's id, ours or another tool's.
    static let rule = SettingKind(" is no rule; strata rules lists them", ["type": "string"]) {
        RuleCatalog.rules(named: $0).isEmpty ? nil : $0
    }

    /// Any text: a path, a pattern of paths, an image's name.
    static let text = SettingKind(" is no text", ["type": "string", "minLength": 1]) { $0.isEmpty ? nil : $0 }
}

extension SettingKind {
    /// The JSON Schema of a file of settings.
    ///
    /// - Parameters:
    ///   - title: What file it is.
    ///   - settings: The table that reads it.
    ///   - more: Members that are none of a kind.
    static func schema(
        title: String, _ settings: [(name: String, kind: SettingKind, isList: Bool, help: String)],
        more: [(key: String, value: JSONValue)] = []
    ) -> JSONValue {
        let members = settings.map { setting in
            let item = setting.kind.schema
            let value: JSONValue = setting.isList ? ["anyOf": [item, ["type": "array", "items": item]]] : item
            let described = JSONValue.object([("description", .string(setting.help))])
            return (key: setting.name, value: described.adding(value))
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": .string(title),
            "type": "object",
            "additionalProperties": false,
            "properties": .object(members + more),
        ]
    }
}
