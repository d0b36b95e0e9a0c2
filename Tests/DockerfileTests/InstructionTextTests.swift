import Dockerfile
import OCI
import Testing

/// Lines of history as builders really write them, and the instruction that they tell.
@Suite struct InstructionTextTests {
    @Test(arguments: [
        ("RUN /bin/sh -c apt-get update # buildkit", "RUN apt-get update"),
        ("RUN |1 K=V /bin/sh -c make # buildkit", "RUN make"),
        ("RUN |2 A=1 B=two words /bin/sh -ec make all # buildkit", "RUN make all"),
        ("RUN |2 A=x /bin/echo B=y /bin/echo json form # buildkit", "RUN /bin/echo json form"),
        ("RUN /bin/bash -o pipefail -c curl x | sh # buildkit", "RUN curl x | sh"),
        ("RUN /bin/ash -eo pipefail -c true # buildkit", "RUN true"),
        ("RUN cmd /S /C mkdir app # buildkit", "RUN mkdir app"),
        ("RUN /bin/sh -c /dev/pipes/PY # buildkit", "RUN /dev/pipes/PY"),
        ("COPY --chown=0:0 --chmod=644 src/x /x1 # buildkit", "COPY --chown=0:0 --chmod=644 src/x /x1"),
        ("WORKDIR /app", "WORKDIR /app"),
        ("EXPOSE map[53/udp:{} 80/tcp:{}]", "EXPOSE 53/udp 80/tcp"),
        ("EXPOSE [8080/tcp]", "EXPOSE 8080/tcp"),
        ("VOLUME [/data /var/lib/x]", "VOLUME /data /var/lib/x"),
        ("SHELL [/bin/sh -e -c]", #"SHELL ["/bin/sh", "-e", "-c"]"#),
        (#"CMD ["uvicorn" "main:app"]"#, #"CMD ["uvicorn", "main:app"]"#),
        (#"CMD ["/bin/sh" "-c" "echo \"cmd\" shell"]"#, #"CMD ["/bin/sh", "-c", "echo \"cmd\" shell"]"#),
        (
            #"HEALTHCHECK &{["CMD-SHELL" "wget -qO- http://localhost"] "30s" "10s" "40s" '\x03'}"#,
            "HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD wget -qO- http://localhost"
        ),
        (
            "HEALTHCHECK {Test:[CMD-SHELL a b] Interval:30s Timeout:3s StartPeriod:0s StartInterval:0s Retries:3}",
            "HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD a b"
        ),
        (#"HEALTHCHECK &{["NONE"] "0s" "0s" "0s" '\x00'}"#, "HEALTHCHECK NONE"),
    ])
    func buildKitLine(line: String, text: String) {
        let read = HistoryStep(History(createdBy: line, comment: "buildkit.dockerfile.v0"), index: 0)
        #expect(read.instructionText == text)
        #expect(read.builder == .buildkit)
    }

    @Test(arguments: [
        (#"/bin/sh -c #(nop)  CMD ["bash"]"#, #"CMD ["bash"]"#),
        ("/bin/sh -c #(nop)  ENV PATH=/usr/local/bin:/bin", "ENV PATH=/usr/local/bin:/bin"),
        ("/bin/sh -ec #(nop)  SHELL [/bin/sh -ec]", #"SHELL ["/bin/sh", "-ec"]"#),
        ("/bin/sh -c apt-get update", "RUN apt-get update"),
        ("|1 VERSION=9 /bin/sh -c echo $VERSION > /v", "RUN echo $VERSION > /v"),
        (
            "/bin/sh -c #(nop) COPY file:b5d8b85b147821fe3ca6e57841570362717cf25ffd060024113a7f9e956a0f2d in /bin/x ",
            "COPY file:b5d8b85b1478 in /bin/x"
        ),
        (
            "/bin/sh -c #(nop) COPY --chown=999:999dir:"
                + "f06a72de42010362717cf25ffd060024113a7f9e956a0f2db5d8b85b147821fe in . ",
            "COPY --chown=999:999 dir:f06a72de4201 in ."
        ),
    ])
    func classicLine(line: String, text: String) {
        let read = HistoryStep(History(createdBy: line), index: 0)
        #expect(read.instructionText == text)
    }

    @Test(arguments: [
        ("/bin/sh -c #(nop) ARG TARGETARCH", "", "ARG TARGETARCH"),
        (#"|1 VERSION=9 /bin/sh -c ["/bin/echo","json"]"#, "FROM bcec09238927", #"RUN ["/bin/echo","json"]"#),
        ("/bin/sh -c #(nop) HEALTHCHECK --interval=30s CMD true", "FROM x:1", "HEALTHCHECK --interval=30s CMD true"),
    ])
    func buildahLine(line: String, comment: String, text: String) {
        let read = HistoryStep(History(createdBy: line, comment: comment), index: 0)
        #expect(read.instructionText == text)
        #expect(read.builder == .buildah)
    }

    @Test func kanikoWritesTheDockerfilesText() {
        let read = HistoryStep(History(createdBy: "COPY --from=builder /out/app /app/", author: "kaniko"), index: 0)
        #expect(read.builder == .kaniko)
        #expect(read.keyword == .copy)
        #expect(read.arguments == "--from=builder /out/app /app/")
    }

    @Test func commitKeepsTheContainersCommandLine() {
        let read = HistoryStep(
            History(createdBy: "sh -c echo > /committed", author: "me", comment: "hand made"), index: 0)
        #expect(read.builder == .commit)
        #expect(read.keyword == nil)
        #expect(read.instructionText == "sh -c echo > /committed")
    }

    @Test(arguments: [
        (
            "# debian.sh --arch 'amd64' out/", "debuerreotype", HistoryStep.Builder.debuerreotype,
            "# debian.sh --arch 'amd64' out/"
        ),
        ("ko build ko://example.invalid/x", "", .ko, "ko build ko://example.invalid/x"),
        ("jib-maven-plugin:3.4.0", "classes", .jib, "jib-maven-plugin:3.4.0"),
        (
            "Layer: 'launcher', Created by buildpack: x@1", "", .buildpacks,
            "Layer: 'launcher', Created by buildpack: x@1"
        ),
        ("", "store paths: [/nix/store/x]", .nix, "store paths: [/nix/store/x]"),
        ("", "merge sha256:aa to sha256:bb", .squash, "merge sha256:aa to sha256:bb"),
    ])
    func otherBuilders(line: String, comment: String, builder: HistoryStep.Builder, text: String) {
        let read = HistoryStep(History(createdBy: line, comment: comment), index: 0)
        #expect(read.builder == builder)
        #expect(read.instructionText == text)
        #expect(read.keyword == nil)
    }

    @Test func aLineWithoutDialectOrTextIsEmpty() {
        let read = HistoryStep(History(), index: 0)
        #expect(read.builder == .unknown)
        #expect(read.instructionText == "")
        #expect(HistoryStep(History(createdBy: "# buildkit"), index: 0).instructionText == "")
    }

    @Test func execFormOfTheClassicBuilderIsARun() {
        #expect(
            HistoryStep(History(createdBy: "/bin/busybox --install -s /bin"), index: 0).instructionText
                == "RUN /bin/busybox --install -s /bin"
        )
    }

    @Test func buildArgumentsAreKept() {
        let line = "RUN |3 A=1 LOCAL=has space B= /bin/sh -c true # buildkit"
        #expect(HistoryStep(History(createdBy: line), index: 0).buildArguments == "|3 A=1 LOCAL=has space B=")
    }

    @Test(arguments: [
        "|", "|9", "|99999999999999999999 A=1 x", "|2 A=1", "RUN |1", "HEALTHCHECK {", "CMD [\"",
    ])
    func oddLinesDoNotCrash(line: String) {
        let read = HistoryStep(History(createdBy: line), index: 0)
        #expect(!read.instructionText.isEmpty)
    }

    @Test func continuationsBreakTheLineWhereTheDockerfileDid() {
        let line = "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y curl     && true # buildkit"
        let read = HistoryStep(History(createdBy: line), index: 0)
        #expect(
            InstructionText.lines(read.instructionText) == [
                #"RUN set -eux; \"#, #"    apt-get update; \"#, #"    apt-get install -y curl \"#, "    && true",
            ])
        #expect(
            InstructionText.oneLine(read.instructionText)
                == "RUN set -eux; apt-get update; apt-get install -y curl && true")
    }

    @Test func heredocKeepsItsLines() {
        let read = HistoryStep(
            History(createdBy: "RUN /bin/sh -c <<EOT sh\n  echo one > /one\nEOT # buildkit"), index: 0)
        #expect(InstructionText.lines(read.instructionText) == ["RUN <<EOT sh", "  echo one > /one", "EOT"])
    }
}
