import CNcurses
import CTerminalGuard
import Glibc
import TerminalUI

/// The screen of the terminal that the program runs in, and what is typed there: the only module that knows ncurses.
///
/// It draws the difference of two canvases and turns bytes into `Event`s. For the main thread only; other threads use `wakePipe`.
///
/// Taking it switches to the alternate screen; `leave`, the end of the object, `exit` and every fatal signal give the terminal
/// back as it was.
public final class Terminal {
    /// What may be asked for.
    public struct Options: Hashable, Sendable {
        /// Whether the mouse gives events. Where it does, the terminal's own selection of text needs Shift.
        public var mouse: Bool
        /// At most so many colours; nil for all that the terminal has.
        public var colors: ColorLevel?
        /// Whether the terminal is asked what it is like.
        public var asks: Bool

        /// Options; by default the mouse and all colours, and nothing asked.
        public init(mouse: Bool = true, colors: ColorLevel? = nil, asks: Bool = false) {
            self.mouse = mouse
            self.colors = colors
            self.asks = asks
        }
    }

    /// Wakes `nextEvent` from any thread, also after the terminal has been left.
    public let wakePipe: WakePipe
    /// The terminal's own background; nil where it does not say, or was not asked.
    public var background: Background? { answers.background }
    private let device: TerminalDevice
    private let window: UnsafeMutablePointer<WINDOW>
    private var styles: StyleTable
    private var input: Input
    private let answers: TerminalAnswers
    private var shown: Canvas?
    private var pending: [Event] = []
    private var isActive = true
    private var cursorIsVisible: Bool?

    /// Takes the terminal that standard output is. Keys come from standard input, or from the controlling terminal
    /// where standard input is something else (an image in a pipe).
    public convenience init(options: Options = Options()) throws(TerminalError) {
        try self.init(TerminalDevice(), options: options)
    }

    init(_ device: TerminalDevice, options: Options) throws(TerminalError) {
        wakePipe = try WakePipe()
        self.device = device
        window = try device.open(mouse: options.mouse)
        styles = StyleTable(wanted: options.colors)
        input = Input(window: window, descriptor: device.input)
        device.arm()
        answers = options.asks ? device.ask() : TerminalAnswers()
        pending = KeyTable.keys(typed: answers.typed).map { .key($0) }
    }

    deinit { leave() }

    /// Columns and rows; at least 1 of each.
    public var size: Size {
        Size(width: max(1, Int(strata_columns(window))), height: max(1, Int(strata_rows(window))))
    }

    /// How many colours can be shown.
    public var colors: ColorLevel { styles.level }

    /// Whether the locale's characters are Unicode, so that `Glyphs.unicode` can be shown.
    public var isUnicode: Bool { device.isUnicode }

    /// Shows a canvas; only what differs from the last one is sent.
    public func draw(_ canvas: Canvas) {
        guard isActive, canvas != shown else { return }
        device.setFrame(true)
        defer { device.setFrame(false) }
        if shown == nil { werase(window) }
        for run in canvas.changes(from: shown ?? Canvas(size: canvas.size)) { put(run) }
        shown = canvas
        if let cursor = canvas.cursor { wmove(window, Int32(clamping: cursor.y), Int32(clamping: cursor.x)) }
        showCursor(canvas.cursor != nil)
        wrefresh(window)
    }

    /// Sends the whole screen again with the next `draw`, for C-l.
    public func redraw() {
        shown = nil
        clearok(window, true)
    }

    /// Turns the mouse's events on, or leaves the mouse to the terminal.
    public func setMouse(_ isOn: Bool) {
        guard isActive else { return }
        device.setMouse(isOn)
    }

    /// The next event. Nil when the time is over or `wake` was called; waits without end where `timeout` is nil.
    public func nextEvent(timeout: Duration? = nil) -> Event? {
        guard isActive else { return nil }
        if !pending.isEmpty { return pending.removeFirst() }
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            if let event = input.next() { return noticed(event) }
            var waiting = [
                pollfd(fd: device.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            let result = poll(&waiting, 2, Terminal.milliseconds(until: deadline))
            // A signal: ncurses tells a new size as a key.
            if result < 0, errno == EINTR { continue }
            if waiting[1].revents != 0 {
                wakePipe.drain()
                return input.next().map(noticed)
            }
            // The terminal is gone without a signal: as good as a hang-up.
            if waiting[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { raise(SIGHUP) }
            if result <= 0 { return nil }
        }
    }

    /// Makes `nextEvent` return. Other threads do the same by `wakePipe`.
    public func wake() { wakePipe.wake() }

    /// Gives the terminal back and stops the process group, as C-z does; returns when it goes on. The next event is
    /// `suspendResumed`.
    public func suspend() {
        guard isActive else { return }
        close()
        // ncurses' own handler would leave and take the screen a second time.
        let handler = signal(SIGTSTP, SIG_DFL)
        kill(0, SIGTSTP)
        signal(SIGTSTP, handler)
        reopen()
        pending.append(.suspendResumed)
    }

    /// Gives the terminal to another program, a pager or an editor, while `body` runs. SIGINT and SIGQUIT do not end this process
    /// meanwhile. The next event is `suspendResumed`.
    public func runOutside<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard isActive else { return try body() }
        terminal_guard_pause()
        close()
        defer {
            reopen()
            terminal_guard_resume()
            pending.append(.suspendResumed)
        }
        return try body()
    }

    /// Gives the terminal back for good. Further calls do nothing.
    public func leave() {
        guard isActive else { return }
        isActive = false
        close()
        terminal_guard_remove()
    }

    private func close() {
        device.setReports(false)
        endwin()
        device.disarm()
    }

    private func reopen() {
        device.arm()
        wrefresh(window)
        device.setReports(true)
        cursorIsVisible = nil
        redraw()
    }

    private func noticed(_ event: Event) -> Event {
        if case .resize = event {
            redraw()
            return .resize(size)
        }
        return event
    }

    private func put(_ run: CellRun) {
        var x = run.origin.x
        var rest = run.cells[...]
        while let first = rest.first {
            let look = styles.look(of: first.style)
            strata_style(window, look.attributes, look.pair)
            if answers.joinsEmoji, let joined = DrawableText.joined(first) {
                strata_put_cluster(window, Int32(run.origin.y), Int32(x), joined, Int32(joined.count))
                x += Int(first.width)
                rest = rest.dropFirst(Int(first.width))
                continue
            }
            let same = rest.prefix {
                $0.style == first.style && !(answers.joinsEmoji && DrawableText.joined($0) != nil)
            }
            let text = same.flatMap { DrawableText.scalars(of: $0) }
            strata_put(window, Int32(run.origin.y), Int32(x), text, Int32(text.count))
            x += same.count
            rest = rest.dropFirst(same.count)
        }
    }

    private func showCursor(_ isVisible: Bool) {
        if cursorIsVisible != isVisible {
            curs_set(isVisible ? 1 : 0)
            cursorIsVisible = isVisible
        }
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline) / Duration.milliseconds(1)
        return Int32(min(Double(Int32.max), max(0, left.rounded(.up))))
    }
}
