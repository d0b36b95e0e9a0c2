import Foundation
import TestSupport
import Testing

@testable import strata

/// `strata build`, with programs that play the engines.
@Suite struct BuildCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Puts a program into a directory of its own, which is all that PATH has besides the system's. In `$said` it can keep
    /// the words that it gets.
    private func install(_ engine: String, _ script: String) throws {
        let path = directory.path(engine)
        let said = "said=\(directory.path("said"))"
        _ = try Shell.run(
            "sh", ["-c", #"cat > "$0" && chmod 755 "$0""#, path],
            input: Array("#!/bin/sh\n\(said)\n\(script)\n".utf8))
    }

    /// Where the program and its engines keep what is temporary.
    private var temporary: String { directory.path("temporary") }

    private func build(_ arguments: String...) throws -> Shell.Result {
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        return try Shell.run(
            Program.path, ["build"] + arguments,
            environment: ["PATH": directory.path("") + ":/usr/bin:/bin", "TMPDIR": temporary])
    }

    /// What the engine was told, a line a command: its words with `|` between, and `TMP` for this run's own directory.
    private func said() throws -> [String] {
        try String(contentsOfFile: directory.path("said"), encoding: .utf8).split(separator: "\n").map {
            String($0).replacing(/\/[^|,=:]*\/strata-[^\/]*/, with: "TMP")
        }
    }

    private func contents(of name: String) -> String? {
        try? String(contentsOfFile: directory.path(name), encoding: .utf8)
    }

    /// Keeps its words, and writes where BuildKit is to write, where an id is asked for, and what is saved.
    private static let engine = #"""
        (IFS='|'; echo "$*") >> "$said"
        while [ $# -gt 0 ]; do
          case $1 in
            type=oci,dest=*) echo written > "${1#*dest=}" ;;
            oci-archive:*) archive=${1#*:}; echo saved > "${archive%%:*}" ;;
            --iidfile) echo sha256:0123abcd > "$2" ;;
            --output) case $2 in /*) echo saved > "$2" ;; esac ;;
          esac
          shift
        done
        """#

    @Test(
        "BuildKit writes the archive itself, with provenance",
        arguments: [
            ("docker-container", "[]"), ("docker", #"[["driver-type","io.containerd.snapshotter.v1"]]"#),
        ])
    func written(_ driver: String, _ store: String) throws {
        try install(
            "docker",
            """
            case "$1 $2" in
              "buildx version") exit 0 ;;
              "buildx inspect") printf 'Name:   default\\nDriver: \(driver)\\n'; exit 0 ;;
              "info --format") echo '\(store)'; exit 0 ;;
            esac
            """ + "\n" + Self.engine)
        let archive = directory.path("a, b:1.tar")
        let result = try build("--engine", "docker", "-o", archive, "--no-open", "--", "-t", "a b:1", "; rm -rf .")
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(
            try said() == [
                "buildx|build|--provenance=mode=max|--output|type=oci,dest=TMP/image.tar|-t|a b:1|; rm -rf ."
            ])
        #expect(contents(of: "a, b:1.tar") == "written\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test("An engine whose own store keeps the image cannot write an archive: it is saved from there")
    func loaded() throws {
        try install(
            "docker",
            #"""
            case "$1 $2" in
              "buildx version") exit 0 ;;
              "buildx inspect") printf 'Name:   %s\nDriver: docker\n' "$3"; exit 0 ;;
              "info --format") echo '[["Backing Filesystem","extfs"]]'; exit 0 ;;
            esac
            """# + "\n" + Self.engine)
        let archive = directory.path("out.tar")
        let result = try build("--engine", "docker", "-o", archive, "--no-open", "--", "--builder", "b", ".")
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(
            try said() == [
                "buildx|build|--load|--iidfile|TMP/image.id|--builder|b|.", "save|--output|TMP/image.tar|0123abcd",
            ])
        #expect(contents(of: "out.tar") == "saved\n")
    }

    @Test("A docker without buildx builds as it can")
    func classic() throws {
        try install("docker", "[ $1 = buildx ] && exit 1\n" + Self.engine)
        let result = try build("--engine", "docker", "-o", directory.path("o"), "--no-open", "--", "-t", "shop:1", ".")
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(
            try said() == ["build|--iidfile|TMP/image.id|-t|shop:1|.", "save|--output|TMP/image.tar|shop:1"])
    }

    @Test(
        "The others save what they have built, under the name that it was given",
        arguments: [
            ("buildah", ["."], "push|--quiet|0123abcd|oci-archive:TMP/image.tar"),
            ("buildah", ["--tag=shop:1", "."], "push|--quiet|0123abcd|oci-archive:TMP/image.tar:shop:1"),
            ("podman", ["."], "save|--quiet|--format|oci-archive|--output|TMP/image.tar|0123abcd"),
            ("podman", ["-t", "shop:1", "."], "save|--quiet|--format|oci-archive|--output|TMP/image.tar|shop:1"),
        ])
    func saved(_ engine: String, _ given: [String], _ saving: String) throws {
        try install(engine, Self.engine)
        let arguments = ["--engine", engine, "-o", directory.path("a:b.tar"), "--no-open", "--"] + given
        let result = try Shell.run(
            Program.path, ["build"] + arguments, environment: ["PATH": directory.path("") + ":/usr/bin:/bin"])
        #expect(result.exitCode == 0, "\(result.errorText)")
        let said = try said()
        #expect(said.first?.hasPrefix("build|") == true && said.first?.hasSuffix(given.joined(separator: "|")) == true)
        #expect(said.last == saving)
        #expect(contents(of: "a:b.tar") == "saved\n")
    }

    @Test("The first that answers builds: a docker without its engine does not")
    func answering() throws {
        try install("docker", "exit 1")
        try install("buildah", Self.engine)
        let result = try build("-o", directory.path("out.tar"), "--no-open", "--", ".")
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(contents(of: "out.tar") == "saved\n")
    }

    @Test("A failed build is said, and leaves the file as it was and nothing else")
    func failed() throws {
        try install("buildah", "echo its own words >&2; : > \"${4:-/dev/null}\"; exit 125")
        _ = try Shell.run("sh", ["-c", #"echo before > "$0""#, directory.path("out.tar")])
        let result = try build("--engine", "buildah", "-o", directory.path("out.tar"), "--no-open", "--", ".")
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("its own words"))
        #expect(result.errorText.contains("the build failed: buildah build ended with 125"))
        #expect(contents(of: "out.tar") == "before\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test("Ctrl-C ends the engine; strata cleans up after it")
    func interrupted() throws {
        try install("buildah", ": > \"$4\"; kill -INT $PPID; exit 130")
        let result = try build("--engine", "buildah", "-o", directory.path("out.tar"), "--no-open", "--", ".")
        #expect(result.exitCode == 3 && result.errorText.contains("ended with 130"), "\(result.errorText)")
        #expect(contents(of: "out.tar") == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test("The explorer has the image, and nothing of it is left whatever ends the explorer")
    func explored() throws {
        let image = directory.path("image.tar")
        try ImageArchive([Sample.image]).write(as: .dockerArchive, to: image)
        try install(
            "podman",
            """
            case $1 in
              build) echo 0123abcd > "$3" ;;
              save) cp '\(image)' "$6" ;;
            esac
            """)
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let terminal = try Tmux([
            "env", "PATH=\(directory.path("")):/usr/bin:/bin", "TMPDIR=\(temporary)", Program.path, "build", "--engine",
            "podman", "--", directory.path(""),
        ])
        try terminal.wait(forText: "1 Overview")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
        try terminal.press("2")
        try terminal.wait(forText: "COPY . /app")
    }

    @Test func whatIsMissingIsWrongUsage() throws {
        #expect(try Program.run("build").exitCode == 2)
        let help = try Program.run("build", "--help")
        #expect(help.exitCode == 0 && help.text.contains("USAGE: strata build"))
        #expect(try Program.run("build", "--no-open", "--", ".").exitCode == 2)
        let piped = try Program.run("build", "--", ".")
        #expect(piped.exitCode == 2 && piped.errorText.contains("-o FILE --no-open only builds"))
    }

    @Test(
        "What strata has to know is read off the arguments",
        arguments: [
            (["."], nil, nil, "."), (["-f", "x/D", "--target", "t", "ctx"], "x/D", "t", "ctx"),
            (["-fD", "--target=t", "ctx"], "D", "t", "ctx"), (["--file=D", "ctx"], "D", nil, "ctx"),
            (["-f", "-", "."], nil, nil, "."), (["--force-rm", "."], nil, nil, "."), ([], nil, nil, "."),
            (["ctx", "--network", "host"], nil, nil, "ctx"), (["https://example.com/a.git"], nil, nil, nil),
        ] as [([String], String?, String?, String?)])
    func given(_ arguments: [String], dockerfile: String?, target: String?, context: String?) {
        let build = GivenBuild(arguments) { [".", "ctx"].contains($0) }
        #expect(build.arguments == arguments)
        #expect(build.dockerfile == dockerfile && build.target == target && build.context == context)
    }

    @Test(
        "The image's first name, and the builder",
        arguments: [
            (["-t", "a:1", "--tag", "b:1", "."], "a:1", nil), (["-ta:1", "--builder=far", "."], "a:1", "far"),
            (["--builder", "far", "."], nil, "far"),
        ] as [([String], String?, String?)])
    func names(_ arguments: [String], tag: String?, builder: String?) {
        let build = GivenBuild(arguments) { $0 == "." }
        #expect(build.tag == tag && build.builder == builder && build.context == ".")
    }
}
