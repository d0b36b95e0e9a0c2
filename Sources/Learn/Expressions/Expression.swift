import FileTree

/// Something that is computed when a lesson is taught: `size(13) - size(14)`, `wasted / size as percent`.
public struct Expression: Sendable, Hashable {
    /// What facts and numbers are joined with, from left to right.
    enum Operator: String, Sendable, CaseIterable {
        case plus = "+"
        case minus = "-"
        case over = "/"
    }

    /// One of the things that are joined.
    enum Term: Sendable, Hashable {
        case value(FactValue)
        case fact(FactName)
    }

    /// How a ratio is written.
    enum Form: String, Sendable, CaseIterable {
        case percent, factor
    }

    let first: Term
    let others: [Joined]
    let form: Form?

    /// A term with what joins it to what stands before it.
    struct Joined: Sendable, Hashable {
        let sign: Operator
        let term: Term
    }

    /// Reads an expression.
    ///
    /// - Throws: A fault without a line where it is none.
    public init(_ text: String) throws(LessonFault) {
        var parser = ExpressionParser(text)
        self = try parser.expression()
        try parser.requireEnd()
    }

    init(first: Term, others: [Joined], form: Form?) {
        (self.first, self.others, self.form) = (first, others, form)
    }

    /// What it comes to.
    public func value(in facts: any Facts) throws(LessonFault) -> FactValue {
        var value = try Expression.value(of: first, in: facts)
        for joined in others {
            value = try Expression.join(value, joined.sign, try Expression.value(of: joined.term, in: facts))
        }
        return value
    }

    /// What it comes to, as a learner reads it.
    public func text(in facts: any Facts) throws(LessonFault) -> String {
        let value = try value(in: facts)
        guard let form else { return value.description }
        guard let number = value.number else { throw LessonFault("“as \(form.rawValue)” is for numbers") }
        return form == .percent ? FactValue.percent(number) : FactValue.factor(number)
    }

    private static func value(of term: Term, in facts: any Facts) throws(LessonFault) -> FactValue {
        switch term {
        case .value(let value): value
        case .fact(let name): try facts.value(of: name)
        }
    }

    private static func join(
        _ left: FactValue, _ sign: Operator, _ right: FactValue
    ) throws(LessonFault) -> FactValue {
        switch (left, sign, right) {
        case (.bytes(let one), .plus, .bytes(let other)): return .bytes(one.addingSaturated(other))
        case (.bytes(let one), .minus, .bytes(let other)):
            return .bytes(one.addingSaturated(other == .min ? .max : -other))
        case (.count(let one), .plus, .count(let other)): return .count(one.addingReportingOverflow(other).partialValue)
        case (.count(let one), .minus, .count(let other)):
            return .count(one.subtractingReportingOverflow(other).partialValue)
        case (_, .over, _):
            if let one = left.number, let other = right.number { return .ratio(other == 0 ? 0 : one / other) }
        default: break
        }
        throw LessonFault("“\(left) \(sign.rawValue) \(right)” cannot be reckoned")
    }
}

/// What facts are asked of: an image, a Dockerfile.
public protocol Facts: Sendable {
    /// What a fact comes to.
    ///
    /// - Throws: A fault without a line where there is no such fact.
    func value(of name: FactName) throws(LessonFault) -> FactValue
}
