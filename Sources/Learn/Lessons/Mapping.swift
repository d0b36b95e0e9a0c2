import FileTree
import YAML

/// Keys and values of a lesson's file, none of which may be unknown.
struct Mapping {
    /// Its line, from 1.
    let line: Int
    private let value: YAMLValue
    private let what: String

    /// - Parameters:
    ///   - value: What is in the file.
    ///   - what: What it is, for faults: `a step`.
    ///   - keys: The keys that it may have.
    init(_ value: YAMLValue, _ what: String, keys: [String]) throws(LessonFault) {
        (self.value, self.what, line) = (value, what, value.line)
        guard case .mapping(let members) = value.content else {
            throw LessonFault("\(what) has lines of the form “\(keys.first ?? "key"): …”", line: value.line)
        }
        var seen: Set<String> = []
        for member in members {
            let name = member.key.text ?? ""
            guard keys.contains(name) else {
                throw LessonFault(
                    "\(what) has no “\(name)”" + Spelling.suggestion(for: name, among: keys), line: member.key.line)
            }
            guard seen.insert(name).inserted else {
                throw LessonFault("“\(name)” is there twice", line: member.key.line)
            }
        }
    }

    subscript(key: String) -> YAMLValue? { value[key] }

    /// The text of a key; nil without it.
    func text(_ key: String) throws(LessonFault) -> String? {
        guard let value = value[key] else { return nil }
        guard let text = value.text else { throw LessonFault("“\(key)” is a text", line: value.line) }
        return text
    }

    /// The text of a key that has to be there.
    func requiredText(_ key: String) throws(LessonFault) -> String {
        guard let text = try text(key), !text.isEmpty else { throw LessonFault("\(what) has a “\(key)”", line: line) }
        return text
    }

    /// A whole number; nil without the key.
    func count(_ key: String) throws(LessonFault) -> Int? {
        guard let text = try text(key) else { return nil }
        guard let count = Int(text), count > 0 else {
            throw LessonFault("“\(key)” is a number, not “\(text)”", line: value[key]?.line)
        }
        return count
    }

    /// Whether a key is true; without it, it is not.
    func truth(_ key: String) throws(LessonFault) -> Bool {
        guard let text = try text(key) else { return false }
        guard let truth = Bool(text) else { throw LessonFault("“\(key)” is true or false", line: value[key]?.line) }
        return truth
    }

    /// A text with places; nil without the key.
    func template(_ key: String) throws(LessonFault) -> Template? {
        guard let text = try text(key) else { return nil }
        return try Template(text, line: value[key]?.line ?? line)
    }

    /// A text with places that has to be there.
    func requiredTemplate(_ key: String) throws(LessonFault) -> Template {
        try Template(try requiredText(key), line: value[key]?.line ?? line)
    }

    /// A condition; nil without the key.
    func condition(_ key: String) throws(LessonFault) -> Condition? {
        guard let text = try text(key) else { return nil }
        do throws(LessonFault) {
            return try Condition(text)
        } catch {
            throw error.on(value[key]?.line ?? line)
        }
    }

    /// The values of a list; none without the key.
    func items(_ key: String) throws(LessonFault) -> [YAMLValue] {
        guard let value = value[key] else { return [] }
        guard case .sequence(let items) = value.content else {
            throw LessonFault("“\(key)” is a list, each item behind a “-”", line: value.line)
        }
        return items
    }
}
