import ArgumentParser
import DisplayText
import Explorer
import FoundationEssentials
import ImageStore
import NcursesTerminal
import Reporting
import TerminalUI

/// `strata explore`, which is also `strata IMAGE`: the explorer.
struct Explore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Browse the layers and files of the image (the default).",
        discussion: "In the explorer ? shows all keys. q quits."
    )

    @OptionGroup var image: ImageOptions
    @Argument(help: "Another image to compare with.") var other: String?
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto
    @Option(help: ArgumentHelp("The styles: \(Theme.names.joined(separator: ", ")).", valueName: "name"))
    var theme: String?
    @Flag(help: "Draw with ASCII characters only.") var ascii = false
    @Flag(help: "Leave the mouse to the terminal, which selects text with it.") var noMouse = false

    func validate() throws {
        if let theme, Theme.name(for: theme) == nil {
            throw ValidationError("there is no theme “\(theme)”: \(Theme.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let isColorful = color.palette(environment: environment, isTerminal: true) == .colors
        let wanted = ImageLoading.Wanted(
            name: ImageName(image.image), reference: image.reference, platform: image.platform,
            dockerfile: try dockerfile.given(), target: dockerfile.target, other: other)
        let terminal: Terminal
        do {
            terminal = try Terminal(
                options: Terminal.Options(mouse: !noMouse, colors: isColorful ? nil : ColorLevel.none, asks: true))
        } catch {
            throw Failure.usage("\(error.message) (strata inspect \(image.image) needs no terminal)")
        }
        let background = terminal.background ?? environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
        let options = Explorer.Options(
            themeName: theme ?? (isColorful ? "auto" : "mono"), background: background ?? .dark,
            level: terminal.colors, isASCII: ascii || !terminal.isUnicode, hasMouse: !noMouse, otherImage: other)
        let session = ExplorerSession(terminal, wanted: wanted, options: options)
        let failure = session.run()
        terminal.leave()
        if let failure { throw Failure.unreadable(failure) }
    }
}
