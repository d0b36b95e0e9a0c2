import Foundation

/// A program in a real terminal: a detached tmux server of its own, with nothing of the user's configuration.
///
/// The server ends with the object. Whatever is waited for is polled, within bounds.
public final class Tmux {
    private let directory: TemporaryDirectory
    private var isStopped = false

    /// What did not come in time, with the screen as it was.
    public struct Timeout: Error, CustomStringConvertible {
        /// What was waited for, and the screen.
        public let description: String
    }

    /// Starts a program in a terminal of this many columns and rows.
    ///
    /// - Parameter environment: added to the environment that tests share: a UTF-8 locale, UTC, no colour preferences.
    /// - Parameter terminal: TERM.
    public init(
        _ command: [String], width: Int = 80, height: Int = 24, environment: [String: String] = [:],
        terminal: String = "tmux-256color"
    ) throws {
        directory = try TemporaryDirectory()
        let settings = """
            set -g default-terminal \(terminal)
            set -g remain-on-exit on
            set -g remain-on-exit-format ""
            set -g status off
            set -g mouse on
            set -sg escape-time 0
            """
        _ = try directory.write(Array(settings.utf8), to: "tmux.conf")
        let variables = [
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no",
            // Nobody's settings, and nothing remembered from another test.
            "XDG_CONFIG_HOME": directory.path("config"), "XDG_STATE_HOME": directory.path("state"),
            "XDG_CACHE_HOME": directory.path("cache"),
        ].merging(environment) { $1 }
        let assignments = variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        // tmux 3.3a now and then misses the end of its child; a shell around the program never does.
        let shell = ["sh", "-c", #""$@"; echo $? > "$0""#, directory.path("status")]
        let program = shell + ["env", "-u", "TMUX", "-u", "NO_COLOR", "-u", "FORCE_COLOR"] + assignments + command
        try run(["new-session", "-d", "-x", String(width), "-y", String(height), "--"] + program)
    }

    deinit { stop() }

    /// Presses keys by tmux's names: `Enter`, `C-d`, `Up`, `x`.
    public func press(_ keys: String...) throws {
        try run(["send-keys"] + keys)
    }

    /// Types text as it stands.
    public func type(_ text: String) throws {
        try run(["send-keys", "-l", text])
    }

    /// Sends bytes as a terminal would: mouse reports, pastes.
    public func send(_ bytes: [UInt8]) throws {
        try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
    }

    /// Presses and releases the left button at a cell, from 0, in one go, as xterm reports it (SGR).
    public func click(column: Int, row: Int) throws {
        let place = "\(column + 1);\(row + 1)"
        try send(Array("\u{1b}[<0;\(place)M\u{1b}[<0;\(place)m".utf8))
    }

    /// Gives the terminal another size.
    public func resize(width: Int, height: Int) throws {
        try run(["resize-window", "-x", String(width), "-y", String(height)])
    }

    /// The rows of the screen, spaces at their ends left out.
    public func screen() throws -> [String] {
        try run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            String($0.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The rows of the screen with the escape sequences of their colours and attributes.
    public func styledScreen() throws -> [String] {
        try run(["capture-pane", "-p", "-e"]).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    /// Where the cursor stands, from 0, and whether it shows.
    public func cursor() throws -> (column: Int, row: Int, isVisible: Bool) {
        let numbers = try display("#{cursor_x} #{cursor_y} #{cursor_flag}").split(separator: " ").map { Int($0) ?? -1 }
        guard numbers.count == 3 else { return (-1, -1, false) }
        return (numbers[0], numbers[1], numbers[2] == 1)
    }

    /// The program's process; nil before it has started and after it has ended.
    public func process() throws -> Int32? {
        let shell = try display("#{pane_pid}")
        let children = try? String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children?.split(separator: " ").first.flatMap { Int32($0) }
    }

    /// The exit code of a program that has ended; 128 and the signal's number where one ended it; nil while it runs.
    public func exitCode() throws -> Int? {
        let status = try? String(contentsOfFile: directory.path("status"), encoding: .utf8)
        return status.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Waits until the screen is as wanted and gives it, as it looks a moment later if that is still as wanted: a
    /// terminal shows half of what a program is still writing.
    @discardableResult
    public func wait(
        for what: String, seconds: Double = 10, until isWanted: ([String]) throws -> Bool
    ) throws -> [String] {
        try poll(what, seconds: seconds) {
            let screen = try self.screen()
            guard try isWanted(screen) else { return nil }
            usleep(30_000)
            let later = try self.screen()
            return try isWanted(later) ? later : screen
        }
    }

    /// Waits until the screen holds a text.
    @discardableResult
    public func wait(forText text: String, seconds: Double = 10) throws -> [String] {
        try wait(for: "“\(text)”", seconds: seconds) { $0.contains { $0.contains(text) } }
    }

    /// Waits until the program has ended and gives its exit code.
    public func waitForExit(seconds: Double = 10) throws -> Int {
        try poll("the program's end", seconds: seconds) { try self.exitCode() }
    }

    /// Ends the server and all that runs in it.
    public func stop() {
        guard !isStopped else { return }
        isStopped = true
        // It may have ended already.
        _ = try? run(["kill-server"])
    }

    private func poll<Value>(_ what: String, seconds: Double, _ value: () throws -> Value?) throws -> Value {
        for _ in 0..<max(1, Int(seconds / 0.02)) {
            if let value = try value() { return value }
            usleep(20_000)
        }
        let screen = try screen().joined(separator: "\n")
        throw Timeout(description: "\(what) did not come within \(seconds) seconds; the screen:\n\(screen)")
    }

    private func display(_ format: String) throws -> String {
        try run(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let place = ["-S", directory.path("socket"), "-f", directory.path("tmux.conf"), "-u"]
        let result = try Shell.run("tmux", place + arguments, timeout: 20)
        guard result.exitCode == 0 else { throw Shell.Failure(description: "tmux \(arguments): \(result.errorText)") }
        return result.text
    }
}
