import ArgumentParser
import FoundationEssentials
import ImageStore
import OCI
import Reporting

/// Which image a command works on.
struct ImageOptions: ParsableArguments {
    @Argument(
        help: "An archive, a directory, - for standard input, docker:NAME, podman:NAME, nerdctl:NAME, skopeo:REFERENCE."
    )
    var image: String

    @Option(help: "The image's name where several lie in one archive.")
    var reference: String?

    @Option(help: "The platform, OS/ARCH[/VARIANT], where an image has several.")
    var platform: Platform?

    @OptionGroup var cache: CacheOptions
}

/// What commands say beside their result.
struct MessageOptions: ParsableArguments {
    @Option(help: "A bar on standard error while layers are read: auto, always or never.")
    var progress: ProgressChoice = .auto

    @Flag(name: .shortAndLong, help: "No warnings and no progress.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "More details.")
    var verbose = false

    /// Writes warnings to standard error unless the user wants none.
    func warn(_ warnings: [String]) {
        guard !quiet else { return }
        for warning in warnings { StandardError.write("warning: \(warning)") }
    }
}

/// Where a result goes and how it looks.
struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @Option(help: "Colours: auto, always or never.")
    var color: ColorChoice = .auto

    /// How styles come out on `output`.
    func palette(for output: Output) -> TextStyle.Palette {
        color.palette(environment: ProcessInfo.processInfo.environment, isTerminal: output.isTerminal)
    }
}

/// When progress is shown, the argument of `--progress`.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Decides for standard error.
    func isShown(isTerminal: Bool) -> Bool {
        switch self {
        case .auto: isTerminal
        case .always: true
        case .never: false
        }
    }
}

extension ColorChoice: ExpressibleByArgument {}

extension Platform: ExpressibleByArgument {
    /// Reads `OS/ARCH[/VARIANT]`.
    public init?(argument: String) {
        self.init(argument)
    }
}
