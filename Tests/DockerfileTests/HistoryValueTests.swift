import Dockerfile
import OCI
import Testing

/// What builders print in Go's syntax, and what becomes of it in a Dockerfile.
@Suite struct HistoryValueTests {
    private func text(_ line: String) -> String {
        HistoryStep(History(createdBy: line, comment: "buildkit.dockerfile.v0"), index: 0).instructionText
    }

    @Test(arguments: [
        (
            #"HEALTHCHECK &{["CMD-SHELL" "curl -f u || exit 1"] "30s" "10s" "5s" "0s" '\x03'}"#,
            "HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 CMD curl -f u || exit 1"
        ),
        (
            #"HEALTHCHECK &{["CMD" "/bin/up" "a]b"] "0s" "0s" "0s" "0s" '\n'}"#,
            #"HEALTHCHECK --retries=10 CMD ["/bin/up", "a]b"]"#
        ),
        (#"HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\x00'}"#, "HEALTHCHECK NONE"),
        (
            "HEALTHCHECK {Test:[CMD-SHELL true] Interval:5s Timeout:0s StartPeriod:1m0s StartInterval:0s Retries:2}",
            "HEALTHCHECK --interval=5s --start-period=1m0s --retries=2 CMD true"
        ),
        ("HEALTHCHECK &{nonsense", "HEALTHCHECK &{nonsense"), ("HEALTHCHECK {}", "HEALTHCHECK {}"),
        (#"HEALTHCHECK &{["CMD" "open"#, #"HEALTHCHECK &{["CMD" "open"#),
    ])
    func healthChecks(line: String, dockerfile: String) {
        #expect(text(line) == dockerfile)
    }

    @Test(arguments: [
        ("EXPOSE map[80/tcp:{} 53/udp:{}]", "EXPOSE 80/tcp 53/udp"), ("EXPOSE [80/tcp]", "EXPOSE 80/tcp"),
        ("EXPOSE 80", "EXPOSE 80"), ("VOLUME [/data /x]", "VOLUME /data /x"), (#"VOLUME ["/a b"]"#, "VOLUME /a b"),
        (#"CMD ["a" "b\"c"]"#, #"CMD ["a", "b\"c"]"#), (#"CMD ["a","b"]"#, #"CMD ["a", "b"]"#),
        (#"CMD ["open"#, #"CMD ["open"#), ("CMD [a]", "CMD [a]"),
        ("SHELL [/bin/bash -c]", #"SHELL ["/bin/bash", "-c"]"#),
        (#"ENTRYPOINT ["t\ta"]"#, #"ENTRYPOINT ["tta"]"#.replacing("tt", with: "t\\t")), ("CMD []", "CMD []"),
    ])
    func listsAndMaps(line: String, dockerfile: String) {
        #expect(text(line) == dockerfile)
    }

    @Test(
        arguments: [
            ("|1 A=1", ["A=1"]), ("|2 A=1 B=two words", ["A=1", "B=two words"]), ("|0", []), ("A=1", []), ("", []),
            ("|2 A=1", ["A=1"]), ("|99999999999999999999 A=1", []), ("|x A=1", []), ("|1 no name", []),
            ("|2 A= B=/bin/sh", ["A=", "B=/bin/sh"]),
        ] as [(String, [String])])
    func buildArguments(text: String, assignments: [String]) {
        #expect(BuildArguments.assignments(in: text) == assignments)
    }
}

/// What the history tells of the base image.
@Suite struct BaseReconstructionTests {
    private func attribution(_ lines: [(String, Bool)]) -> Attribution {
        let history = lines.map { line, isEmpty in History(createdBy: line, emptyLayer: isEmpty) }
        return Attribution.attribute(history: history, layerCount: lines.count { !$0.1 })
    }

    @Test func theBaseHasItsOwnLinesWithTheirLayers() {
        let attribution = attribution([
            ("/bin/sh -c #(nop) ADD file:0123456789 in / ", false), (#"/bin/sh -c #(nop)  CMD ["sh"]"#, true),
            ("/bin/sh -c sudo make", false), (#"/bin/sh -c #(nop)  CMD ["app"]"#, true), ("/bin/sh -c own", false),
        ])
        #expect(attribution.base.stepCount == 4)
        let lines = attribution.reconstructedBaseLines
        #expect(lines.map(\.text) == ["FROM scratch", "ADD ? /", #"CMD ["sh"]"#, "RUN sudo make", #"CMD ["app"]"#])
        #expect(lines.map(\.layer) == [nil, 1, nil, 2, nil])
        let own = attribution.reconstructedLines.filter { $0.text == "RUN own" }
        #expect(own.map(\.layer) == [3])
        #expect(!attribution.reconstructedLines.contains { $0.text == "RUN sudo make" })
    }

    @Test func whereNoBaseIsKnownThereAreNone() {
        #expect(attribution([("/bin/sh -c make", false)]).reconstructedBaseLines.isEmpty)
        #expect(attribution([]).reconstructedBaseLines.isEmpty)
    }
}
