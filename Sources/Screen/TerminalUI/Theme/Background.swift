/// Whether a terminal's own background is dark or light.
public enum Background: Hashable, Sendable, CaseIterable {
    case dark, light

    /// The background that a terminal reports, as X11 writes colours: `rgb:ffff/fdfd/f6f6`, each part of 1 to 4 digits, or
    /// `rgba:` with a fourth part. Nil for what is no colour.
    public init?(report: some StringProtocol) {
        let halves = report.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0] == "rgb" || halves[0] == "rgba" else { return nil }
        let digits = halves[1].split(separator: "/", omittingEmptySubsequences: false)
        let parts = digits.map { Background.share(String($0)) }
        guard parts.count == (halves[0] == "rgb" ? 3 : 4) else { return nil }
        let known = parts.compactMap { $0 }
        guard known.count == parts.count else { return nil }
        self = 0.2126 * known[0] + 0.7152 * known[1] + 0.0722 * known[2] > 0.5 ? .light : .dark
    }

    /// The background that the variable COLORFGBG names by its last number: `15;0`, `0;default;15`. Nil where it has none.
    public init?(colorFGBG variable: String) {
        guard let last = variable.split(separator: ";").last, let color = Int(last), 0..<16 ~= color else { return nil }
        self = color < 7 || color == 8 ? .dark : .light
    }

    /// A part of a colour, 0…1.
    private static func share(_ digits: String) -> Double? {
        guard 1...4 ~= digits.utf8.count, let value = UInt32(digits, radix: 16) else { return nil }
        return Double(value) / Double((1 << (4 * UInt32(digits.utf8.count))) - 1)
    }
}
