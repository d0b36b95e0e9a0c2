/// Why a file has to be in the image.
public enum KeptReason: Sendable, Hashable {
    /// The configuration names it: `CMD`, `ENTRYPOINT`, `HEALTHCHECK`.
    case program(source: String)
    /// A script's first line names it; the script.
    case interpreter(of: String)
    /// `DT_NEEDED` of an ELF file, or its program interpreter; the file.
    case needed(by: String)
    /// A package that every system of this kind has: Essential, or of priority required.
    case essential(package: String)
    /// Its package has it, which is kept because of what the text says.
    case package(String, because: String)
    /// The Python installation that runs the program.
    case pythonInstallation(String)
    /// A Python distribution that the image's own layers installed.
    case distribution(String)

    /// Whether the file itself is run or loaded, and not only one of a package that is.
    var isRun: Bool {
        switch self {
        case .program, .interpreter, .needed: true
        default: false
        }
    }

    /// The package whose dependency it is; nil for other reasons.
    var dependent: String? {
        let start = "dependency of "
        guard case .package(_, let because) = self, because.hasPrefix(start) else { return nil }
        return String(because.dropFirst(start.count))
    }

    /// A few words for people.
    public var text: String {
        switch self {
        case .program(let source): "\(source) runs it"
        case .interpreter(let script): "runs the script /\(script)"
        case .needed(let object): "ELF NEEDED of /\(object)"
        case .essential(let package): "essential package \(package)"
        case .package(let name, let because): "package \(name): \(because)"
        case .pythonInstallation(let prefix): "the Python installation in /\(prefix)"
        case .distribution(let name): "Python distribution \(name)"
        }
    }
}
