import Dockerfile
import Foundation
import OCI
import Testing

/// A provenance statement written in code, in either version of SLSA.
struct Statement {
    var dockerfile: String
    var steps: [String]
    var locations: String
    var layers = "{}"
    var arguments = "{}"

    func bytes(version: Int) -> [UInt8] {
        let source = Data(dockerfile.utf8).base64EncodedString()
        let metadata = """
            {"source":{"infos":[{"filename":"Dockerfile","data":"\(source)"}],"locations":\(locations)},"layers":\(layers)}
            """
        let config = "{\"llbDefinition\":[\(steps.joined(separator: ","))]}"
        let predicate =
            version == 1
            ? """
            {"buildDefinition":{"externalParameters":{"request":{"args":\(arguments)}},"internalParameters":{"buildConfig":\(config)},
            "resolvedDependencies":[{"uri":"pkg:docker/busybox@1"}]},"runDetails":{"metadata":{"buildkit_metadata":\(metadata)}}}
            """
            : """
            {"buildConfig":\(config),"invocation":{"parameters":{"args":\(arguments)}},"materials":[{"uri":"pkg:docker/busybox@1"}],
            "metadata":{"https://mobyproject.org/buildkit@v1#metadata":\(metadata)}}
            """
        let type = version == 1 ? "v1" : "v0.2"
        return Array("{\"predicateType\":\"https://slsa.dev/provenance/\(type)\",\"predicate\":\(predicate)}".utf8)
    }

    static func place(_ lines: Int...) -> String {
        let ranges = lines.map { "{\"ranges\":[{\"start\":{\"line\":\($0)},\"end\":{\"line\":\($0)}}]}" }
        return "{\"locations\":[\(ranges.joined(separator: ","))]}"
    }

    /// A base of one layer, a `RUN` that stands in two stages, a `COPY --link` from a builder.
    static let linked = Statement(
        dockerfile: """
            FROM busybox AS a
            RUN same
            FROM busybox AS b
            RUN same
            COPY --link --from=a /x /y
            """,
        steps: [
            "{\"id\":\"s0\",\"op\":{\"Op\":{\"source\":{\"identifier\":\"docker-image://busybox\"}}}}",
            "{\"id\":\"s1\",\"inputs\":[\"s0:0\"],\"op\":{\"Op\":{\"exec\":{\"mounts\":[{\"dest\":\"/\"}]}}}}",
            "{\"id\":\"s2\",\"inputs\":[\"s1:0\"],\"op\":{\"Op\":{\"file\":{\"actions\":[{\"input\":-1,\"output\":0}]}}}}",
            "{\"id\":\"s3\",\"inputs\":[\"s1:0\",\"s2:0\"],\"op\":{\"Op\":{\"merge\":{\"inputs\":[{},{\"input\":1}]}}}}",
            "{\"id\":\"s4\",\"inputs\":[\"s3:0\"],\"op\":{\"Op\":null}}",
        ],
        locations: "{\"s1\":\(place(2, 4)),\"s2\":{},\"s3\":\(place(5))}",
        layers: "{\"s1:0\":[[{},{}]],\"s3:0\":[[{},{},{}]]}", arguments: "{\"target\":\"\",\"build-arg:A\":\"1\"}")
}

@Suite("Attribution by provenance")
struct ProvenanceTests {
    static let history = ["ADD rootfs /", "RUN /bin/sh -c same # buildkit", "COPY /x /y # buildkit"].map {
        History(createdBy: $0, comment: "buildkit.dockerfile.v0")
    }

    @Test func aFeedersLayersAreWeighedAsCompressed() {
        var statement = Statement.linked
        statement.layers = """
            {"s1:0":[[{"size":9},{"size":70}]],"s2:0":[[{"size":-5}]],"s3:0":[[{"size":9},{"size":"x"},{}]]}
            """
        let attribution = Attribution.attribute(
            history: ProvenanceTests.history, layerCount: 3, provenance: [statement.bytes(version: 1)])
        #expect(attribution.compressedSizes == [0: 70])
    }

    @Test(arguments: [1, 0])
    func bothVersionsOfSLSA(_ version: Int) throws {
        let provenance = try #require(BuildProvenance(statement: Statement.linked.bytes(version: version)))
        #expect(provenance.isComplete)
        #expect(provenance.buildArguments == ["A": "1"])
        #expect(provenance.target == nil)
        #expect(provenance.materials == ["pkg:docker/busybox@1"])
    }

    @Test func layersBelongToStepsByPosition() {
        let attribution = Attribution.attribute(
            history: ProvenanceTests.history, layerCount: 3, provenance: [Statement.linked.bytes(version: 1)])
        #expect(attribution.layers.map(\.lines) == [nil, 4...4, 5...5])
        #expect(attribution.layers.map(\.stageName) == [nil, "b", "b"])
        #expect(attribution.layers.map(\.origin) == [nil, nil, .stage(0)])
        #expect(attribution.layers.map(\.isBase) == [true, false, false])
        #expect(attribution.layers.allSatisfy { $0.evidence == .provenance && $0.certainty == .certain })
        #expect(attribution.base.evidence == .provenance)
        #expect(attribution.base.reference == "busybox")
        #expect(attribution.graph?.stages.map(\.role) == [.feeds, .final])
    }

    @Test func aWrongDockerfileBesideProvenanceIsSaidButDoesNoHarm() {
        let wrong = DockerfileDocument(parsing: "FROM x\nRUN other\nCOPY q /q\n")
        let attribution = Attribution.attribute(
            history: ProvenanceTests.history, layerCount: 3, dockerfile: wrong,
            provenance: [Statement.linked.bytes(version: 1)])
        guard case .doesNotFit = attribution.fit else {
            Issue.record("\(attribution.fit)")
            return
        }
        #expect(attribution.layers.map(\.lines) == [nil, 4...4, 5...5])
        #expect(attribution.dockerfile?.instructions.count == 5)
    }

    @Test func aGraphWithMoreLayersThanTheImageIsNotBelieved() {
        let attribution = Attribution.attribute(
            history: ProvenanceTests.history, layerCount: 1, provenance: [Statement.linked.bytes(version: 1)])
        #expect(attribution.layers.map(\.evidence) == [.history])
    }

    @Test func statementsThatAreNoneAreSkipped() {
        for text in [
            "", "{}", "[]", "{\"predicateType\":\"https://spdx.dev/Document\",\"predicate\":{}}",
            "{\"predicateType\":1}",
        ] {
            #expect(BuildProvenance(statement: Array(text.utf8)) == nil)
        }
    }

    @Test func hostileGraphsEnd() {
        let hostile = [
            ["{\"id\":\"a\",\"inputs\":[\"a:0\"],\"op\":{\"Op\":{\"exec\":{\"mounts\":[{\"dest\":\"/\"}]}}}}"],
            ["{\"id\":\"a\",\"inputs\":[\"a:0\",\"a:0\"],\"op\":{\"Op\":{\"merge\":{\"inputs\":[{},{\"input\":1}]}}}}"],
            [
                "{\"id\":\"a\",\"inputs\":[\"b:0\"],\"op\":{\"Op\":{\"file\":{\"actions\":[{\"input\":9,\"output\":0}]}}}}"
            ],
            [
                "{\"id\":\"a\",\"inputs\":[\"b:0\"],\"op\":{\"Op\":{\"file\":{\"actions\":[{\"input\":9223372036854775807,\"output\":-9223372036854775808}]}}}}"
            ],
            [
                "{\"id\":\"a\",\"op\":{\"Op\":{\"exec\":{\"mounts\":[{\"dest\":\"/\",\"input\":-9223372036854775808}]}}}}"
            ],
        ]
        for steps in hostile {
            let end = "{\"id\":\"z\",\"inputs\":[\"a:0\"],\"op\":{\"Op\":{}}}"
            let statement = Statement(
                dockerfile: "FROM a\nRUN b\n", steps: steps + [end],
                locations:
                    "{\"a\":{\"locations\":[{\"ranges\":[{\"start\":{\"line\":-5},\"end\":{\"line\":9223372036854775807}}]}]}}"
            )
            let attribution = Attribution.attribute(
                history: ProvenanceTests.history, layerCount: 3, provenance: [statement.bytes(version: 1)])
            #expect(attribution.layers.count == 3)
        }
    }
}

@Suite("Attribution by a Dockerfile")
struct AlignmentTests {
    static func history(_ texts: String...) -> [History] {
        texts.map { History(createdBy: $0, comment: "buildkit.dockerfile.v0", emptyLayer: $0.hasPrefix("CMD")) }
    }

    @Test func theTargetIsFound() {
        let document = DockerfileDocument(
            parsing: "FROM x AS a\nRUN one\nFROM a AS b\nRUN two\nFROM x AS c\nRUN three\n")
        let history = AlignmentTests.history(
            "ADD rootfs /", "RUN /bin/sh -c one # buildkit", "RUN /bin/sh -c two # buildkit")
        let attribution = Attribution.attribute(history: history, layerCount: 3, dockerfile: document)
        #expect(attribution.graph?.target == 1)
        #expect(attribution.layers.map(\.stageName) == [nil, "a", "b"])
        #expect(attribution.linesOfStep == [1: 2...2, 2: 4...4])
    }

    @Test func aLongerCommandWithTheSameEndIsAnother() {
        let document = DockerfileDocument(parsing: "FROM x\nRUN true\n")
        let history = AlignmentTests.history("RUN /bin/sh -c make && true # buildkit")
        #expect(Attribution.attribute(history: history, layerCount: 1, dockerfile: document).layers[0].lines == nil)
    }

    @Test func variablesMatchWhatTheyBecame() {
        let document = DockerfileDocument(parsing: "FROM x\nARG V\nCOPY app-${V}.tar $DIR/\nENV A=$V\nRUN echo $V\n")
        let history = AlignmentTests.history(
            "COPY app-1.2.tar /opt/ # buildkit", "RUN |1 V=1.2 /bin/sh -c echo $V # buildkit")
        let attribution = Attribution.attribute(history: history, layerCount: 2, dockerfile: document)
        #expect(attribution.layers.map(\.lines) == [3...3, 5...5])
        #expect(attribution.layers.map(\.certainty) == [.certain, .certain])
    }

    @Test func aChangedInstructionIsAGuess() {
        let document = DockerfileDocument(parsing: "FROM x\nRUN one\nRUN two, changed\nRUN three\nCOPY a /a\n")
        let history = AlignmentTests.history(
            "RUN /bin/sh -c one # buildkit", "RUN /bin/sh -c two # buildkit", "RUN /bin/sh -c three # buildkit",
            "COPY a /a # buildkit")
        let attribution = Attribution.attribute(history: history, layerCount: 4, dockerfile: document)
        #expect(attribution.layers.map(\.lines) == [2...2, 3...3, 4...4, 5...5])
        #expect(attribution.layers.map(\.certainty) == [.certain, .guess, .certain, .certain])
    }

    @Test func theDockerfileOfTheBaseImageIsSaid() {
        let document = DockerfileDocument(parsing: "FROM scratch\nADD rootfs /\nCMD [\"sh\"]\n")
        let history = AlignmentTests.history(
            "ADD rootfs / # buildkit", "CMD [\"sh\"]", "RUN /bin/sh -c more # buildkit")
        guard
            case .doesNotFit(let reason) = Attribution.attribute(history: history, layerCount: 2, dockerfile: document)
                .fit
        else {
            Issue.record("the base image's Dockerfile is said to be the image's")
            return
        }
        #expect(reason.contains("base image"))
    }

    @Test(arguments: [
        History(createdBy: "/bin/bash", comment: "fixed by hand"), History(createdBy: "/bin/sh -c echo > /x"),
        History(createdBy: "sh -c echo"), History(createdBy: "crane append", author: "crane"),
        History(createdBy: "/bin/bash -o pipefail -c a | b", comment: "by hand"),
    ])
    func whatIsAddedOnTopLeavesTheLinesBelow(_ top: History) {
        let document = DockerfileDocument(parsing: "FROM x AS a\nRUN make\nCOPY b /b\nCMD [\"b\"]\n")
        let history =
            AlignmentTests.history(
                "ADD rootfs /", "RUN /bin/sh -c make # buildkit", "COPY b /b # buildkit", "CMD [\"b\"]") + [top]
        let attribution = Attribution.attribute(history: history, layerCount: 4, dockerfile: document)
        #expect(attribution.layers.map(\.lines) == [nil, 2...2, 3...3, nil])
        #expect(attribution.layers.map(\.stageName) == [nil, "a", "a", nil])
        #expect(attribution.reconstructedLinesAbove.last?.layer == 4)
    }

    @Test func aBuildOnTopIsAnotherImage() {
        let document = DockerfileDocument(parsing: "FROM x\nRUN make\nCOPY b /b\n")
        let made = AlignmentTests.history("RUN /bin/sh -c make # buildkit", "COPY b /b # buildkit")
        for top in [
            [History(createdBy: "COPY c /c # buildkit")], [History(createdBy: "RUN c", author: "kaniko")],
            [History(createdBy: "/bin/sh -c c"), History(createdBy: "/bin/sh -c #(nop)  USER d", emptyLayer: true)],
        ] {
            guard
                case .doesNotFit = Attribution.attribute(history: made + top, layerCount: 3, dockerfile: document).fit
            else {
                Issue.record("\(top) is no build")
                continue
            }
        }
    }

    @Test(arguments: ["CMD [\"b\"]", "COPY b /b", "RUN make"])
    func aSingleSnapshotHasTheLinesOfItsStage(_ last: String) {
        let document = DockerfileDocument(
            parsing: "FROM x AS a\nRUN one\nFROM y AS b\nRUN one\nRUN two\nCOPY a /a\n\(last)\n")
        let history = AlignmentTests.history("ADD rootfs /") + [History(createdBy: last, author: "kaniko")]
        let attribution = Attribution.attribute(history: history, layerCount: 2, dockerfile: document)
        #expect(attribution.layers.map(\.lines) == [nil, 3...7])
        #expect(attribution.layers.map(\.isWholeStage) == [false, true])
        #expect(attribution.layers.map(\.stageName) == [nil, "b"])
        #expect(attribution.base.layerCount == 1)
    }

    @Test func oneInstructionIsNoSnapshotAndAnotherLastOneIsAnotherDockerfile() {
        let history = AlignmentTests.history("ADD rootfs /") + [History(createdBy: "RUN make", author: "kaniko")]
        func read(_ text: String) -> Attribution {
            Attribution.attribute(history: history, layerCount: 2, dockerfile: DockerfileDocument(parsing: text))
        }
        #expect(read("FROM x\nENV a=b\nRUN make\n").layers.map(\.lines) == [nil, 3...3])
        #expect(read("FROM x\nCOPY a /a\nRUN make\nRUN other\n").layers.map(\.isWholeStage) == [false, false])
    }

    @Test func buildahWithoutLayersMakesOneOfAll() {
        func step(_ line: String, _ isEmpty: Bool) -> History {
            History(createdBy: "/bin/sh -c \(line)", comment: isEmpty ? nil : "FROM x:1", emptyLayer: isEmpty)
        }
        let document = DockerfileDocument(parsing: "FROM x:1 AS a\nRUN one\nENV b=c\nRUN two\n")
        let history =
            [History(createdBy: "ADD rootfs /", comment: "buildkit.dockerfile.v0")] + [
                step("one", true), step("#(nop) ENV b=c", true), step("two", false),
            ]
        let attribution = Attribution.attribute(history: history, layerCount: 2, dockerfile: document)
        #expect(attribution.layers.map(\.lines) == [nil, 1...4])
        #expect(attribution.layers.map(\.isWholeStage) == [false, true])
    }

    @Test func buildahKeepsTheFlagsOfARunInItsHistory() {
        let document = DockerfileDocument(
            parsing:
                "FROM x\nRUN --mount=type=cache,target=/c --network=none \\\n    one -c two\nRUN --mount=type=bind,target=/b three\n"
        )
        func history(_ lines: String...) -> [History] {
            [History(createdBy: "/bin/sh")] + lines.map { History(createdBy: "/bin/sh -c \($0)", comment: "FROM 1b2c") }
        }
        let made = history(
            "--mount=type=cache,target=/c --network=none     one -c two", "--mount=type=bind,target=/b three")
        let attribution = Attribution.attribute(history: made, layerCount: 3, dockerfile: document)
        #expect(attribution.fit == .fits(1))
        #expect(attribution.layers.map(\.lines) == [nil, 2...3, 4...4])
        let longer = history("zero && one -c two", "a three")
        let other = Attribution.attribute(history: longer, layerCount: 3, dockerfile: document)
        #expect(other.fit != .fits(1), "the end of a longer command is another command")
    }

    @Test func aDockerfileWithoutStagesOrAHistoryWithoutEntriesDoesNotFit() {
        let empty = DockerfileDocument(parsing: "ARG a\n")
        let some = DockerfileDocument(parsing: "FROM a\nRUN b\n")
        for (document, history) in [(empty, AlignmentTests.history("RUN a")), (some, [])] {
            guard case .doesNotFit = Attribution.attribute(history: history, layerCount: 1, dockerfile: document).fit
            else {
                Issue.record("fits")
                continue
            }
        }
    }
}

@Suite("Public images", .enabled(if: SampleArchive.exists("public/dirs"), "../shared/images is not here"))
struct PublicImageTests {
    @Test func everyHistoryIsReadAndWrittenAsADockerfile() throws {
        var images = 0
        for name in try FileManager.default.contentsOfDirectory(
            atPath: SampleArchive.shared.appending(path: "public/dirs").path)
        {
            for image in try SampleArchive("public/dirs/\(name)").images {
                images += 1
                let count = image.config.diffIDs.count
                let attribution = Attribution.attribute(history: image.config.history, layerCount: count)
                #expect(attribution.layers.count == count)
                let rebuilt = DockerfileDocument(parsing: attribution.reconstructedDockerfile)
                let refusals = rebuilt.issues.filter { $0.kind == .syntax }
                #expect(refusals.isEmpty, "\(name): \(refusals)")
                let own = Attribution.attribute(history: image.config.history, layerCount: count, dockerfile: rebuilt)
                print(
                    "public | \(name) | \(attribution.builder.rawValue) | base \(attribution.base.layerCount.map(String.init) ?? "unknown") of \(count) (\(attribution.base.evidence)) | \(own.fit)"
                )
            }
        }
        #expect(images > 0)
    }
}
