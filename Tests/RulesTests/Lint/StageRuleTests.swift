import ImageAnalysis
import Testing

@testable import Rules

/// Rules on `FROM` and on what stages take from each other.
struct StageRuleTests {
    @Test func untrustedRegistry() {
        func titles(_ text: String, _ trusted: [String]?) -> [String] {
            let dockerfile = AnalyzedDockerfile(.init(parsing: text), trustedRegistries: trusted)
            return UntrustedRegistry().findings(in: dockerfile).map(\.title)
        }
        let text = """
            FROM debian:12 AS base
            FROM base
            FROM scratch
            FROM $BASE
            FROM team/app:1
            FROM r.example.com:5000/app:1
            FROM localhost/x
            """
        #expect(titles(text, nil).isEmpty)
        #expect(titles(text, ["*"]).isEmpty)
        #expect(titles(text, ["docker.io", "*.example.com:5000", "local*"]).isEmpty)
        #expect(
            titles(text, ["hub.docker.com", "r.example.com"]) == [
                "r.example.com:5000 is not trusted", "localhost is not trusted",
            ])
        #expect(titles(text, ["quay.io"]).count == 4)
    }

    @Test func untaggedBase() {
        expect(
            UntaggedBase(),
            """
            FROM 1️⃣debian AS build
            FROM --platform=$BUILDPLATFORM 2️⃣localhost:5000/team/app
            FROM 3️⃣debian$SUFFIX
            """)
        expect(
            UntaggedBase(),
            "FROM debian:12 AS a\nFROM a\nFROM A\nFROM scratch\nFROM $BASE\nFROM x@sha256:0\nFROM x:${V:-1}\nFROM h:5000/x:1"
        )
    }

    @Test func latestBase() {
        expect(LatestBase(), "FROM 1️⃣debian:latest\nFROM 2️⃣h:5000/a/b:latest AS x\nFROM x")
        expect(LatestBase(), "FROM debian:12\nFROM debian:latest-slim\nFROM debian\nFROM debian:latest@sha256:0")
    }

    @Test func constantPlatform() {
        expect(ConstantPlatform(), "FROM 1️⃣--platform=linux/amd64 debian:12 AS base")
        expect(
            ConstantPlatform(),
            "FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=linux/amd64 a:1 AS build_amd64\nFROM a:1")
    }

    @Test func redundantPlatform() {
        expect(RedundantPlatform(), "FROM 1️⃣--platform=$TARGETPLATFORM a:1\nFROM 2️⃣--platform=${TARGETPLATFORM} a:1")
        expect(RedundantPlatform(), "FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=linux/$TARGETARCH a:1")
    }

    @Test func unknownPlatform() {
        expect(UnknownPlatform(), "FROM 1️⃣--platform=linux/x64 a:1\nFROM 2️⃣--platform=amd64/linux a:1")
        expect(
            UnknownPlatform(),
            "FROM --platform=linux/arm/v7 a:1\nFROM --platform=linux/amd64 a:1\nFROM --platform=arm64 a:1\nFROM --platform=$P a:1"
        )
    }

    @Test func duplicateStage() {
        expect(DuplicateStage(), "FROM a:1 AS build\nFROM b:1 AS 1️⃣Build\nFROM c:1 AS run")
        expect(DuplicateStage(), "FROM build:1 AS build\nFROM build\nFROM c:1 AS run")
    }

    @Test func reservedStage() {
        expect(ReservedStage(), "FROM a:1 AS1️⃣ scratch\nFROM a:1 AS2️⃣ Context")
        expect(ReservedStage(), "FROM scratch AS s\nFROM context:1\nFROM a:1 AS contexts")
    }

    @Test func stageWithoutUse() {
        expect(StageWithoutUse(), "FROM a:1 AS b\n1️⃣FROM c:1 AS d\nFROM e:1\nCOPY --from=b /x /y\n")
        expect(
            StageWithoutUse(),
            "FROM a:1 AS b\nFROM b AS c\nFROM d:1 AS m\nFROM e:1\nCOPY --from=1 /x /\nRUN --mount=from=m,target=/m make"
        )
        expect(StageWithoutUse(), "FROM a:1 AS b_x\nFROM a:1 AS b_y\nFROM b_$V")
    }

    @Test func copyFromUnknown() {
        expect(
            CopyFromUnknown(),
            "FROM a:1 AS b\nCOPY 1️⃣--from=later /x /y\nCOPY 2️⃣--from=7 /x /y\nCOPY 3️⃣--from=nginx /x /y\nFROM c:1 AS later"
        )
        expect(
            CopyFromUnknown(),
            "FROM a:1 AS b\nFROM c:1\nCOPY --from=b / /x\nCOPY --from=B / /x\nCOPY --from=0 / /x\nCOPY --from=nginx:1 / /x\nCOPY --from=$v / /x"
        )
    }

    @Test func copyFromSelf() {
        expect(CopyFromSelf(), "FROM a:1 AS b\nCOPY 1️⃣--from=b /x /y\nCOPY 2️⃣--from=0 /x /y")
        expect(CopyFromSelf(), "FROM a:1 AS b\nFROM c:1 AS d\nCOPY --from=b /x /y\nCOPY --from=0 /x /y")
    }

    @Test func copyWholeFilesystem() {
        expect(CopyWholeFilesystem(), "FROM a:1 AS b\nFROM c:1\nCOPY --from=b 1️⃣/ /\n")
        expect(
            CopyWholeFilesystem(),
            "FROM a:1 AS b\nFROM scratch\nCOPY --from=b / /\nFROM c:1\nCOPY / /\nCOPY --from=b /app /\nCOPY --from=b / /x"
        )
    }

    @Test func undefinedArgumentInFrom() {
        expect(
            UndefinedArgumentInFrom(),
            "ARG TAG\nFROM a:$TAG\nARG LATER=1\nFROM a:$1️⃣LATER\nFROM --platform=$2️⃣PLATFORM a:1")
        expect(
            UndefinedArgumentInFrom(),
            "ARG A B=1\nFROM x:$A$B\nFROM --platform=$BUILDPLATFORM x\nFROM x:${NONE:-1}\nFROM x_$TARGETARCH")
    }

    @Test func invalidDefaultArgument() {
        expect(
            InvalidDefaultArgument(),
            "ARG TAG\nARG NAME\nARG OK=1\nFROM 1️⃣a:$TAG\nFROM 2️⃣$NAME\nFROM 3️⃣a:${OK}@$NAME")
        expect(
            InvalidDefaultArgument(),
            "ARG TAG=1\nARG S\nFROM a:$TAG\nFROM a:${S:-2}\nFROM a$S:1\nFROM a:$UNDECLARED\nARG INNER\n")
    }
}
