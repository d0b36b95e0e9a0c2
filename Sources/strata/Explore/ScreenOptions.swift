import ArgumentParser
import DisplayText
import Explorer
import FoundationEssentials
import ImageStore
import NcursesTerminal
import Reporting
import TerminalUI

/// How the screen of the explorer looks, and what of that is remembered.
struct ScreenOptions: ParsableArguments {
    @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto
    @Option(help: ArgumentHelp("The styles: \(Theme.names.joined(separator: ", ")).", valueName: "name"))
    var theme: String?
    @Flag(inversion: .prefixedNo, help: "Draw with ASCII characters only.") var ascii: Bool?
    @Flag(inversion: .prefixedNo, help: "Take the mouse, or leave it to the terminal, which selects text with it.")
    var mouse: Bool?
    @Option(help: ArgumentHelp("Read the settings from this file; strata config tells more.", valueName: "path"))
    var config: String?
    @Flag(help: "Neither read nor keep what the explorer remembers: order, theme, where one was.") var noState = false

    /// More than terminal, mailbox, image and threads have open, where an image is one archive.
    private static let descriptors = 32

    func validate() throws {
        if let theme, Theme.name(for: theme) == nil {
            throw ValidationError("there is no theme “\(theme)”: \(Theme.names.joined(separator: ", "))")
        }
    }

    /// The file that remembers; nil where nothing is to be remembered.
    var memoryPath: String? { noState ? nil : UserFiles().memory }

    /// Takes the terminal.
    ///
    /// - Parameters:
    ///   - other: The name of an image to compare with.
    ///   - alternative: A command that needs no terminal, for whoever has none.
    ///   - remembersPlaces: Whether images open where they were left.
    func open(
        comparing other: String?, orElse alternative: String, remembersPlaces: Bool = true
    ) throws -> (terminal: Terminal, options: Explorer.Options) {
        let environment = ProcessInfo.processInfo.environment
        let settings = try ExplorerSettings(named: config, else: UserFiles().settings)
        let memory = memoryPath.map { ExplorerMemory(reading: $0) } ?? ExplorerMemory()
        let isColorful = color.palette(environment: environment, isTerminal: true) == .colors
        guard FileDescriptors.haveRoom(for: ScreenOptions.descriptors) else {
            throw Failure.unreadable("too few files may be open at once for the explorer: ulimit -n 256 allows more")
        }
        let standard = Explorer.Options()
        let terminal: Terminal
        let hasMouse = mouse ?? settings.hasMouse ?? standard.hasMouse
        do {
            terminal = try Terminal(
                options: Terminal.Options(mouse: hasMouse, colors: isColorful ? nil : ColorLevel.none, asks: true))
        } catch {
            throw Failure.usage("\(error.message) (\(alternative) needs no terminal)")
        }
        let background = terminal.background ?? environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
        var options = Explorer.Options(
            themeName: theme ?? (isColorful ? settings.theme ?? memory.theme ?? standard.themeName : "mono"),
            background: background ?? standard.background, level: terminal.colors,
            isASCII: (ascii ?? settings.isASCII ?? standard.isASCII) || !terminal.isUnicode, hasMouse: hasMouse,
            firstTab: settings.view.flatMap { ViewID.tab(named: $0) } ?? standard.firstTab, otherImage: other,
            keys: settings.keys, sort: settings.sort ?? memory.order ?? standard.sort,
            places: remembersPlaces ? memory.byImage : [:])
        options.columns = settings.columns ?? memory.treeColumns ?? standard.columns
        options.units = settings.units ?? memory.units.flatMap { ByteCount.Units(rawValue: $0) } ?? standard.units
        return (terminal, options)
    }
}
