import ImageAnalysis

extension ReportedFindings {
    /// The report as JUnit's XML.
    public var junit: String { [self as any ReportedFindings].junit }

    /// The suites: one of gates, then one of each category.
    ///
    /// - Parameter prefix: What the suites' names begin with.
    fileprivate func suites(prefix: String) -> [Suite] {
        let categories = Rule.Category.allCases.map { category in
            let tests =
                findings.filter { $0.rule.category == category }.map { test($0, isAccepted: false) }
                + ignored.filter { $0.rule.category == category }.map { test($0, isAccepted: true) }
            return Suite(name: category.rawValue, prefix: prefix, tests: tests)
        }
        return [Suite(name: "gates", prefix: prefix, tests: verdicts.map(test))]
            + categories.filter { !$0.tests.isEmpty }
    }

    private func test(_ verdict: Verdict) -> Test {
        let text = "\(verdict.limit), but \(verdict.actual)"
        return Test(name: verdict.limit, outcome: verdict.hasPassed ? .passed : .failed(text))
    }

    private func test(_ finding: Finding, isAccepted: Bool) -> Test {
        let name = [finding.rule.id, placeInImage(of: finding) ?? finding.line.map { "line \($0)" }].compactMap(\.self)
            .joined(separator: " ")
        let text = "\(finding.severity.rawValue): \(finding.title)"
        let fails = failingSeverity.map { finding.severity >= $0 } ?? false
        if isAccepted { return Test(name: name, outcome: .skipped("accepted: \(finding.title)")) }
        return Test(name: name, outcome: fails ? .failed(text) : .skipped(text), details: message(of: finding))
    }
}

extension [any ReportedFindings] {
    /// The gates and findings as JUnit's XML: a test for each. A gate that fails and a finding that makes one fail are
    /// failures; lighter and accepted findings are skipped tests, so that they are seen. Of several reports the suites'
    /// names begin with what was judged.
    public var junit: String {
        let suites = flatMap { $0.suites(prefix: count > 1 ? "\($0.subject): " : "") }
        let (tests, failures) = (suites.reduce(0) { $0 + $1.tests.count }, suites.reduce(0) { $0 + $1.failures })
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="\(first?.command ?? "strata")" tests="\(tests)" failures="\(failures)">
            \(suites.map(\.text).joined())</testsuites>

            """
    }
}

/// Test cases of one kind.
private struct Suite {
    let name: String
    let prefix: String
    let tests: [Test]

    var failures: Int {
        tests.count { if case .failed = $0.outcome { true } else { false } }
    }

    private var skipped: Int {
        tests.count { if case .skipped = $0.outcome { true } else { false } }
    }

    var text: String {
        let counts = "tests=\"\(tests.count)\" failures=\"\(failures)\" skipped=\"\(skipped)\""
        let lines = tests.map { $0.text(className: "strata.\(name)") }
        return "  <testsuite name=\"\(Escaping.xml(prefix + name))\" \(counts)>\n\(lines.joined())  </testsuite>\n"
    }
}

/// A test case.
private struct Test {
    enum Outcome {
        case passed, failed(String), skipped(String)
    }

    let name: String
    let outcome: Outcome
    var details = ""

    func text(className: String) -> String {
        let head = "    <testcase classname=\"\(className)\" name=\"\(Escaping.xml(name))\""
        return switch outcome {
        case .passed: head + "/>\n"
        case .failed(let text):
            head + "><failure message=\"\(Escaping.xml(text))\">\(Escaping.xml(details))</failure></testcase>\n"
        case .skipped(let text): head + "><skipped message=\"\(Escaping.xml(text))\"/></testcase>\n"
        }
    }
}

extension Escaping {
    /// Text in XML 1.0, which cannot hold control characters at all.
    fileprivate static let xml = Escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
}
