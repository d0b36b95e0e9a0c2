/// What one size is against another: how much less in per cent, and by which factor.
public struct Gain: Sendable, Hashable {
    private let before: Int64
    private let after: Int64

    /// From one size in bytes to another.
    public init(from before: Int64, to after: Int64) {
        (self.before, self.after) = (before, after)
    }

    /// By how much it grew, as a fraction of what it was; negative for less, nil from nothing.
    public var fraction: Double? { before > 0 ? Double(after - before) / Double(before) : nil }

    /// How many times as large it was before; nil where nothing is left.
    public var factor: Double? { after > 0 ? Double(before) / Double(after) : nil }

    /// `-77 %`, `+0.4 %`, empty for the same or from nothing. A difference is never rounded to none, nor to all.
    public var percent: String {
        guard let fraction, before != after else { return "" }
        let percent = abs(fraction) * 100
        let sign = fraction < 0 ? "-" : "+"
        if percent < 0.1 { return sign + "0.1 %" }
        guard percent < 9.95 || (percent > 99 && percent < 100) else { return sign + "\(Int(percent.rounded())) %" }
        return sign + "\(min((percent * 10).rounded() / 10, percent < 100 ? 99.9 : percent)) %"
    }

    /// `4.4 ×`; empty where it is no gain.
    public var times: String {
        guard let factor, factor >= 1.005 else { return "" }
        let rounded = factor < 10 ? (factor * 10).rounded() / 10 : factor.rounded()
        return rounded < 10 ? "\(rounded) ×" : "\(Int(rounded)) ×"
    }
}
