import Archive
import Glibc
import Spawning

/// A program that builds an image from a Dockerfile, with how it is made to leave an OCI archive.
enum BuildProgram: String, CaseIterable {
    case docker, buildah, podman

    /// The first one that is installed; docker counts where it has buildx.
    static var installed: BuildProgram? { allCases.first { $0.answers } }

    private var answers: Bool {
        let question = self == .docker ? [rawValue, "buildx", "version"] : [rawValue, "--version"]
        return (try? ChildProcess(question, input: .null, output: .null, errors: .null))?.wait() == 0
    }

    /// The Dockerfile of a build context, which the engine takes where none is named; nil where there is none.
    func dockerfile(in context: String) -> String? {
        let names = self == .docker ? ["Dockerfile"] : ["Containerfile", "Dockerfile"]
        return names.map { "\(context)/\($0)" }.first { access($0, R_OK) == 0 }
    }

    /// The command lines that build with these arguments and leave an archive, one after the other. BuildKit writes it
    /// itself, with provenance in full; the others name the image in a file, and save it.
    ///
    /// - Parameters:
    ///   - arguments: What the user gave, as it is.
    ///   - archive: The path of the archive.
    ///   - identifier: The path of the file for the image's id.
    func commands(_ arguments: [String], archive: String, identifier: String) -> [Command] {
        switch self {
        case .docker:
            [
                Command(
                    [
                        rawValue, "buildx", "build", "--provenance=mode=max", "--output", "type=oci,dest=\(archive)",
                    ] + arguments)
            ]
        case .buildah:
            [
                Command([rawValue, "build", "--layers", "--iidfile", identifier] + arguments),
                Command([rawValue, "push", "--quiet"], image: identifier, ["oci-archive:\(archive)"]),
            ]
        case .podman:
            [
                Command([rawValue, "build", "--iidfile", identifier] + arguments),
                Command(
                    [rawValue, "save", "--quiet", "--format", "oci-archive", "--output", archive], image: identifier, []
                ),
            ]
        }
    }

    /// One command line; the id of an image may stand in it that an earlier one has left in a file.
    struct Command {
        private let before: [String]
        private let image: String?
        private let after: [String]

        init(_ before: [String], image: String? = nil, _ after: [String] = []) {
            (self.before, self.image, self.after) = (before, image, after)
        }

        /// The words, for no shell.
        func words() throws(Failure) -> [String] {
            guard let image else { return before }
            guard let window = try? FileWindow(opening: image),
                let bytes = try? window.bytes(at: 0, count: Int(min(window.length, 200)))
            else { throw .unreadable("the build left no image") }
            let words = String(decoding: bytes, as: UTF8.self).split { $0 == ":" || $0.isWhitespace }
            guard let id = words.last, id.allSatisfy(\.isHexDigit) else { throw .unreadable("the build left no image") }
            return before + [String(id)] + after
        }
    }
}
