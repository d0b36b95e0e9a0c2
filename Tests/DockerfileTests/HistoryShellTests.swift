import Dockerfile
import OCI
import Testing

/// The shell that stands in a history before each command.
@Suite struct HistoryShellTests {
    private static let kit = "buildkit.dockerfile.v0"

    private func steps(_ lines: String...) -> [HistoryStep] {
        HistoryStep.steps(of: lines.map { History(createdBy: $0, comment: HistoryShellTests.kit) })
    }

    private func dockerfile(_ history: [History]) -> [String] {
        let count = history.count { !$0.emptyLayer }
        return Attribution.attribute(history: history, layerCount: count).reconstructedLines.map(\.text)
    }

    @Test(arguments: [
        ("/bin/sh -c", true, false), ("/bin/bash -eo pipefail -c", true, true), ("bash -euxo pipefail -c", true, true),
        ("/bin/bash -o errexit -o pipefail -c", true, true), ("/bin/ash -o pipefail -ec", true, true),
        ("/usr/bin/zsh --login -c", true, false), ("cmd /S /C", false, false), ("pwsh -NoLogo -Command", false, false),
        (#"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe -Command"#, false, false),
    ])
    func aShellWithItsOptions(shell: String, isPOSIX: Bool, failsWithAnyOfPipe: Bool) throws {
        for prefix in ["", "|2 A=x y B= ", "|0 "] {
            let step = HistoryStep(
                History(createdBy: "RUN \(prefix)\(shell) a | b # buildkit", comment: HistoryShellTests.kit), index: 0)
            let read = try #require(step.shell)
            #expect(read.words.joined(separator: " ") == shell)
            #expect(read.isPOSIX == isPOSIX)
            #expect(read.failsWithAnyOfPipe == failsWithAnyOfPipe)
            #expect(step.command == "a | b")
        }
    }

    @Test(arguments: ["/bin/echo -c x", "python3 -c x", "bash run.sh -c", "sh", "/bin/bash -o pipefail", "cmd", ""])
    func otherProgramsAreNone(line: String) {
        #expect(HistoryStep(History(createdBy: "RUN \(line) # buildkit"), index: 0).shell == nil)
    }

    @Test func whatSHELLHasSetIsTheShellWhateverItIs() {
        let steps = steps(
            "SHELL [conda run -n x /bin/bash -c]", "RUN conda run -n x /bin/bash -c make # buildkit",
            "RUN /bin/sh -c make # buildkit")
        #expect(steps.map(\.command) == ["[conda run -n x /bin/bash -c]", "make", "make"])
        #expect(steps.map { $0.shell?.isPOSIX } == [nil, true, true])
    }

    @Test func theReconstructedDockerfileHasTheShellOnce() {
        func run(_ text: String) -> History {
            History(createdBy: "RUN \(text) # buildkit", comment: HistoryShellTests.kit)
        }
        let lines = dockerfile([
            run("/bin/sh -c a"), run("/bin/bash -o pipefail -c b | c"), run("/bin/bash -o pipefail -c d"),
            History(createdBy: "SHELL [/bin/ash -c]", comment: HistoryShellTests.kit, emptyLayer: true),
            run("|1 V=1 /bin/ash -c e"), run("/bin/sh -c f"), run("/bin/echo g"),
        ])
        #expect(
            lines.drop { $0 != "RUN a" } == [
                "RUN a", #"SHELL ["/bin/bash", "-o", "pipefail", "-c"]"#, "RUN b | c", "RUN d",
                #"SHELL ["/bin/ash", "-c"]"#, "RUN e", #"SHELL ["/bin/sh", "-c"]"#, "RUN f", "RUN /bin/echo g",
            ])
    }

    @Test func classicBuildersOfWindowsWriteTheShellAlone() {
        let step = HistoryStep(History(createdBy: "powershell -Command $x = 'y'; Remove-Item z"), index: 0)
        #expect(step.keyword == .run)
        #expect(step.builder == .classic)
        #expect(step.command == "$x = 'y'; Remove-Item z")
    }

    @Test(arguments: [
        (
            History(createdBy: "Apply image 10.0.20348.1"), HistoryStep.Builder.windows,
            "# Windows: Apply image 10.0.20348.1"
        ),
        (History(createdBy: "Install update ltsc2022-amd64"), .windows, "# Windows: Install update ltsc2022-amd64"),
        (History(createdBy: "crane append", author: "crane"), .crane, "# crane: crane append"),
        (
            History(createdBy: "apko", author: "apko", comment: "This is an apko single-layer image"), .apko,
            "# apko: apko, This is an apko single-layer image"
        ),
        (History(createdBy: "bazel build ...", author: "Bazel"), .bazel, "# Bazel: bazel build ..."),
        (History(comment: "store paths: ['/nix/store/a']"), .nix, "# nix: store paths: ['/nix/store/a']"),
        (History(createdBy: "Buildpacks Launcher Config"), .buildpacks, "# buildpacks: Buildpacks Launcher Config"),
        (History(createdBy: "Application Layer"), .buildpacks, "# buildpacks: Application Layer"),
        (
            History(createdBy: "ko build ko://x", author: "ko", comment: "go build output, at /ko-app/x"), .ko,
            "# ko: ko build ko://x, go build output, at /ko-app/x"
        ),
        (History(createdBy: "jib-core", author: "Jib", comment: "classes"), .jib, "# Jib: jib-core, classes"),
        (History(createdBy: "/bin/bash", comment: "fixed\nby hand"), .commit, "# commit: /bin/bash, fixed ⏎ by hand"),
        (History(comment: "merge sha256:1 to sha256:2"), .squash, "# squash: merge sha256:1 to sha256:2"),
        (
            History(createdBy: "mount / from exec sudo x", comment: "buildkit.exporter.image.v0"), .buildkit,
            "# BuildKit: mount / from exec sudo x, buildkit.exporter.image.v0"
        ),
    ])
    func whatNoDockerfileMadeIsAComment(entry: History, builder: HistoryStep.Builder, line: String) {
        #expect(HistoryStep(entry, index: 0).builder == builder)
        #expect(dockerfile([entry]).last == line)
    }

    @Test(arguments: [
        ("/usr/bin/make all", "RUN /usr/bin/make all"), ("|1 A=1 /bin/sh -c apko build", "RUN apko build"),
        ("RUN /bin/sh -c crane append # buildkit", "RUN crane append"),
    ])
    func commandsThatNameATool(line: String, text: String) {
        #expect(dockerfile([History(createdBy: line)]).last == text)
    }

    @Test(arguments: [
        ("set -e\nsudo a\n", ["RUN <<EOF", "set -e", "sudo a", "EOF"]), ("a \\", ["RUN <<EOF", "a \\", "EOF"]),
        ("cat <<X > /a\nb\nX\n", ["RUN cat <<X > /a", "b", "X", ""]),
        ("a $((1 << 2))\nEOF\n", ["RUN <<EOF_OF_COMMAND", "a $((1 << 2))", "EOF", "EOF_OF_COMMAND"]),
        ("cat <<X\nRUN sudo\n", ["RUN <<EOF", "cat <<X", "RUN sudo", "EOF"]),
    ])
    func commandsOfSeveralLinesStayOne(command: String, lines: [String]) {
        let written = dockerfile([
            History(createdBy: "RUN /bin/sh -c \(command) # buildkit", comment: HistoryShellTests.kit)
        ])
        #expect(written.suffix(lines.count) == lines[...])
        #expect(DockerfileDocument(parsing: written.joined(separator: "\n") + "\n").instructions.count == 2)
    }
}
