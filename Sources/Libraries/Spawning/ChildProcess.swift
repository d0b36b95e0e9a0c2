import Glibc

/// A program of the user's that runs beside this one: an engine, a pager, the desktop's clipboard.
///
/// By posix_spawn(3) and not by swift-subprocess, whose calls are asynchronous while all who start programs here wait on a
/// thread of their own.
package struct ChildProcess: Sendable {
    /// Where a standard stream leads.
    package enum Stream: Sendable {
        /// Where ours does: to the terminal.
        case inherited
        /// Nowhere.
        case null
        /// To an open file.
        case descriptor(Int32)
    }

    /// Why a program does not start.
    package struct Fault: Error, Sendable, Equatable {
        /// The system's number, `ENOENT` where there is no such program.
        package let number: Int32
        /// The system's words for it.
        package var words: String { String(cString: strerror(number)) }
        /// Whether no program has that name.
        package var isMissing: Bool { number == ENOENT }
    }

    private let process: pid_t

    /// Starts a program with signals as a shell would give them, whatever this one ignores or blocks.
    ///
    /// - Parameters:
    ///   - arguments: The program, looked up in PATH where it has no slash, and what it is given; no shell reads them.
    ///   - input: Its standard input.
    ///   - output: Its standard output.
    ///   - errors: Its standard error.
    package init(
        _ arguments: [String], input: Stream = .inherited, output: Stream = .inherited, errors: Stream = .inherited
    ) throws(Fault) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            switch stream {
            case .inherited: break
            case .null: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        ChildProcess.resetSignals(&attributes)
        var strings = arguments.map { strdup($0) } + [nil]
        defer { strings.forEach { free($0) } }
        var process: pid_t = 0
        let outcome = posix_spawnp(&process, arguments.first ?? "", &actions, &attributes, &strings, environ)
        guard outcome == 0 else { throw Fault(number: outcome) }
        self.process = process
    }

    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    }

    /// Asks it to end.
    package func terminate() {
        kill(process, SIGTERM)
    }

    /// Waits until it has ended; once only. Gives its exit status, 128 and the signal's number where a signal ended it, as
    /// shells do.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f)
    }

    /// Runs a program until it ends; gives its exit status, 127 where it cannot be started. The keyboard's SIGINT and SIGQUIT
    /// are for that program alone, as with system(3): this one goes on, and cleans up.
    package static func run(_ arguments: [String]) -> Int32 {
        ignoring([SIGINT, SIGQUIT]) { (try? ChildProcess(arguments))?.wait() ?? 127 }
    }

    /// What a program writes to its standard output until it ends, 64 KiB at most; nil where it cannot be started or
    /// fails. It is given no input, and what it says on standard error goes nowhere.
    package static func output(of arguments: [String]) -> String? {
        guard let (reading, writing) = pipe() else { return nil }
        defer { close(reading) }
        let process = try? ChildProcess(arguments, input: .null, output: .descriptor(writing), errors: .null)
        close(writing)
        let text = process == nil ? [] : bytes(of: reading, atMost: 1 << 16)
        return process?.wait() == 0 ? String(decoding: text, as: UTF8.self) : nil
    }

    /// Gives a program a text on its standard input and waits until it has ended; gives its exit status, 127 where it cannot
    /// be started. What it writes goes nowhere.
    package static func run(_ arguments: [String], input text: String) -> Int32 {
        guard let (reading, writing) = pipe() else { return 127 }
        let process = try? ChildProcess(arguments, input: .descriptor(reading), output: .null, errors: .null)
        close(reading)
        // A program that reads nothing must not end this one.
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        if process != nil { Array(text.utf8).withUnsafeBytes { write($0, to: writing) } }
        close(writing)
        return process?.wait() ?? 127
    }

    /// A pipe whose ends no other program inherits.
    package static func pipe() -> (reading: Int32, writing: Int32)? {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Reads all there is, and keeps the first of it.
    private static func bytes(of descriptor: Int32, atMost limit: Int) -> [UInt8] {
        var kept: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 12)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return kept }
            kept += buffer.prefix(min(count, limit - kept.count))
        }
    }

    private static func ignoring<Result>(_ signals: [Int32], _ body: () -> Result) -> Result {
        var ignored = sigaction()
        ignored.__sigaction_handler.sa_handler = SIG_IGN
        let before = signals.map { number in
            var action = sigaction()
            sigaction(number, &ignored, &action)
            return action
        }
        defer {
            for (number, action) in zip(signals, before) {
                withUnsafePointer(to: action) { _ = sigaction(number, $0, nil) }
            }
        }
        return body()
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}
