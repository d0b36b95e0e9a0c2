import Glibc
import Spawning
import TestSupport
import Testing

@Suite("Programs that run beside this one", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    private func output(of arguments: [String], input: ChildProcess.Stream = .null) throws -> (
        text: String, status: Int32
    ) {
        let (reading, writing) = try #require(ChildProcess.pipe())
        let process = try ChildProcess(arguments, input: input, output: .descriptor(writing))
        close(writing)
        defer { close(reading) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return (String(decoding: bytes, as: UTF8.self), process.wait())
    }

    @Test("Arguments arrive as they are: no shell reads them")
    func arguments() throws {
        let words = ["a b", "$HOME", "; rm -rf /", "*", "", "'\"", "ä\n"]
        #expect(try output(of: ["printf", "%s|"] + words).text == words.map { "\($0)|" }.joined())
    }

    @Test("Its exit status, and the signal that ended it")
    func status() {
        #expect(ChildProcess.run(["true"]) == 0)
        #expect(ChildProcess.run(["sh", "-c", "exit 42"]) == 42)
        #expect(ChildProcess.run(["sh", "-c", "kill -KILL $$"]) == 128 + SIGKILL)
        #expect(ChildProcess.run(["strata-no-such-program"]) == 127)
    }

    @Test("What a program says is its standard output, where it succeeds")
    func said() {
        #expect(ChildProcess.output(of: ["sh", "-c", "cat; echo out; echo err >&2"]) == "out\n")
        #expect(ChildProcess.output(of: ["sh", "-c", "echo out; exit 1"]) == nil)
        #expect(ChildProcess.output(of: ["strata-no-such-program"]) == nil)
        #expect(ChildProcess.output(of: ["head", "-c", "1000000", "/dev/zero"])?.utf8.count == 65_536)
    }

    @Test("What does not start says why")
    func faults() throws {
        let missing = #expect(throws: ChildProcess.Fault.self) { try ChildProcess(["strata-no-such-program"]) }
        #expect(missing?.isMissing == true)
        let directory = try TemporaryDirectory()
        let denied = #expect(throws: ChildProcess.Fault.self) { try ChildProcess([directory.path]) }
        #expect(denied?.isMissing == false && denied?.words == "Permission denied")
        #expect(throws: ChildProcess.Fault.self) { try ChildProcess([]) }
    }

    @Test("Signals that this program ignores or blocks are as in a shell")
    func signals() throws {
        let text = try output(of: ["sh", "-c", "grep -E '^Sig(Blk|Ign)' /proc/self/status | cut -f2"]).text
        let masks = text.split(separator: "\n").compactMap { UInt64($0, radix: 16) }
        try #require(masks.count == 2)
        let signals = [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP].map { UInt64(1) << UInt64($0 - 1) }.reduce(0, |)
        #expect(masks[0] == 0)
        #expect(masks[1] & signals == 0)
    }

    @Test("No other file of ours is open in it")
    func descriptors() throws {
        let (reading, writing) = try #require(ChildProcess.pipe())
        defer {
            close(reading)
            close(writing)
        }
        var status = stat()
        try #require(fstat(reading, &status) == 0)
        // By what is open, not by its number: that may be the program's own.
        #expect(try !output(of: ["sh", "-c", "ls -l /proc/self/fd"]).text.contains("pipe:[\(status.st_ino)]"))
    }

    @Test("A text is given on standard input; a program that does not read it harms nobody")
    func input() throws {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(ChildProcess.run(["sh", "-c", "test $(wc -c) = \(long.utf8.count)"], input: long) == 0)
        #expect(ChildProcess.run(["true"], input: long) == 0)
        #expect(ChildProcess.run(["strata-no-such-program"], input: long) == 127)
    }

    @Test("It ends when it is asked to")
    func terminate() throws {
        let process = try ChildProcess(["sleep", "60"])
        process.terminate()
        #expect(process.wait() == 128 + SIGTERM)
    }
}
