import Foundation

/// Runs a program to its end and tells what it said and what it cost.
public enum Shell {
    /// What a finished program left.
    public struct Result: Sendable {
        /// What it wrote to standard output.
        public var output: [UInt8]
        /// What it wrote to standard error.
        public var errors: [UInt8]
        /// Its exit code; nil when a signal ended it.
        public var exitCode: Int32?
        /// The signal that ended it.
        public var signal: Int32?
        /// User and system time in seconds, of its waited-for children too.
        public var cpuSeconds: Double
        /// The most memory it held, in bytes; never less than this process held when it started the program, since the
        /// kernel counts from the fork on.
        public var peakMemory: Int64

        /// Standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
        /// Standard error as text.
        public var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// A program that could not be started or did not end in time.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// Runs `program`, found by PATH unless it has a slash.
    ///
    /// - Parameter environment: added to this process's own; caches of its own are empty, if not said.
    /// - Parameter timeout: seconds after which the program is killed and `Failure` thrown.
    /// - Parameter killWhen: asked every two milliseconds; where it says so, the program is killed.
    public static func run(
        _ program: String, _ arguments: [String] = [], input: [UInt8] = [], environment: [String: String] = [:],
        directory: String? = nil, timeout: Double = 120, killWhen: () -> Bool = { false }
    ) throws -> Result {
        // Files instead of pipes: nothing can fill up, so no threads are needed to drain them.
        let scratch = try TemporaryDirectory()
        let standardInput = try scratch.write(input, to: "in")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, standardInput, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, scratch.path("out"), O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, scratch.path("err"), O_WRONLY | O_CREAT, 0o600)
        // Threads that run tests block all signals; a program must not inherit that, or it misses its children's ends.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // Nothing goes into the user's cache, and nothing comes from another run.
        let own = ["XDG_CACHE_HOME": scratch.path("cache")].merging(environment) { $1 }
        let variables = ProcessInfo.processInfo.environment.merging(own) { $1 }.map { "\($0)=\($1)" }
        // posix_spawn of this C library cannot change the directory, so a shell does.
        let move = directory.map { ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, $0] } ?? []
        let command = move + [program] + arguments
        let process = try withStrings(command) { argv in
            try withStrings(variables) { envp in
                var process = pid_t()
                let status = posix_spawnp(&process, command[0], &actions, &attributes, argv, envp)
                if status != 0 { throw Failure(description: "\(program): \(String(cString: strerror(status)))") }
                return process
            }
        }
        let (status, usage) = try wait(for: process, named: program, timeout: timeout, killWhen)
        let signal = status & 0x7F
        return Result(
            output: try contents(scratch.path("out")), errors: try contents(scratch.path("err")),
            exitCode: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMemory: Int64(usage.ru_maxrss) * 1024)
    }

    /// Whether a program of this name is on the PATH.
    public static func has(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    private static func wait(
        for process: pid_t, named program: String, timeout: Double, _ killWhen: () -> Bool
    ) throws -> (status: Int32, usage: rusage) {
        var status: Int32 = 0
        var usage = rusage()
        var waited = 0.0
        while wait4(process, &status, WNOHANG, &usage) == 0 {
            if waited > timeout {
                kill(process, SIGKILL)
                wait4(process, &status, 0, &usage)
                throw Failure(description: "\(program) did not end within \(timeout) seconds")
            }
            if killWhen() { kill(process, SIGKILL) }
            usleep(2000)
            waited += 0.002
        }
        return (status, usage)
    }

    private static func contents(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }

    private static func withStrings<T>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> T
    ) throws -> T {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return try pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { throw Failure(description: "no memory") }
            return try body(base)
        }
    }
}
