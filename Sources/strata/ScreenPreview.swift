import ArgumentParser
import DisplayText
import Explorer
import FoundationEssentials
import Glibc
import ImageStore
import NcursesTerminal
import Reporting
import TerminalUI

/// `strata preview`: one screen of the explorer as text, for programs that show previews: fzf, television, ranger.
struct ScreenPreview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Print one screen of the explorer, for the preview of another program.",
        discussion: """
            With fzf: fzf --preview 'strata preview {} --color always'. Without --width and --height the room is \
            what fzf says, else the terminal's, else 80x24.
            """
    )

    @OptionGroup var image: ImageOptions
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "The columns.") var width: Int?
    @Option(help: "The rows.") var height: Int?
    @Option(help: ArgumentHelp("The screen: \(ScreenPreview.names.joined(separator: ", ")).", valueName: "name"))
    var view = "overview"
    @Option(help: ArgumentHelp("The styles: \(Theme.names.joined(separator: ", ")).", valueName: "name"))
    var theme: String?
    @Flag(help: "Draw with ASCII characters only.") var ascii = false
    @OptionGroup var output: OutputOptions

    /// The tabs that one image has.
    private static let names = ViewID.tabNames.filter { $0 != "compare" }
    /// More columns or rows than any screen has are a mistake, and no reason to fill the memory.
    private static let allowed = 1...2000

    func validate() throws {
        if let theme, Theme.name(for: theme) == nil {
            throw ValidationError("there is no theme “\(theme)”: \(Theme.names.joined(separator: ", "))")
        }
        guard ScreenPreview.names.contains(view.lowercased()) else {
            throw ValidationError("there is no view “\(view)”: \(ScreenPreview.names.joined(separator: ", "))")
        }
        for (name, value) in [("--width", width), ("--height", height)] {
            guard value.map(ScreenPreview.allowed.contains) ?? true else {
                throw ValidationError(
                    "\(name) is from \(ScreenPreview.allowed.lowerBound) to \(ScreenPreview.allowed.upperBound)")
            }
        }
    }

    func run() throws {
        let output = try Output(path: output.output)
        let isColorful = self.output.palette(for: output) == .colors
        let environment = ProcessInfo.processInfo.environment
        var options = Explorer.Options(
            themeName: theme ?? (isColorful ? "auto" : "mono"),
            background: environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) } ?? .dark,
            level: isColorful ? .palette256 : .none, isASCII: ascii)
        options.firstTab = ViewID.tab(named: view) ?? .overview
        let room = ScreenPreview.room(width: width, height: height, environment, output)
        let state = try state(Size(width: room.width, height: room.height), options)
        var canvas = Canvas(size: state.size)
        render(state, into: &canvas)
        for line in isColorful ? canvas.escapedLines : canvas.lines { try output.write(line + "\n") }
        try output.finish()
    }

    /// The explorer's state when all is read and judged.
    private func state(_ size: Size, _ options: Explorer.Options) throws -> State {
        let wanted = ImageLoading.Wanted(
            name: ImageName(image.image), reference: image.reference, platform: image.platform,
            dockerfile: try dockerfile.given(), target: dockerfile.target, other: nil,
            index: try image.cache.index())
        let mailbox: Mailbox
        do {
            mailbox = Mailbox(waking: try WakePipe())
        } catch {
            throw Failure.unreadable(error.message)
        }
        ImageLoading(mailbox: mailbox, work: Cancellation(), wanted: wanted).run()
        var state = State(name: wanted.name.description, size: size, options: options)
        for message in mailbox.drain() {
            guard case .action(let action) = message else { continue }
            for case .quit(let sentence?) in reduce(&state, action) { throw Failure.unreadable(sentence) }
        }
        return state
    }

    /// The columns and rows: those asked for, else those that fzf or the shell tell, else the terminal's.
    private static func room(width: Int?, height: Int?, _ environment: [String: String], _ output: Output) -> (
        width: Int, height: Int
    ) {
        func told(_ names: String...) -> Int? {
            names.lazy.compactMap { environment[$0].flatMap(Int.init) }.first(where: allowed.contains)
        }
        var terminal = winsize()
        _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &terminal)
        func known(_ count: UInt16) -> Int? { allowed.contains(Int(count)) ? Int(count) : nil }
        return (
            width ?? told("FZF_PREVIEW_COLUMNS", "COLUMNS") ?? known(terminal.ws_col) ?? 80,
            height ?? told("FZF_PREVIEW_LINES", "LINES") ?? known(terminal.ws_row) ?? 24
        )
    }
}
