import ImageAnalysis

extension ReportedFindings {
    /// The gates and findings as JUnit's XML: a test for each. A gate that fails and a finding that makes one fail are
    /// failures; lighter and accepted findings are skipped tests, so that they are seen.
    public var junit: String {
        var suites = [suite("gates", verdicts.map(test))]
        for category in Rule.Category.allCases {
            let tests =
                findings.filter { $0.rule.category == category }.map { test($0, isAccepted: false) }
                + ignored.filter { $0.rule.category == category }.map { test($0, isAccepted: true) }
            if !tests.isEmpty { suites.append(suite(category.rawValue, tests)) }
        }
        let inner = suites.map(\.text).joined()
        let (tests, failures) = (suites.reduce(0) { $0 + $1.tests }, suites.reduce(0) { $0 + $1.failures })
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="\(command)" tests="\(tests)" failures="\(failures)">
            \(inner)</testsuites>

            """
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

    private func suite(_ name: String, _ tests: [Test]) -> (text: String, tests: Int, failures: Int) {
        var (failures, skipped) = (0, 0)
        let lines = tests.map { test in
            let head = "    <testcase classname=\"strata.\(name)\" name=\"\(Escaping.xml(test.name))\""
            switch test.outcome {
            case .passed: return head + "/>\n"
            case .failed(let text):
                failures += 1
                return head
                    + "><failure message=\"\(Escaping.xml(text))\">\(Escaping.xml(test.details))</failure></testcase>\n"
            case .skipped(let text):
                skipped += 1
                return head + "><skipped message=\"\(Escaping.xml(text))\"/></testcase>\n"
            }
        }
        let counts = "tests=\"\(tests.count)\" failures=\"\(failures)\" skipped=\"\(skipped)\""
        let text = "  <testsuite name=\"\(name)\" \(counts)>\n" + lines.joined() + "  </testsuite>\n"
        return (text, tests.count, failures)
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
}

extension Escaping {
    /// Text in XML 1.0, which cannot hold control characters at all.
    fileprivate static let xml = Escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
}
