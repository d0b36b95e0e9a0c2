import Foundation
import TestSupport
import Testing

@testable import strata

/// `strata build`, with programs that play the engines.
@Suite struct BuildCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Puts a program into a directory of its own, which is all that PATH has besides the system's.
    private func run(_ engine: String, _ script: String, _ arguments: String...) throws -> Shell.Result {
        let path = directory.path(engine)
        _ = try Shell.run(
            "sh", ["-c", #"cat > "$0" && chmod 755 "$0""#, path], input: Array("#!/bin/sh\n\(script)\n".utf8))
        return try Shell.run(
            Program.path, ["build", "--engine", engine] + arguments,
            environment: ["PATH": directory.path("") + ":/usr/bin:/bin"])
    }

    @Test func dockerWritesTheArchiveItselfWithProvenance() throws {
        let archive = directory.path("out.tar")
        let script =
            #"printf '%s|' "$@" > "$(dirname "$0")/said"; for a; do case $a in type=oci,dest=*) echo x > "${a#*dest=}";; esac; done"#
        let result = try run("docker", script, "-o", archive, "--no-open", "--", "-t", "a b:1", "; rm -rf .")
        #expect(result.exitCode == 0, "\(result.errorText)")
        let said = try String(contentsOfFile: directory.path("said"), encoding: .utf8)
        #expect(said == "buildx|build|--provenance=mode=max|--output|type=oci,dest=\(archive)|-t|a b:1|; rm -rf .|")
        #expect(FileManager.default.fileExists(atPath: archive))
    }

    @Test(arguments: [
        ("buildah", "push|--quiet|0123abcd|oci-archive:"), ("podman", "save|--quiet|--format|oci-archive|--output|"),
    ])
    func theOthersSaveWhatTheyHaveBuilt(_ engine: String, _ saving: String) throws {
        let script =
            #"printf '%s|' "$@" >> "$(dirname "$0")/said"; while [ $# -gt 0 ]; do [ "$1" = --iidfile ] && echo sha256:0123abcd > "$2"; shift; done"#
        let result = try run(engine, script, "-o", directory.path("out.tar"), "--no-open", "--", ".")
        #expect(result.exitCode == 0, "\(result.errorText)")
        let said = try String(contentsOfFile: directory.path("said"), encoding: .utf8)
        #expect(said.hasPrefix("build|") && said.contains(".|\(saving)") && said.contains("0123abcd|"))
    }

    @Test func aFailedBuildIsSaid() throws {
        let result = try run(
            "buildah", "echo its own words >&2; exit 125", "-o", directory.path("o"), "--no-open", "--", ".")
        #expect(result.exitCode == 3)
        #expect(result.errorText.contains("its own words"))
        #expect(result.errorText.contains("the build failed: buildah build ended with 125"))
    }

    @Test func whatIsMissingIsWrongUsage() throws {
        #expect(try Program.run("build").exitCode == 2)
        let help = try Program.run("build", "--help")
        #expect(help.exitCode == 0 && help.text.contains("USAGE: strata build"))
        #expect(try Program.run("build", "--no-open", "--", ".").exitCode == 2)
    }

    @Test(
        "The Dockerfile and the target are read off the arguments",
        arguments: [
            (["."], nil, nil, "."), (["-f", "x/D", "--target", "t", "ctx"], "x/D", "t", "ctx"),
            (["-fD", "--target=t", "ctx"], "D", "t", "ctx"), (["--file=D", "ctx"], "D", nil, "ctx"),
            (["-f", "-", "."], nil, nil, "."), (["--force-rm", "."], nil, nil, "."), (["-t"], nil, nil, nil),
        ] as [([String], String?, String?, String?)])
    func given(_ arguments: [String], dockerfile: String?, target: String?, context: String?) {
        let build = GivenBuild(arguments)
        #expect(build.dockerfile == dockerfile && build.target == target && build.context == context)
    }
}
