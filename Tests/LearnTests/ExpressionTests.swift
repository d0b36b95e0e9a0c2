import Testing

@testable import Learn

@Suite("Expressions of lessons")
struct ExpressionTests {
    /// Facts that are a table.
    private struct Table: Facts {
        let values: [String: FactValue]

        func value(of name: FactName) throws(LessonFault) -> FactValue {
            guard let value = values[name.description] else { throw LessonFault("there is no \(name)") }
            return value
        }
    }

    private let facts = Table(values: [
        "size": .bytes(10_000_000), "wasted": .bytes(2_500_000), "layers": .count(4), "user": .text("app"),
        "path(a/b(1).txt@3).size": .bytes(7), "ignored(.env)": .truth(true), "digits": .text("1000"),
    ])

    private func text(_ expression: String) throws -> String { try Expression(expression).text(in: facts) }

    private func fault(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("facts, sums and ratios, from left to right")
    func values() throws {
        #expect(try text("size") == "10.0 MB")
        #expect(try text(" size - wasted ") == "7.5 MB")
        #expect(try text("size - wasted / size as percent") == "75 %")
        #expect(try text("size / wasted as factor") == "4.0 times")
        #expect(try text("layers + 1") == "5")
        #expect(try text("path(a/b(1).txt@3).size") == "7 B")
        #expect(try text("ignored(.env)") == "yes")
        #expect(try text("2 MB + wasted") == "4.5 MB")
        #expect(try text("1000 + layers") == "1,004")
    }

    @Test("what is not understood is told, with what was meant")
    func faults() {
        #expect(fault { try text("size as percnt") }?.contains("did you mean percent?") == true)
        #expect(fault { try text("size +") } == "“+” in “size +” is not understood")
        #expect(fault { try text("path(a") } == "a bracket in “path(a” is not closed")
        #expect(fault { try text("\"a") } == "a quote in “\"a” is not closed")
        #expect(fault { try text("(size + wasted) / size") }?.hasPrefix("brackets do not group") == true)
        #expect(fault { try text("user + size") } == "“app + 10.0 MB” cannot be reckoned")
        #expect(fault { try text(String(repeating: "a", count: 5000)) } == "an expression is too long")
    }

    private func holds(_ condition: String) throws -> Bool { try Condition(condition).holds(in: facts) }

    @Test("conditions hold values against one another, and all of several have to hold")
    func conditions() throws {
        #expect(try holds("size > wasted"))
        #expect(try holds("ignored(.env) = yes and ignored(.env) != no and ignored(.env) = true"))
        #expect(try holds("size >= 10 MB and layers = 4 and user = \"app\""))
        #expect(try !holds("layers != 4"))
        #expect(try !holds("layers = 4 and layers < 4"))
        #expect(try holds("ignored(.env)"))
        #expect(try holds("digits = 1000"))
        #expect(try holds("wasted / size <= 25 %"))
        #expect(fault { try holds("user < layers") } == nil)
        #expect(fault { try holds("ignored(.env) < layers") }?.contains("cannot be compared") == true)
    }

    @Test("texts have places that are computed, and typed sizes are found but where they are an article's")
    func templates() throws {
        let template = try Template("it has {{ size }} in {{layers}} layers", line: 3)
        #expect(try template.text(in: facts) == "it has 10.0 MB in 4 layers")
        #expect(template.typedSizes.isEmpty)
        #expect(try Template("it has 10.5 MB\nand 3 bytes", line: 1).typedSizes == ["10.5 MB", "3 bytes"])
        #expect(try Template("the article says 1.2 GB", line: 1).typedSizes.isEmpty)
        #expect(fault { try Template("{{ size", line: 3) } == "line 3: “{{” is not closed")
        #expect(fault { try Template("{{ nothing }}", line: 3).text(in: facts) } == "line 3: there is no nothing")
    }
}
