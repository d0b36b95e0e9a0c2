import Archive
import Glibc
import Spawning

/// A program of the user's that gives images: an engine, skopeo. Its messages become the error's.
struct SavingProgram {
    /// Its name for people, and in PATH.
    let name: String
    /// What to run where it is not called so.
    let program: String?
    /// What cannot be done where it fails, in words that follow the image's name: "cannot be saved".
    let failure: String

    /// Runs it until it ends and keeps what it writes to standard output, without a name. No shell reads the arguments.
    func output(
        of arguments: [String], isCancelled: () -> Bool, progress: (Int64) -> Void
    ) throws(Fault) -> FileWindow {
        guard let messages = tmpfile() else { throw Fault(.engineFailed, "\(failure): \(SystemError.text)") }
        defer { fclose(messages) }
        let (process, output) = try start(arguments, messages: fileno(messages))
        var window: FileWindow?
        var fault: ArchiveError?
        do {
            window = try Spool.spool(descriptor: output, progress: progress, isCancelled: isCancelled)
        } catch {
            fault = error
            process.terminate()
        }
        close(output)
        let status = process.wait()
        if let fault { throw Fault(fault) }
        guard status == 0, let window else {
            throw failed(SavingProgram.lastLine(of: fileno(messages)))
        }
        return window
    }

    /// What it said where it failed.
    func failed(_ words: String) -> Fault {
        Fault(.engineFailed, "\(failure) by \(name): \(words.isEmpty ? "it failed" : words)")
    }

    /// Starts it with its standard output on the pipe that is given back.
    private func start(_ arguments: [String], messages: Int32) throws(Fault) -> (process: ChildProcess, output: Int32) {
        guard let (reading, writing) = ChildProcess.pipe() else {
            throw Fault(.engineFailed, "\(failure): \(SystemError.text)")
        }
        defer { close(writing) }
        do {
            let process = try ChildProcess(
                [program ?? name] + arguments, input: .null, output: .descriptor(writing), errors: .descriptor(messages)
            )
            return (process, reading)
        } catch {
            close(reading)
            throw Fault(
                .engineFailed,
                error.isMissing
                    ? "\(failure): \(name) is not installed; save the image elsewhere and open the file"
                    : "\(failure): \(name) does not start: \(error.words)")
        }
    }

    /// The last line that was written as a message, which says what went wrong; 1,000 bytes at most.
    private static func lastLine(of descriptor: Int32) -> String {
        let length = lseek(descriptor, 0, SEEK_END)
        let start = max(0, length - 4096)
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, start))
        }
        let last = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).last ?? []
        return message(in: String(decoding: last.prefix(1000), as: UTF8.self))
    }

    /// What a line of a log says: `time="…" level=fatal msg="…"` is how skopeo, podman and buildah end.
    static func message(in line: String) -> String {
        guard let mark = line.firstRange(of: " msg=\""), line.hasPrefix("time=") else { return line }
        var message = ""
        var isEscaped = false
        for character in line[mark.upperBound...] {
            if isEscaped {
                message.append(character == "n" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                message.append(character)
            }
        }
        return message
    }
}

extension Engine {
    /// Runs the engine's `save` and spools what it writes. `program` is what to run where it is not the engine's name,
    /// looked up in PATH.
    func save(
        _ image: String, program: String? = nil, isCancelled: () -> Bool, progress: (Int64) -> Void
    ) throws(Fault) -> FileWindow {
        guard !image.isEmpty, !image.hasPrefix("-"), !image.utf8.contains(0) else {
            throw Fault(.engineFailed, "does not name an image: write \(rawValue):NAME, such as \(rawValue):debian:12")
        }
        let saving = SavingProgram(name: rawValue, program: program, failure: "cannot be saved")
        let window = try saving.output(of: ["save", image], isCancelled: isCancelled, progress: progress)
        guard window.length > 0 else { throw saving.failed("") }
        return window
    }
}
