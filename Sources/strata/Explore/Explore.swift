import ArgumentParser
import DisplayText
import Explorer
import ImageStore
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
    @OptionGroup var screen: ScreenOptions

    func run() throws {
        let wanted = ImageLoading.Wanted(
            name: ImageName(image.image), reference: image.reference, platform: image.platform,
            dockerfile: try dockerfile.given(), target: dockerfile.target, other: other,
            index: try image.cache.index())
        let (terminal, options) = try screen.open(comparing: other, orElse: "strata inspect \(image.image)")
        let state = State(name: wanted.name.description, size: terminal.size, options: options)
        let session = ExplorerSession(
            terminal, wanted: wanted, showing: ExplorerPresentation(explorer: state),
            learnerMemory: screen.noState ? nil : UserFiles().lessons)
        let failure = session.run()
        terminal.leave()
        if let path = screen.memoryPath { remember(session.shown.explorer, from: options, in: path) }
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
