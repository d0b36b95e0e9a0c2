/// How many colours a terminal has.
public enum ColorLevel: Int, Comparable, Sendable, CaseIterable {
    /// None: attributes only.
    case none
    /// The first 8 colours of the terminal's own theme.
    case ansi8
    /// The 16 colours of the terminal's own theme.
    case ansi16
    /// xterm's palette of 256.
    case palette256
    /// Any red, green and blue.
    case direct

    /// Whether one has fewer colours than the other.
    public static func < (left: ColorLevel, right: ColorLevel) -> Bool { left.rawValue < right.rawValue }

    /// The level of a terminal with so many colours.
    public init(colors: Int) {
        self =
            switch colors {
            case ..<8: .none
            case ..<16: .ansi8
            case ..<256: .ansi16
            case ..<(1 << 24): .palette256
            default: .direct
            }
    }
}
