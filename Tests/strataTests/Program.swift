import Foundation
import TestSupport
import Testing

/// The built program, run as a user runs it.
enum Program {
    /// Runs `strata` with arguments, and nothing that this process's terminal or environment says.
    static func run(_ arguments: String..., input: [UInt8] = []) throws -> Shell.Result {
        try run(arguments, input: input)
    }

    /// The same for arguments in a list.
    static func run(_ arguments: [String], input: [UInt8] = []) throws -> Shell.Result {
        let result = try Shell.run(path, arguments, input: input, environment: ["NO_COLOR": "", "FORCE_COLOR": ""])
        try keepDocument(result, of: arguments)
        return result
    }

    /// `make test` names a directory in `STRATA_DOCUMENTS`, to hold against `Fixtures/schemas` what any test made the
    /// program write as JSON.
    private static func keepDocument(_ result: Shell.Result, of arguments: [String]) throws {
        guard let directory = ProcessInfo.processInfo.environment["STRATA_DOCUMENTS"], let command = arguments.first,
            let option = arguments.firstIndex(of: "--format"), arguments.indices.contains(option + 1),
            ["json", "jsonl"].contains(arguments[option + 1]), !result.output.isEmpty
        else { return }
        let folder = URL(fileURLWithPath: directory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Of several images check writes a document of another schema.
        let schema = command == "check" && result.text.contains("\n  \"reports\": [") ? "checks" : command
        let name = "\(schema)-\(UUID().uuidString).\(arguments[option + 1])"
        try Data(result.output).write(to: folder.appendingPathComponent(name))
    }

    /// Beside the tests: both are built into one directory.
    static var path: String {
        let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let tests = bundle ?? CommandLine.arguments.first ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("strata").path
    }
}

/// An image that the tests of commands share: a base of one layer, and three layers above.
enum Sample {
    static let image = Image(reference: "app:latest") {
        Layer {
            Directory("bin")
            File("bin/sh", "#!shell", mode: 0o755)
            File("etc/os-release", "NAME=base\n")
            Symlink("sbin", to: "bin")
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)
        Layer {
            File("app/.env", "SECRET=1\n")
            File("app/main", "first")
            HardLink("app/same", to: "app/main")
        }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
        Layer {
            Whiteout("app/.env")
            File("etc/os-release", "NAME=changed\n")
        }.createdBy("RUN /bin/sh -c rm /app/.env # buildkit", comment: "buildkit.dockerfile.v0")
        Step(#"CMD ["/app/main" "--serve"]"#, comment: "buildkit.dockerfile.v0")
    }.configured { $0.command = ["/app/main", "--serve"] }
}
