import Dockerfile
import OCI
import Testing

@Suite("History entries of every builder")
struct HistoryStepTests {
    typealias Builder = HistoryStep.Builder

    @Test(arguments: [
        (
            History(createdBy: "RUN |1 V=9 /bin/sh -c make all # buildkit", comment: "buildkit.dockerfile.v0"),
            Builder.buildkit, "RUN make all"
        ),
        (History(createdBy: "RUN |2 V=a b W= /bin/sh -c make # buildkit"), .buildkit, "RUN make"),
        (History(createdBy: "WORKDIR /app", comment: "buildkit.dockerfile.v0"), .buildkit, "WORKDIR /app"),
        (History(createdBy: "/bin/sh -c #(nop)  ENV V=9"), .classic, "ENV V=9"),
        (History(createdBy: "/bin/bash -ec #(nop)  CMD [\"a\"]"), .classic, "CMD [\"a\"]"),
        (History(createdBy: "/bin/sh -c #(nop) ENV V=$W", comment: "FROM 682b38573808"), .buildah, "ENV V=$W"),
        (History(createdBy: "|1 V=9 /bin/sh -c echo $V", comment: "FROM 682b38573808"), .buildah, "RUN echo $V"),
        (History(createdBy: "COPY --from=b /a /b", author: "kaniko"), .kaniko, "COPY --from=b /a /b"),
        (History(createdBy: "sh -c echo hi"), .commit, "sh -c echo hi"),
        (History(comment: "Imported from -"), .import, "Imported from -"),
        (History(comment: "merge sha256:a to sha256:b"), .squash, "merge sha256:a to sha256:b"),
        (History(createdBy: "ko build ko://x/y"), .ko, "ko build ko://x/y"),
        (History(createdBy: "jib-maven-plugin:3.4", comment: "classes"), .jib, "jib-maven-plugin:3.4"),
        (
            History(createdBy: "Layer: 'jre', Created by buildpack: x@1"), .buildpacks,
            "Layer: 'jre', Created by buildpack: x@1"
        ),
        (History(comment: "store paths: [\"/nix/store/a\"]"), .nix, "store paths: [\"/nix/store/a\"]"),
        (
            History(createdBy: "# debian.sh --arch 'amd64' out/ 'bookworm'", comment: "debuerreotype 0.15"),
            .debuerreotype,
            "# debian.sh --arch 'amd64' out/ 'bookworm'"
        ),
        (History(), .unknown, ""),
    ])
    func anEntryIsToldByItsDialect(_ history: History, _ builder: Builder, _ text: String) {
        let step = HistoryStep(history, index: 0)
        #expect(step.builder == builder)
        #expect(step.instructionText == text)
    }

    @Test func neighboursTellClassicFromBuildah() {
        let classic = [
            History(createdBy: "/bin/sh -c #(nop)  ENV V=9"),
            History(createdBy: "/bin/sh -c #(nop) COPY file:ab in /x "),
        ]
        #expect(HistoryStep.steps(of: classic).map(\.builder) == [.classic, .classic])
        let reversed = [History(createdBy: "/bin/sh -c make"), History(createdBy: "/bin/sh -c #(nop)  ENV V=9")]
        #expect(HistoryStep.steps(of: reversed).map(\.builder) == [.classic, .classic])
    }

    @Test func hostileEntriesAreText() {
        for text in [
            "|", "|99999999999999999999 x", "|1", "#(nop) ", "RUN", "RUN |", "\0", "# buildkit",
            String(repeating: "|1 ", count: 9999),
        ] {
            let attribution = Attribution.attribute(history: [History(createdBy: text)], layerCount: 3)
            #expect(attribution.layers.count == 3)
            #expect(!attribution.reconstructedDockerfile.isEmpty)
        }
    }
}

@Suite("Base boundary and reconstruction from the history")
struct BaseBoundaryTests {
    static let debian = [
        History(createdBy: "# debian.sh", comment: "debuerreotype 0.15"),
        History(createdBy: "CMD [\"bash\"]", emptyLayer: true),
    ]
    static func buildkit(_ text: String, _ isEmpty: Bool = false) -> History {
        History(createdBy: text, comment: "buildkit.dockerfile.v0", emptyLayer: isEmpty)
    }

    @Test func aCommandInTheMiddleEndsTheBase() {
        let history = [
            BaseBoundaryTests.buildkit("ADD rootfs /"), BaseBoundaryTests.buildkit("CMD [\"sh\"]", true),
            BaseBoundaryTests.buildkit("RUN /bin/sh -c a # buildkit"),
        ]
        let base = Attribution.attribute(history: history, layerCount: 2).base
        #expect(base.layerCount == 1)
        #expect(base.stepCount == 2)
        #expect(base.evidence == .commandInTheMiddle)
    }

    @Test func aCommandBeforeTheFirstLayerEndsNothing() {
        let history = [
            BaseBoundaryTests.buildkit("CMD [\"sh\"]", true), BaseBoundaryTests.buildkit("COPY a /a # buildkit"),
        ]
        #expect(Attribution.attribute(history: history, layerCount: 1).base.evidence == .unknown)
    }

    @Test func oneBuilderWithoutACommandTellsNothing() {
        let history = [
            BaseBoundaryTests.buildkit("ADD rootfs /"), BaseBoundaryTests.buildkit("RUN /bin/sh -c a # buildkit"),
        ]
        let attribution = Attribution.attribute(history: history, layerCount: 2)
        #expect(attribution.base.evidence == .unknown)
        #expect(attribution.layers.allSatisfy { $0.isBase == nil })
    }

    @Test func buildahNamesItsBase() {
        let history = [
            BaseBoundaryTests.buildkit("ADD rootfs /"),
            History(createdBy: "/bin/sh -c a", comment: "FROM docker.io/library/x:1"),
            History(createdBy: "/bin/sh -c b", comment: "FROM 0123456789ab"),
        ]
        let base = Attribution.attribute(history: history, layerCount: 3).base
        #expect(
            base
                == BaseBoundary(
                    layerCount: 1, stepCount: 1, evidence: .builderComment, reference: "docker.io/library/x:1"))
    }

    @Test func theReconstructedDockerfileIsOne() {
        let history =
            BaseBoundaryTests.debian + [
                BaseBoundaryTests.buildkit("ENV A=1 B=two words", true),
                BaseBoundaryTests.buildkit("RUN /bin/sh -c echo one\necho two\n # buildkit"),
                BaseBoundaryTests.buildkit("EXPOSE map[80/tcp:{} 443/udp:{}]", true),
                BaseBoundaryTests.buildkit(
                    "HEALTHCHECK {Test:[CMD-SHELL true || x] Interval:30s Timeout:0s StartPeriod:0s StartInterval:0s Retries:3}",
                    true),
                BaseBoundaryTests.buildkit("SHELL [/bin/sh -ec]", true),
                BaseBoundaryTests.buildkit("CMD [\"a b\" \"c\"]", true),
            ]
        let attribution = Attribution.attribute(history: history, layerCount: 2)
        #expect(
            attribution.reconstructedDockerfile == """
                # Reconstructed from the image's history: sources of COPY and earlier stages may be missing.
                # The base image (1 layer):
                #   # debian.sh
                #   CMD ["bash"]
                FROM unknown-base
                ENV A=1 B="two words"
                RUN <<EOF
                echo one
                echo two
                EOF
                EXPOSE 80/tcp 443/udp
                HEALTHCHECK --interval=30s --retries=3 CMD true || x
                SHELL ["/bin/sh", "-ec"]
                CMD ["a b", "c"]

                """)
    }

    @Test func aHistoryOfAnotherLengthFitsFromTheBottom() {
        let history = [BaseBoundaryTests.buildkit("COPY a /a # buildkit")]
        let attribution = Attribution.attribute(history: history, layerCount: 3)
        #expect(attribution.layers.map(\.text) == ["COPY a /a", "", ""])
        #expect(attribution.layers.allSatisfy { $0.certainty == .guess })
        #expect(Attribution.attribute(history: [], layerCount: -1).layers.isEmpty)
    }
}
