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
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto
    @Option(help: ArgumentHelp("The styles: \(Theme.all.map(\.name).joined(separator: ", ")).", valueName: "name"))
    var theme: String?
    @Flag(help: "Draw with ASCII characters only.") var ascii = false
    @Flag(help: "Leave the mouse to the terminal, which selects text with it.") var noMouse = false

    func validate() throws {
        if let theme, Theme.named(theme) == nil {
            throw ValidationError("there is no theme “\(theme)”: \(Theme.all.map(\.name).joined(separator: ", "))")
        }
    }

    func run() throws {
        let isColorful = color.palette(environment: ProcessInfo.processInfo.environment, isTerminal: true) == .colors
        let options = Explorer.Options(
            themeName: theme ?? (isColorful ? "default" : "mono"), isASCII: ascii, hasMouse: !noMouse)
        let wanted = ImageLoading.Wanted(
            name: ImageName(image.image), reference: image.reference, platform: image.platform,
            dockerfile: try dockerfile.given(), target: dockerfile.target)
        let terminal: Terminal
        do {
            terminal = try Terminal(
                options: Terminal.Options(mouse: !noMouse, colors: isColorful ? nil : ColorLevel.none))
        } catch {
            throw Failure.usage("\(error.message) (strata inspect \(image.image) needs no terminal)")
        }
        let session = ExplorerSession(terminal, wanted: wanted, options: options)
        let failure = session.run()
        terminal.leave()
        if let failure { throw Failure.unreadable(failure) }
    }
}
