import DisplayText
import ImageAnalysis

extension Gate {
    /// The limit, for people.
    public var limitText: String {
        switch limit {
        case .completeness: "every layer can be read"
        case .findings(.critical): "no critical findings"
        case .findings(let severity): "no findings of \(severity.rawValue) or worse"
        case .efficiency(let minimum): "efficiency of at least \(GateResult.percent(minimum, .down))"
        case .wastedBytes(let maximum): "at most \(ByteCount(maximum)) wasted"
        case .wasted(let maximum): "at most \(GateResult.percent(maximum, .up)) wasted"
        case .userWasted(let maximum): "at most \(GateResult.percent(maximum, .up)) wasted of what lies above the base"
        case .layerBytes(let maximum): "at most \(ByteCount(maximum)) in all layers"
        case .layers(let maximum): "at most \(Count.text(maximum, "layer"))"
        case .growth(let maximum, let before): "at most \(ByteCount(maximum)) more than \(ByteCount(before)) before"
        case .growthShare(let maximum, let before):
            "at most \(GateResult.percent(maximum, .up)) more than \(ByteCount(before)) before"
        }
    }
}

extension GateResult {
    /// The limit, for people.
    public var limitText: String { gate.limitText }

    /// The image's own figure, for people.
    public var actualText: String {
        switch actual {
        case .count(let count) where gate.limit == .completeness: "\(count) cannot"
        case .count(let count): count == 0 ? "none" : "\(count)"
        case .bytes(let bytes): isGrowth ? ByteCount(bytes).signed : "\(ByteCount(bytes))"
        // An efficiency is rounded down and waste up, so that what fails never looks like what passes.
        case .fraction(let fraction):
            if case .efficiency = gate.limit {
                GateResult.percent(fraction, .down)
            } else {
                (isGrowth && fraction > 0 ? "+" : "") + GateResult.percent(fraction, .up)
            }
        }
    }

    private var isGrowth: Bool {
        switch gate.limit {
        case .growth, .growthShare: true
        default: false
        }
    }

    /// A fraction in percents with one decimal: `98.8 %`.
    static func percent(_ fraction: Double, _ rule: FloatingPointRoundingRule) -> String {
        let tenths = (fraction * 1000).rounded(.toNearestOrEven)
        let isNear = abs(fraction * 1000 - tenths) < 1e-9
        // Figures of files are never so large that they do not fit.
        let shown = Int64(exactly: isNear ? tenths : (fraction * 1000).rounded(rule)) ?? .max
        return "\(shown < 0 ? "-" : "")\(shown.magnitude / 10).\(shown.magnitude % 10) %"
    }
}
