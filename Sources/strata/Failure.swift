import Archive
import ArgumentParser
import FoundationEssentials
import Glibc
import ImageStore

/// Why a command ends without success: one sentence, and the exit code that scripts see.
struct Failure: Error {
    /// The documented exit codes.
    enum Code: Int32 {
        /// A judgement went against the image.
        case gate = 1
        /// The command line is wrong, or asks for what is not there.
        case usage = 2
        /// The image cannot be read, or its contents cannot be written.
        case unreadable = 3
    }

    /// What, where, what to do; no full stop, no program name.
    let message: String
    /// What scripts see.
    let code: Code

    /// A judgement against the image.
    static func gate(_ message: String) -> Failure { Failure(message: message, code: .gate) }
    /// A wrong wish of the user's.
    static func usage(_ message: String) -> Failure { Failure(message: message, code: .usage) }
    /// An image or an output that fails.
    static func unreadable(_ message: String) -> Failure { Failure(message: message, code: .unreadable) }

    /// Says what went wrong and ends the program. Help, the version and completion scripts are no failures.
    static func exit(after error: any Error) -> Never {
        switch error {
        case let failure as Failure: end(failure.message, failure.code)
        case let error as ImageStoreError: end(error.message, .unreadable)
        case let error as ArchiveError: end(error.message, .unreadable)
        case is Output.ReaderIsGone: Glibc.exit(0)
        case let code as ExitCode: Glibc.exit(code.rawValue)
        default: exit(afterParsing: error)
        }
    }

    private static func exit(afterParsing error: any Error) -> Never {
        let code = Strata.exitCode(for: error)
        guard code != .success else { Strata.exit(withError: error) }
        guard code == .validationFailure else { end(Strata.message(for: error), .unreadable) }
        // The parser writes a list with a line for each item.
        let lines = Strata.message(for: error).split(separator: "\n")
        let items = lines.dropFirst().map { String($0.drop { " -".contains($0) }) }.joined(separator: ", ")
        let message = String(lines.first ?? "") + (items.isEmpty ? "" : " \(items)")
        end((message.hasSuffix(".") ? String(message.dropLast()) : message) + " (strata --help tells more)", .usage)
    }

    private static func end(_ message: String, _ code: Code) -> Never {
        StandardError.write(message)
        Glibc.exit(code.rawValue)
    }
}
