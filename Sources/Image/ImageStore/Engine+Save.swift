import Archive
import Glibc
import Spawning

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
            process.terminate()
        }
        close(output)
        let status = process.wait()
        if let failure { throw Fault(failure) }
        guard status == 0, let window, window.length > 0 else {
            let words = Engine.text(of: fileno(messages))
            throw Fault(.engineFailed, "cannot be saved by \(rawValue): \(words.isEmpty ? "it failed" : words)")
        }
        return window
    }

    /// Starts the engine with its standard output on the pipe that is given back.
    private func start(_ program: String, _ arguments: [String], messages: Int32) throws(Fault) -> (
        process: ChildProcess, output: Int32
    ) {
        guard let (reading, writing) = ChildProcess.pipe() else {
            throw Fault(.engineFailed, "cannot be saved: \(SystemError.text)")
        }
        defer { close(writing) }
        do {
            let process = try ChildProcess(
                [program] + arguments, input: .null, output: .descriptor(writing), errors: .descriptor(messages))
            return (process, reading)
        } catch {
            close(reading)
            throw Fault(
                .engineFailed,
                error.isMissing
                    ? "cannot be saved: \(rawValue) is not installed; save the image elsewhere and open the file"
                    : "cannot be saved: \(rawValue) does not start: \(error.words)")
        }
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
