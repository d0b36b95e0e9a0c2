import Testing

@testable import Explorer
@testable import strata

/// The explorer teaches the command line: what it says there has to be taken.
@Suite struct TwinTests {
    private static let names = [
        "IMAGE": "a.tar", "OTHER": "b.tar", "PATH": "etc", "LAYER": "1", "PATTERN": "x", "DIRECTORY": "out",
        "PACKAGE": "libc6", "LESSON": "3",
    ]

    @Test(
        "the command line that is told of a key is one",
        arguments: Set(KeyBindings.all.compactMap(\.plainTwin)).sorted())
    func twin(line: String) throws {
        let words = line.split(separator: " ").map { TwinTests.names[String($0)] ?? String($0) }
        #expect(words.first == "strata")
        _ = try Strata.parseAsRoot(Array(words.dropFirst()))
    }
}
