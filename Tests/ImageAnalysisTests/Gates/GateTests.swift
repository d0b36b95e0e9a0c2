import Testing

@testable import ImageAnalysis

@Suite struct GateTests {
    private let directory: AnalyzedSample

    init() throws { directory = try AnalyzedSample(AnalyzedSample.wasteful) }

    private func result(_ limit: Gate.Limit, findings: [Finding] = []) -> GateResult {
        Gate(limit, origin: "test").result(for: directory.report.totals, findings: findings)
    }

    /// The image stores 40 bytes, of which 10 are deleted; 20 lie above the base.
    @Test func limitsThemselvesPassAndWhatIsBeyondFails() {
        #expect(result(.efficiency(atLeast: 0.75)).hasPassed)
        #expect(!result(.efficiency(atLeast: 0.76)).hasPassed)
        #expect(result(.wastedBytes(atMost: 10)).hasPassed)
        #expect(!result(.wastedBytes(atMost: 9)).hasPassed)
        #expect(result(.userWasted(atMost: 0.5)).hasPassed)
        #expect(!result(.userWasted(atMost: 0.49)).hasPassed)
    }

    @Test func sizesAndGrowthAreLimits() {
        #expect(result(.layerBytes(atMost: 40)).hasPassed)
        #expect(!result(.layerBytes(atMost: 39)).hasPassed)
        #expect(result(.layers(atMost: 3)).hasPassed)
        #expect(!result(.layers(atMost: 2)).hasPassed)
        #expect(result(.wasted(atMost: 0.25)).hasPassed)
        #expect(!result(.wasted(atMost: 0.24)).hasPassed)
        #expect(result(.growth(atMost: 8, over: 32)).hasPassed)
        #expect(!result(.growth(atMost: 7, over: 32)).hasPassed)
        #expect(result(.growthShare(atMost: 0.25, over: 32)).hasPassed)
        #expect(!result(.growthShare(atMost: 0.24, over: 32)).hasPassed)
        #expect(result(.growth(atMost: 0, over: 50)).actual == .bytes(-10))
        #expect(result(.growthShare(atMost: 0, over: 50)).actual == .fraction(-0.2))
        #expect(!result(.growthShare(atMost: 1, over: 0)).hasPassed, "anything is more than nothing")
    }

    @Test func theImagesOwnFigureIsToldWithTheVerdict() {
        #expect(result(.efficiency(atLeast: 1)).actual == .fraction(0.75))
        #expect(result(.wastedBytes(atMost: 0)).actual == .bytes(10))
        #expect(result(.userWasted(atMost: 0)).actual == .fraction(0.5))
    }

    @Test func findingsFailFromTheirSeverityUp() {
        let findings = [Severity.critical, .medium, .medium, .info].map { severity in
            Finding(IgnoreListTests.rule, title: "x", severity: severity, evidence: "")
        }
        let counts = [Severity.critical, .high, .medium, .low, .info].map { severity in
            result(.findings(below: severity), findings: findings).actual
        }
        #expect(counts == [.count(1), .count(1), .count(3), .count(3), .count(4)])
        #expect(!result(.findings(below: .critical), findings: findings).hasPassed)
        #expect(result(.findings(below: .high), findings: Array(findings[1...])).hasPassed)
    }
}
