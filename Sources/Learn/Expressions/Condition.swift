/// What has to be so: `size(14) >= size(13)`, `stages = 2 and user != "root"`.
public struct Condition: Sendable, Hashable {
    /// How two values are held against one another.
    enum Relation: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case lessOrEqual = "<="
        case moreOrEqual = ">="
        case less = "<"
        case more = ">"
    }

    /// Two expressions and what is to hold between them.
    struct Clause: Sendable, Hashable {
        let left: Expression
        let relation: Relation
        let right: Expression
    }

    /// All must hold.
    let clauses: [Clause]

    /// Reads a condition; an expression alone has to be true.
    public init(_ text: String) throws(LessonFault) {
        var parser = ExpressionParser(text)
        clauses = try parser.clauses()
        try parser.requireEnd()
    }

    /// Whether it holds.
    public func holds(in facts: any Facts) throws(LessonFault) -> Bool {
        for clause in clauses {
            let (left, right) = (try clause.left.value(in: facts), try clause.right.value(in: facts))
            guard try Condition.holds(left, clause.relation, right) else { return false }
        }
        return true
    }

    private static func holds(
        _ left: FactValue, _ relation: Relation, _ right: FactValue
    ) throws(LessonFault) -> Bool {
        if let one = left.number, let other = right.number { return compare(one, relation, other) }
        switch (left, relation, right) {
        case (.text(let one), _, .text(let other)): return compare(one, relation, other)
        // A name may be all digits.
        case (.text(let one), _, .count(let other)): return compare(one, relation, "\(other)")
        case (.truth(let one), .equal, .truth(let other)): return one == other
        case (.truth(let one), .notEqual, .truth(let other)): return one != other
        default: throw LessonFault("“\(left)” and “\(right)” cannot be compared by \(relation.rawValue)")
        }
    }

    private static func compare<Value: Comparable>(_ one: Value, _ relation: Relation, _ other: Value) -> Bool {
        switch relation {
        case .equal: one == other
        case .notEqual: one != other
        case .less: one < other
        case .lessOrEqual: one <= other
        case .more: one > other
        case .moreOrEqual: one >= other
        }
    }
}
