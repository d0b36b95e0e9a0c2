import Archive
import Glibc

extension Engine {
    /// Runs the engine's `save` and spools what it writes; its messages become the error's. `program` is what to run
    /// where it is not the engine's name, looked up in PATH.
    func save(
        _ image: String, program: String? = nil, isCancelled: () -> Bool, progress: (Int64) -> Void
    ) throws(Fault) -> FileWindow {
        guard !image.isEmpty, !image.hasPrefix("-"), !image.utf8.contains(0) else {
            throw Fault(.engineFailed, "does not name an image: write \(rawValue):NAME, such as \(rawValue):debian:12")
        }
        guard let messages = tmpfile() else {
            throw Fault(.engineFailed, "cannot be saved: \(SystemError.text)")
        }
        defer { fclose(messages) }
        let (process, output) = try start(program ?? rawValue, ["save", image], messages: fileno(messages))
        var window: FileWindow?
        var failure: ArchiveError?
        do {
            window = try Spool.spool(descriptor: output, progress: progress, isCancelled: isCancelled)
        } catch {
            failure = error
            kill(process, SIGTERM)
        }
        close(output)
        let status = Engine.wait(process)
        if let failure { throw Fault(failure) }
        guard status == 0, let window, window.length > 0 else {
            let words = Engine.text(of: fileno(messages))
            throw Fault(.engineFailed, "cannot be saved by \(rawValue): \(words.isEmpty ? "it failed" : words)")
        }
        return window
    }

    /// Starts the engine with its standard output on the pipe that is given back.
    private func start(_ program: String, _ arguments: [String], messages: Int32) throws(Fault) -> (
        process: pid_t, output: Int32
    ) {
        var pipe: [Int32] = [0, 0]
        guard Glibc.pipe(&pipe) == 0 else { throw Fault(.engineFailed, "cannot be saved: \(SystemError.text)") }
        pipe.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
        defer { close(pipe[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO)
        var strings = ([program] + arguments).map { strdup($0) } + [nil]
        defer { strings.forEach { free($0) } }
        var process: pid_t = 0
        let outcome = posix_spawnp(&process, program, &actions, nil, &strings, environ)
        guard outcome == 0 else {
            close(pipe[0])
            throw Fault(
                .engineFailed,
                outcome == ENOENT
                    ? "cannot be saved: \(rawValue) is not installed; save the image elsewhere and open the file"
                    : "cannot be saved: \(rawValue) does not start: \(String(cString: strerror(outcome)))")
        }
        return (process, pipe[0])
    }

    private static func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        return status
    }

    /// The last line that the engine wrote as a message, which says what went wrong; 1,000 bytes at most.
    private static func text(of descriptor: Int32) -> String {
        let length = lseek(descriptor, 0, SEEK_END)
        let start = max(0, length - 4096)
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, start))
        }
        let last = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).last ?? []
        return String(decoding: last.prefix(1000), as: UTF8.self)
    }
}
