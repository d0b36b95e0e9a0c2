import Archive
import DisplayText
import Explorer
import FoundationEssentials
import Glibc
import Spawning

/// A copy of a file's contents that lives while the user's pager or editor shows it.
struct OutsideFile: Sendable {
    private let directory: PrivateDirectory
    private let file: String
    private var path: String { directory.path(of: file) }
    private let program: Effect.Program

    /// Makes the copy in a directory that only the user can enter. `write` is given the contents extent by extent.
    init(
        name: [UInt8], program: Effect.Program,
        contents: (_ write: (TarReader.Extent) throws -> Void) throws -> Void
    ) throws {
        try self.init(name: name, program: program) { descriptor in
            let file = ExtractedFile(descriptor: descriptor)
            try contents { try file.write($0) }
            try file.finish()
        }
    }

    /// Makes a file of a text.
    init(name: [UInt8], program: Effect.Program, text: String) throws {
        try self.init(name: name, program: program) { descriptor in
            try Array(text.utf8).withUnsafeBytes { bytes in
                try writeAll(bytes, to: descriptor) { ExtractionDirectory.Refusal.system("cannot be written", $0) }
            }
        }
    }

    private init(name: [UInt8], program: Effect.Program, filling fill: (_ descriptor: Int32) throws -> Void) throws {
        self.program = program
        directory = try PrivateDirectory()
        file = OutsideFile.harmless(name)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.unreadable("no copy can be made in \(directory.path)") }
        defer { close(descriptor) }
        do {
            try fill(descriptor)
        } catch let refusal as ExtractionDirectory.Refusal {
            remove()
            throw Failure.unreadable("the copy in \(directory.path) \(refusal.reason)")
        } catch {
            remove()
            throw error
        }
    }

    /// Runs the program until the user leaves it, then removes the copy. Gives a notice where it cannot be run.
    ///
    /// - Parameter edited: Given the text as it is after that; not where the program could not be run.
    func run(edited: ((String) -> Void)? = nil) -> Notice? {
        defer { remove() }
        let environment = ProcessInfo.processInfo.environment
        let wish =
            switch program {
            case .pager: environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less"
            case .editor:
                (environment["VISUAL"] ?? environment["EDITOR"]).flatMap { $0.isEmpty ? nil : $0 } ?? "vi"
            }
        // The shell splits what the user's variable says; the file is an argument and never a part of the command.
        let status = ChildProcess.run(["/bin/sh", "-c", "\(wish) \"$1\"", "strata", path])
        guard status == 126 || status == 127 else {
            if let edited, let bytes = try? ConfigurationFile.bytes(of: path) {
                edited(String(decoding: bytes, as: UTF8.self))
            }
            return nil
        }
        let variable = program == .pager ? "PAGER" : "EDITOR"
        return Notice(.error, "\(Printable.escape(wish)) cannot be run; set \(variable) to a program that is there.")
    }

    private func remove() { directory.remove(file) }

    /// A name without anything that a program could take for more than a name. Its suffix stays, since editors go by
    /// it.
    private static func harmless(_ name: [UInt8]) -> String {
        let allowed = name.suffix(64).map { byte -> Character in
            let scalar = Character(Unicode.Scalar(byte))
            return byte < 0x80 && (scalar.isLetter || scalar.isNumber || "._-".contains(scalar)) ? scalar : "_"
        }
        let text = String(allowed)
        return text.first == "-" || text.first == "." ? "_" + text : text.isEmpty ? "file" : text
    }
}
