import FileTree

/// What may be asked of one kind of thing, by name.
struct FactTable<Subject>: Sendable {
    /// A fact: its name, and what it comes to; nil where the thing does not tell.
    typealias Row = (name: String, value: @Sendable (Subject) -> FactValue?)

    /// What the thing is called in faults: `a layer`.
    let subject: String
    let rows: [Row]
    /// Why a thing may not tell what is asked, where more can be said than that it does not.
    private let reason: @Sendable (Subject) -> String?

    init(_ subject: String, _ rows: [Row], reason: @escaping @Sendable (Subject) -> String? = { _ in nil }) {
        (self.subject, self.rows, self.reason) = (subject, rows, reason)
    }

    /// What a fact of a thing comes to.
    func value(of name: String, in thing: Subject) throws(LessonFault) -> FactValue {
        guard let row = rows.first(where: { $0.name == name }) else {
            throw LessonFault(
                "\(subject) has no fact “\(name)”" + Spelling.suggestion(for: name, among: rows.map(\.name)))
        }
        guard let value = row.value(thing) else {
            throw LessonFault(reason(thing) ?? "nothing tells the \(name) of \(subject) here")
        }
        return value
    }
}

/// Things of one kind, one of which an argument picks: `layer(12)`.
struct FactRoot<Whole>: Sendable {
    let name: String
    /// What a member of the thing that the argument picks comes to; without a member, the thing's first fact.
    let value: @Sendable (Whole, String, String?) throws(LessonFault) -> FactValue

    /// - Parameters:
    ///   - name: What stands before the bracket.
    ///   - table: What may be asked of one of them; the first is what is meant without a dot.
    ///   - pick: The thing that an argument means.
    init<Subject>(
        _ name: String, _ table: FactTable<Subject>,
        pick: @escaping @Sendable (Whole, String) throws(LessonFault) -> Subject
    ) {
        self.name = name
        value = { (whole, argument, member) throws(LessonFault) -> FactValue in
            let subject = try pick(whole, argument)
            return try table.value(of: member ?? table.rows.first?.name ?? "", in: subject)
        }
    }
}

/// All that may be asked of a whole: what has no argument, and what has one.
struct FactCatalog<Whole>: Sendable {
    let plain: FactTable<Whole>
    let roots: [FactRoot<Whole>]

    /// What a fact comes to. `base.size` is the plain fact of that name; `layer(12).size` a member of what a root picks.
    func value(of name: FactName, in whole: Whole) throws(LessonFault) -> FactValue {
        guard let first = name.parts.first else { throw LessonFault("a fact has a name") }
        guard let argument = first.argument else { return try plain.value(of: name.description, in: whole) }
        guard let root = roots.first(where: { $0.name == first.name }) else {
            throw LessonFault(
                "\(plain.subject) has no “\(first.name)(…)”"
                    + Spelling.suggestion(for: first.name, among: roots.map(\.name)))
        }
        guard name.parts.count <= 2, name.parts.last?.argument == nil || name.parts.count == 1 else {
            throw LessonFault("“\(name)” asks too much at once")
        }
        return try root.value(whole, argument, name.rest.parts.first?.name)
    }
}

/// Things that are one value by themselves.
enum ValueFacts {
    static let number = FactTable<Int>("a number", [("number", { .count($0) })])
    static let bytes = FactTable<Int64?>("a size", [("bytes", { $0.map { .bytes($0) } })])
    static let saved = FactTable<Int64>("a remedy", [("saved", { .bytes($0) })])
    static let text = FactTable<String>("a text", [("text", { .text($0) })])
    static let truth = FactTable<Bool>("a question", [("answer", { .truth($0) })])
}
