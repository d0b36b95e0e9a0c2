import Archive
import Glibc
import Spawning

/// A program that builds an image from a Dockerfile, with how it is made to leave an archive.
enum BuildProgram: String, CaseIterable {
    case docker, buildah, podman

    /// The first one that can be asked: docker needs its engine for that.
    static var answering: BuildProgram? {
        allCases.first { ChildProcess.output(of: [$0.rawValue, "version"]) != nil }
    }

    /// The Dockerfile of a build context, which the engine takes where none is named; nil where there is none.
    func dockerfile(in context: String) -> String? {
        let names = self == .docker ? ["Dockerfile"] : ["Containerfile", "Dockerfile"]
        return names.map { "\(context)/\($0)" }.first { access($0, R_OK) == 0 }
    }

    /// The command lines that build and leave an archive, one after the other. BuildKit can write it itself, with
    /// provenance in full; the others name the image in a file, and save it, under the name that the user gave it.
    ///
    /// - Parameters:
    ///   - build: What the user gave, which is handed on as it is.
    ///   - archive: The path of the archive.
    ///   - identifier: The path of the file for the image's id.
    func commands(_ build: GivenBuild, archive: String, identifier: String) -> [Command] {
        let naming = ["--iidfile", identifier] + build.arguments
        switch self {
        case .docker:
            let saving = ["docker", "save", "--output", archive]
            let saved = build.tag.map { Command(saving + [$0]) } ?? Command(saving, image: identifier)
            switch DockerBuilder(named: build.builder) {
            case .writing:
                let output = ["--provenance=mode=max", "--output", "type=oci,dest=\(archive)"]
                return [Command(["docker", "buildx", "build"] + output + build.arguments)]
            case .loading: return [Command(["docker", "buildx", "build", "--load"] + naming), saved]
            case .classic: return [Command(["docker", "build"] + naming), saved]
            }
        case .buildah:
            let destination = "oci-archive:\(archive)" + (build.tag.map { ":\($0)" } ?? "")
            return [
                Command(["buildah", "build", "--layers"] + naming),
                Command(["buildah", "push", "--quiet"], image: identifier, [destination]),
            ]
        case .podman:
            let saving = ["podman", "save", "--quiet", "--format", "oci-archive", "--output", archive]
            let saved = build.tag.map { Command(saving + [$0]) } ?? Command(saving, image: identifier)
            return [Command(["podman", "build"] + naming), saved]
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
