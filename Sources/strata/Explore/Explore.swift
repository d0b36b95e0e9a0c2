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

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let files = UserFiles()
        let settings = try ExplorerSettings(named: config, else: files.settings)
        let memoryPath = noState ? nil : files.memory
        let memory = memoryPath.map { ExplorerMemory(reading: $0) } ?? ExplorerMemory()
        let isColorful = color.palette(environment: environment, isTerminal: true) == .colors
        let wanted = ImageLoading.Wanted(
            name: ImageName(image.image), reference: image.reference, platform: image.platform,
            dockerfile: try dockerfile.given(), target: dockerfile.target, other: other)
        guard FileDescriptors.haveRoom(for: Explore.descriptors) else {
            throw Failure.unreadable("too few files may be open at once for the explorer: ulimit -n 256 allows more")
        }
        let standard = Explorer.Options()
        let terminal: Terminal
        let hasMouse = mouse ?? settings.hasMouse ?? standard.hasMouse
        do {
            terminal = try Terminal(
                options: Terminal.Options(mouse: hasMouse, colors: isColorful ? nil : ColorLevel.none, asks: true))
        } catch {
            throw Failure.usage("\(error.message) (strata inspect \(image.image) needs no terminal)")
        }
        let background = terminal.background ?? environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
        var options = Explorer.Options(
            themeName: theme ?? (isColorful ? settings.theme ?? memory.theme ?? standard.themeName : "mono"),
            background: background ?? standard.background, level: terminal.colors,
            isASCII: (ascii ?? settings.isASCII ?? standard.isASCII) || !terminal.isUnicode, hasMouse: hasMouse,
            firstTab: settings.view.flatMap { ViewID.tab(named: $0) } ?? standard.firstTab, otherImage: other,
            keys: settings.keys, sort: settings.sort ?? memory.order ?? standard.sort, places: memory.byImage)
        options.columns = settings.columns ?? memory.treeColumns ?? standard.columns
        options.units = settings.units ?? memory.units.flatMap { ByteCount.Units(rawValue: $0) } ?? standard.units
        let session = ExplorerSession(terminal, wanted: wanted, options: options)
        let failure = session.run()
        terminal.leave()
        if let memoryPath { remember(session.state, from: options, in: memoryPath) }
        if let failure { throw Failure.unreadable(failure) }
    }

    /// Keeps what the user has changed and where the user was. What another run has kept meanwhile stays.
    private func remember(_ state: State, from options: Explorer.Options, in path: String) {
        guard let image = state.image, let place = state.rememberedPlace else { return }
        var memory = ExplorerMemory(reading: path)
        if state.options.themeName != options.themeName { memory.theme = state.options.themeName }
        if state.tree.sort != options.sort {
            memory.sort = "\(state.tree.sort.key)"
            memory.isReversed = state.tree.sort.isReversed
        }
        if state.options.columns != options.columns {
            memory.columns = state.options.columns.map(\.rawValue).sorted()
        }
        if state.options.units != options.units { memory.units = state.options.units.rawValue }
        memory.remember(place, of: image.id)
        memory.write(to: path)
    }
}
