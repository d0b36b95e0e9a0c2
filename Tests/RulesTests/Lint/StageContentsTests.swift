import ImageAnalysis
import Testing

@testable import Rules

/// Users and programs that neither the base image nor an instruction brings.
@Suite struct StageContentsTests {
    @Test(
        "Nobody makes the user",
        arguments: [
            "FROM python:3.13-alpine\n1️⃣COPY --chown=app:app a /b\n", "FROM node:20-slim\nUSER 1️⃣app\n",
            "FROM debian:12\nRUN useradd web\nUSER 1️⃣app\n", "FROM alpine:3\nCOPY a b\nRUN 1️⃣chown -R app /x\n",
            "FROM alpine:3 AS a\nRUN adduser -D app\nFROM alpine:3\nUSER 1️⃣app\n",
            "FROM scratch\nUSER 1️⃣nobody\n", "FROM alpine:3\nARG U=me\nUSER 1️⃣$U\n",
            "FROM debian:12\nRUN useradd app\nUSER 1️⃣app:web\n", "FROM gcr.io/distroless/static\nUSER 1️⃣app\n",
            "FROM debian:12\nRUN apt-get install -y nginx\nUSER 1️⃣app\n",
        ])
    func unknownUser(marked: String) {
        let source = MarkedDockerfile(marked)
        let findings = UnknownUserRule().findings(in: AnalyzedDockerfile(.init(parsing: source.text)))
        #expect(findings.map(\.line) == source.marks.map(\.line))
    }

    @Test(
        "The base, an instruction or a package makes the user, or may",
        arguments: [
            "FROM node:20\nUSER node\n", "FROM alpine:3\nUSER 10001:10001\n",
            "FROM alpine:3\nCOPY --chown=1000:1000 a b\n",
            "FROM debian:12\nRUN useradd -r -g web app\nCOPY --chown=app:app a b\nUSER app\n",
            "FROM alpine:3\nRUN addgroup -S web && adduser -S -G web app\nUSER app:web\n",
            "FROM alpine:3\nRUN adduser -D app && chown app:app /x\n",
            "FROM alpine:3 AS base\nRUN adduser -D app\nFROM base\nUSER app\n",
            "FROM example.com/base:1\nUSER app\n", "FROM $BASE\nUSER app\n",
            "FROM scratch\nCOPY --from=a /etc/passwd /etc/passwd\nUSER app\n",
            "FROM debian:12\nRUN apt-get install -y postgresql\nUSER postgres\n",
            "FROM debian:12\nRUN echo 'app:x:1:1::/:' >> /etc/passwd\nUSER app\n",
            "FROM debian:12\nCOPY setup.sh /\nRUN /setup.sh\nUSER app\n",
            "FROM debian:12\nRUN useradd $NAME\nUSER app\n",
            "FROM debian:12\nARG U=app\nRUN useradd $U\nUSER ${U}\n",
            "FROM alpine:3\nRUN chown root:www-data /x\n", "FROM nginx:1-alpine\nUSER nginx\n",
            "FROM debian:12\nRUN useradd app && chown app.app /x && chown --reference=/a /b\n",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n", "FROM debian:12\nUSER $UID\n",
        ])
    func knownUser(text: String) {
        let findings = UnknownUserRule().findings(in: AnalyzedDockerfile(.init(parsing: text)))
        #expect(findings.map(\.title) == [])
    }

    @Test(
        "What the base lacks and nothing installs",
        arguments: [
            "FROM python:3.11-slim\n1️⃣HEALTHCHECK CMD curl -f http://localhost/ || exit 1\n",
            "FROM node:20-alpine\n1️⃣HEALTHCHECK CMD [\"curl\", \"-f\", \"http://localhost/\"]\n",
            "FROM debian:12-slim\n1️⃣RUN curl -LO https://x/y.tar.gz && tar xf y.tar.gz\n",
            "FROM alpine:3\n1️⃣RUN apt-get update && apt-get install -y curl\n",
            "FROM alpine:3\n1️⃣CMD [\"bash\", \"x\"]\n",
            "FROM alpine:3\n1️⃣RUN useradd app\n", "FROM gcr.io/distroless/static\n1️⃣CMD /app\n",
            "FROM scratch\nCOPY app /\n1️⃣CMD /app\n", "FROM python:3.11-slim\n1️⃣RUN pip install x && git clone y\n",
            "FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM debian:12\n1️⃣HEALTHCHECK CMD curl x\n",
            "FROM python:3.11-slim\n1️⃣HEALTHCHECK CMD pgrep python\n",
        ])
    func missingProgram(marked: String) {
        let source = MarkedDockerfile(marked)
        let findings = MissingProgram().findings(in: AnalyzedDockerfile(.init(parsing: source.text)))
        #expect(findings.map(\.line) == source.marks.map(\.line))
    }

    @Test(
        "What is there, installed, guarded or not known",
        arguments: [
            "FROM python:3.11\nHEALTHCHECK CMD curl -f http://localhost/\n",
            "FROM python:3.11-slim\nRUN apt-get update && apt-get install -y curl && curl x\nHEALTHCHECK CMD curl x\n",
            "FROM alpine:3\nHEALTHCHECK CMD wget -qO- http://localhost/\n",
            "FROM alpine:3\nRUN apk add bash\nCMD [\"bash\"]\n",
            "FROM python:3.11-slim\nHEALTHCHECK CMD python -c 'import x'\n", "FROM example.com/x:1\nRUN curl x\n",
            "FROM node:20-alpine\nRUN npm install -g serve\nCMD [\"serve\"]\n",
            "FROM debian:12\nCOPY --from=x /curl /bin/\nRUN curl x\n",
            "FROM debian:12\nRUN apt-get install -y $PACKAGES\nRUN curl x\n",
            "FROM debian:12\nCOPY rootfs/ /\nRUN curl x\n",
            "FROM debian:12\nRUN command -v curl && curl x\n", "FROM alpine:3\nHEALTHCHECK CMD curl x || wget x\n",
            "FROM nginx:1-alpine\nHEALTHCHECK CMD curl x\n", "FROM alpine:3\nRUN apk add shadow && useradd app\n",
            "FROM debian:12\nRUN ./install.sh && curl x\n",
            "FROM alpine:3\nHEALTHCHECK CMD curl x\nHEALTHCHECK CMD wget x\n",
            "FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM a\nHEALTHCHECK CMD curl x\n",
            "FROM scratch\nCOPY app /app\nENTRYPOINT [\"/app\"]\n", "FROM gcr.io/distroless/static\nCMD [\"/app\"]\n",
            "FROM python:3.11-slim\nRUN apt-get install -y procps\nHEALTHCHECK CMD pgrep python\n",
        ])
    func presentProgram(text: String) {
        let findings = MissingProgram().findings(in: AnalyzedDockerfile(.init(parsing: text)))
        #expect(findings.map(\.title) == [])
    }
}
