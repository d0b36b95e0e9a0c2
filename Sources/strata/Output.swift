import Archive
import Glibc
import Reporting

/// Where a command's result goes: standard output, or the file that `-o` names.
final class Output {
    /// Nobody reads any more: the pipe is closed. That is how `head` ends a listing, and no fault.
    struct ReaderIsGone: Error {}

    /// Whether it is a terminal.
    let isTerminal: Bool
    private let descriptor: Int32
    private let name: String
    /// The file that `-o` names, where it is a file; nil for standard output, a pipe or a device.
    private let file: String?
    /// Whether this run made the file.
    private let isNew: Bool
    private var hasBegun = false
    private var buffer: [UInt8] = []
    /// Zeros that were written out because there can be no holes, in bytes.
    private var zeros: Int64 = 0

    /// Opens the file; nil for standard output. What is in the file stays until there is a result to replace it.
    ///
    /// - Throws: `Failure.usage` where it cannot be written, or is a file that the command reads.
    init(path: String?) throws(Failure) {
        // A closed pipe is told by write(), so that it ends quietly whatever the parent set up.
        signal(SIGPIPE, SIG_IGN)
        guard let path else {
            (name, file, isNew, descriptor) = ("standard output", nil, false, STDOUT_FILENO)
            isTerminal = isatty(STDOUT_FILENO) == 1
            return
        }
        let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        let opened = made >= 0 ? made : open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard opened >= 0 else { throw .usage("\(path) cannot be written: \(String(cString: strerror(errno)))") }
        (name, descriptor, isNew) = (path, opened, made >= 0)
        var status = stat()
        file = fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? path : nil
        isTerminal = isatty(opened) == 1
        guard isNew || !Output.isInput(status) else {
            throw .usage("\(path) is what the command reads: -o must name another file")
        }
    }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
        // A command that failed leaves no empty file.
        if isNew, !hasBegun, let file { unlink(file) }
    }

    /// Whether another argument of the command line names this file.
    private static func isInput(_ output: stat) -> Bool {
        var isName = false
        for argument in CommandLine.arguments.dropFirst() {
            defer { isName = argument == "-o" || argument == "--output" }
            var status = stat()
            guard !isName, stat(argument, &status) == 0 else { continue }
            if status.st_dev == output.st_dev, status.st_ino == output.st_ino, status.st_mode & S_IFMT == S_IFREG {
                return true
            }
        }
        return false
    }

    /// The columns that lines may take: those of `COLUMNS`, else of the terminal; nil for any, in a file too.
    var width: Int? {
        guard file == nil else { return nil }
        if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return columns }
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Adds text; it is written when enough has come together, and by `finish`.
    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Output.bufferSize { try flush() }
    }

    /// Adds a JSON document over several lines.
    func write(json: JSONValue) throws {
        try json.writePretty { try write($0) }
        try write("\n")
    }

    /// Adds bytes as they are.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Output.bufferSize { try flush() }
    }

    /// Adds all that a window shows.
    func write(_ window: FileWindow) throws {
        for position in stride(from: 0, to: window.length, by: Output.bufferSize) {
            try window.bytes(at: position, count: Output.bufferSize).withUnsafeBytes { try write($0) }
        }
    }

    /// Adds zeros, in a file as a hole.
    ///
    /// - Throws: `Failure.unreadable` where there can be no hole and the zeros come to more than a gibibyte: what a
    ///   sparse file claims is no reason to fill a pipe for ever.
    func write(zeros count: Int64) throws {
        if file != nil {
            try flush()
            guard lseek(descriptor, off_t(count), SEEK_CUR) >= 0 else { throw failure(errno) }
            return
        }
        let (sum, overflow) = zeros.addingReportingOverflow(count)
        guard !overflow, sum <= Output.maximumZeros else {
            throw Failure.unreadable("the file has holes of more than 1 GiB: -o FILE keeps them as holes")
        }
        zeros = sum
        let piece = [UInt8](repeating: 0, count: Int(min(count, Int64(Output.bufferSize))))
        for start in stride(from: 0, to: count, by: piece.count) {
            try piece.withUnsafeBytes { try write(.init(rebasing: $0.prefix(Int(count - start)))) }
        }
    }

    /// Writes what is left. Without it the last part is lost, so that no fault goes unseen.
    func finish() throws {
        try flush()
        // A file that ends in a hole has its full length only so.
        guard file != nil else { return }
        let length = lseek(descriptor, 0, SEEK_CUR)
        guard length >= 0, ftruncate(descriptor, length) == 0 else { throw failure(errno) }
    }

    private func failure(_ number: Int32) -> any Error {
        number == EPIPE
            ? ReaderIsGone() : Failure.unreadable("\(name) cannot be written: \(String(cString: strerror(number)))")
    }

    private func flush() throws {
        if !hasBegun, file != nil { ftruncate(descriptor, 0) }
        hasBegun = true
        try buffer.withUnsafeBytes { bytes in
            try writeAll(bytes, to: descriptor, failure: failure)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let bufferSize = 1 << 16
    private static let maximumZeros: Int64 = 1 << 30
}
