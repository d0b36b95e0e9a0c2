/// When output has colours, the argument of `--color`.
public enum ColorChoice: String, Sendable, CaseIterable {
    /// Where the output is a terminal and nothing speaks against it.
    case auto
    /// Always.
    case always
    /// Never.
    case never

    /// Decides: the flag beats `NO_COLOR`, which beats `FORCE_COLOR`, which beats whether the output is a terminal.
    /// A variable that is empty counts as not set, and `FORCE_COLOR=0` as no wish for colours.
    ///
    /// - Parameters:
    ///   - environment: The environment's variables.
    ///   - isTerminal: Whether the output goes to a terminal.
    public func palette(environment: [String: String], isTerminal: Bool) -> TextStyle.Palette {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        switch self {
        case .always: return .colors
        case .never: return .plain
        case .auto:
            if value("NO_COLOR") != nil { return .plain }
            if let force = value("FORCE_COLOR") { return force == "0" || force == "false" ? .plain : .colors }
            return isTerminal && value("TERM") != "dumb" ? .colors : .plain
        }
    }
}
