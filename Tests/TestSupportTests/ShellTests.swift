import Testing

@testable import TestSupport

/// Running programs.
struct ShellTests {
    @Test func outputErrorsAndExitCode() throws {
        let result = try Shell.run("sh", ["-c", "cat; echo $A >&2; exit 3"], input: [0x61], environment: ["A": "b"])
        #expect(result.text == "a" && result.errorText == "b\n" && result.exitCode == 3 && result.signal == nil)
    }

    @Test func aSignalIsNoExitCode() throws {
        let result = try Shell.run("sh", ["-c", "kill -9 $$"])
        #expect(result.exitCode == nil && result.signal == 9)
    }

    @Test func costsAreMeasured() throws {
        let result = try Shell.run("sh", ["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"])
        #expect(result.cpuSeconds > 0.001)
        #expect(result.peakMemory > 100_000)
    }

    @Test func aProgramThatHangsIsEnded() {
        #expect(throws: Shell.Failure.self) { try Shell.run("sleep", ["60"], timeout: 0.05) }
    }

    @Test func aProgramThatIsNotThere() {
        #expect(throws: Shell.Failure.self) { try Shell.run("no-such-program") }
        #expect(!Shell.has("no-such-program") && Shell.has("sh"))
    }

    @Test func inAnotherDirectory() throws {
        #expect(try Shell.run("pwd", directory: "/usr").text == "/usr\n")
    }
}
