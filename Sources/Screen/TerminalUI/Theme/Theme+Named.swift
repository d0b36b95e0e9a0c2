extension Theme {
    /// The names of all themes, the one that goes by the terminal's background first.
    public static let names = ["auto", "dark", "light", "high-contrast", "colour-blind", "mono"]

    /// Names that mean one of `names`.
    private static let otherNames = ["default": "auto", "color-blind": "colour-blind"]

    /// The name among `names` that a name means; nil for another one.
    public static func name(for name: String) -> String? {
        names.contains(name) ? name : otherNames[name]
    }

    /// A theme by name, for a terminal with this background and so many colours; nil for another name.
    public static func named(
        _ name: String, on background: Background = .dark, level: ColorLevel = .palette256
    ) -> Theme? {
        switch Theme.name(for: name) {
        case nil: nil
        case "mono": .mono
        case "dark": theme(.dark, level, .dark)
        case "light": theme(.light, level, .light)
        case "high-contrast":
            theme(background, level, background == .dark ? .darkHighContrast : .lightHighContrast)
        case "colour-blind": theme(background, level, background == .dark ? .darkColourBlind : .lightColourBlind)
        default: theme(background, level, background == .dark ? .dark : .light)
        }
    }

    private static func theme(_ background: Background, _ level: ColorLevel, _ hues: Hues) -> Theme {
        switch level {
        case .none: .mono
        case .ansi8: Theme(background, sixteen: false)
        case .ansi16: Theme(background, sixteen: true)
        case .palette256, .direct: Theme(hues)
        }
    }
}
