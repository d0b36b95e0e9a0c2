import ImageAnalysis
import Testing

@testable import Rules

/// Rules on single instructions.
struct InstructionRuleTests {
    @Test func relativeWorkdir() {
        expect(RelativeWorkdir(), "FROM a:1\nWORKDIR 1️⃣app\nWORKDIR /x\nWORKDIR 2️⃣./sub\nWORKDIR 3️⃣\"q\"")
        expect(
            RelativeWorkdir(),
            "FROM a:1\nWORKDIR /app\nWORKDIR $HOME/x\nWORKDIR \"/q\"\nWORKDIR C:\\\\x\nONBUILD WORKDIR x")
    }

    @Test func relativeWorkdirIsWorseWithNothingAboveIt() {
        let text = "FROM a:1 AS a\nWORKDIR x\nWORKDIR /y\nWORKDIR z\nFROM a\nWORKDIR z\nFROM b:1\nWORKDIR z"
        let findings = RelativeWorkdir().findings(in: AnalyzedDockerfile(.init(parsing: text)))
        #expect(findings.map(\.severity) == [.medium, .low, .low, .medium])
    }

    @Test func copyRelativeDestination() {
        expect(
            CopyRelativeDestination(), "FROM a:1\nCOPY x1️⃣ y\nCOPY x2️⃣ .\nWORKDIR /w\nCOPY x y\nFROM b:1\nCOPY x3️⃣ ./z/")
        expect(
            CopyRelativeDestination(),
            "FROM a:1 AS a\nWORKDIR /w\nFROM a\nCOPY x y\nFROM b:1\nCOPY x /y\nCOPY x $y\nADD x y")
    }

    @Test func copyDestination() {
        expect(CopyDestination(), "FROM a:1\nCOPY a b 1️⃣/c\nCOPY [\"a\", \"b\", \"2️⃣/c\"]\nADD a b 3️⃣/d")
        expect(
            CopyDestination(), "FROM a:1\nCOPY a b /c/\nCOPY a b .\nCOPY a /c\nCOPY a b ${C}\nCOPY a* /c\nCOPY a b ./")
    }

    @Test func ignoredSource() {
        let ignore = "# secrets\n*.pem\nnode_modules\n**/*.log\n!keep.log\n"
        expect(
            IgnoredSource(), "FROM a:1\nCOPY 1️⃣key.pem 2️⃣node_modules/x /d/\nADD 3️⃣a/b.log /d/", ignored: ignore)
        expect(
            IgnoredSource(),
            "FROM a:1 AS s\nCOPY . keep.log a.txt /d/\nCOPY --from=s key.pem /d/\nCOPY *.pem $X /d/\nADD https://x/a.pem /d/",
            ignored: ignore)
        expect(IgnoredSource(), "FROM a:1\nCOPY key.pem /d/")
    }

    @Test func addForCopy() {
        expect(AddForCopy(), "FROM a:1\nADD 1️⃣x /y\nADD https://x/y.txt 2️⃣z /y/\nADD 3️⃣a.zip /y\nADD --chown=1 4️⃣. /y")
        expect(
            AddForCopy(),
            """
            FROM a:1
            ADD https://x/y /y
            ADD a.tar.gz b.tgz /y/
            ADD git@github.com:x/y.git /y
            ADD $SOURCE /y
            ADD ? /y
            ADD <<E /y
            text
            E
            COPY x /y
            """)
    }

    @Test func addForArchive() {
        expect(
            AddForArchive(),
            "FROM a:1\nCOPY 1️⃣a.tar.gz /t/\nRUN tar -xzf /t/a.tar.gz\nCOPY 2️⃣b.tgz /x.tgz\nRUN cd / && tar xf x.tgz\nCOPY 3️⃣c.zip .\nRUN unzip c.zip"
        )
        expect(
            AddForArchive(),
            "FROM a:1 AS s\nRUN tar xf /t/a.tar\nCOPY a.tar /t/\nRUN tar cf /t/a.tar x\nCOPY --from=s b.tar /\nRUN tar xf /b.tar\nCOPY c.tar /\nFROM b:1\nRUN tar xf c.tar"
        )
    }

    @Test func secretVariable() {
        expect(
            SecretVariable(),
            "ARG 1️⃣NPM_TOKEN\nFROM a:1\nARG 2️⃣aws_secret_key=x\nENV A=1 3️⃣DB_PASSWORD=x 4️⃣API_KEY=y\nENV 5️⃣AUTH x\nENV 6️⃣GITHUBTOKEN=x"
        )
        expect(
            SecretVariable(),
            "FROM a:1\nENV TOKEN_FILE=/x PUBLIC_KEY=y KEY_VERSION=1 KEYBOARD=us AUTHOR=me\nARG MONKEY\nLABEL token=x")
    }

    @Test func secretVariableDoesNotRepeatTheValue() throws {
        let dockerfile = AnalyzedDockerfile(.init(parsing: "FROM a:1\nENV TOKEN=hunter2"))
        let finding = try #require(SecretVariable().findings(in: dockerfile).first)
        #expect(finding.evidence == "ENV TOKEN")
        #expect(finding.severity == .high)
        let bare = AnalyzedDockerfile(.init(parsing: "FROM a:1\nARG TOKEN"))
        #expect(SecretVariable().findings(in: bare).map(\.severity) == [.medium])
    }

    @Test func selfReference() {
        expect(SelfReference(), "FROM a:1\nENV A=1 B=1️⃣$A\nENV C=\"x2️⃣${D}\" D=1")
        expect(
            SelfReference(),
            "FROM a:1\nARG Z\nENV PATH=/x:$PATH\nENV A=1\nENV A=2 B=$A\nENV C=\\$D D=1\nENV E='$F' F=1\nENV Z=1 Y=$Z\nENV G=$G_X G=1"
        )
    }

    @Test func selfReferenceAmongManyPairs() {
        let pairs = (0..<20_000).map { "A\($0)=$B\($0)" }.joined(separator: " ")
        expect(SelfReference(), "FROM a:1\nENV \(pairs)")
        expect(SelfReference(), "FROM a:1\nENV A=1 B=1️⃣$A \(pairs.replacing("A", with: "C"))")
    }

    @Test func rootUser() {
        expect(RootUser(), "FROM a:1\nUSER app\n1️⃣USER root\nFROM b:1\n2️⃣USER 0:0")
        expect(RootUser(), "FROM a:1\nUSER root\nUSER app\nFROM b:1\nUSER rooted")
        expect(RootUser(), "FROM a:1\nUSER app\n1️⃣FROM c:1")
        expect(RootUser(), "FROM a:1 AS a\nUSER app\nFROM a")
        for base in ["gcr.io/distroless/static:nonroot", "cgr.dev/chainguard/node", "$BASE/nonroot"] {
            expect(RootUser(), "FROM \(base)")
        }
    }

    @Test func namedUser() {
        expect(NamedUser(), "FROM a:1\nUSER 1️⃣app\nUSER 2️⃣app:1000")
        expect(NamedUser(), "FROM a:1\nUSER 1000\nUSER 1000:app\nUSER $U\nONBUILD USER app")
    }

    @Test func namedUserThroughAVariable() {
        expect(NamedUser(), "FROM a:1\nENV A=app\nARG B=\"me\"\nUSER 1️⃣$A\nUSER 2️⃣${B}:1\nFROM b:1\nUSER $A")
        expect(NamedUser(), "ARG G=app\nFROM a:1 AS a\nARG G\nENV E=app\nUSER 1️⃣$G\nFROM a\nUSER 2️⃣$E")
        expect(
            NamedUser(),
            "FROM a:1\nUSER $A\nENV A=1000 B=app C=$B\nARG B=1\nARG D\nUSER $A\nUSER $C\nUSER $D\nENV A=app\nUSER x$A")
    }

    @Test func shellForm() {
        expect(ShellForm(), "FROM a:1\n1️⃣CMD run me\n2️⃣ENTRYPOINT run\n3️⃣CMD [broken]")
        expect(
            ShellForm(),
            "FROM a:1\nCMD [\"run\"]\nHEALTHCHECK CMD curl u || exit 1\nFROM b:1\nSHELL [\"/bin/bash\", \"-c\"]\nCMD run"
        )
    }

    @Test func healthcheckShellForm() {
        expect(
            HealthcheckShellForm(),
            "FROM a:1\n1️⃣HEALTHCHECK CMD curl -f http://localhost/\nFROM b:1\n2️⃣healthcheck --interval=5s cmd /check")
        expect(
            HealthcheckShellForm(),
            """
            FROM a:1
            HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
            HEALTHCHECK NONE
            HEALTHCHECK CMD curl -f http://localhost/ || exit 1
            HEALTHCHECK CMD curl http://localhost:$PORT/
            HEALTHCHECK CMD test -f /run/*.pid
            HEALTHCHECK CMD PORT=1 /check
            HEALTHCHECK CMD exit 0
            SHELL ["/bin/bash", "-c"]
            HEALTHCHECK CMD /check
            """)
    }

    @Test func ports() {
        expect(PortRange(), "FROM a:1\nEXPOSE 80 1️⃣70000 2️⃣1-65536/udp\nEXPOSE 3️⃣99999999999999999999")
        expect(PortRange(), "FROM a:1\nEXPOSE 0 65535 80/tcp 1-65535 $P 8${X}0")
        expect(PublishedPort(), "FROM a:1\nEXPOSE 80 1️⃣80:8080 2️⃣127.0.0.1:80:80")
        expect(PublishedPort(), "FROM a:1\nEXPOSE 80 443/tcp ${P:-80}")
        expect(ProtocolCase(), "FROM a:1\nEXPOSE 1️⃣80/TCP 2️⃣53/Udp")
        expect(ProtocolCase(), "FROM a:1\nEXPOSE 80/tcp 53/udp 90 $P/TCP")
    }

    @Test func forbiddenTrigger() {
        expect(ForbiddenTrigger(), "FROM a:1\nONBUILD 1️⃣FROM x\nONBUILD 2️⃣maintainer x\nONBUILD 3️⃣ONBUILD RUN x")
        expect(ForbiddenTrigger(), "FROM a:1\nONBUILD RUN x\nONBUILD COPY . /x")
    }

    @Test func instructionOrder() {
        expect(InstructionOrder(), "ARG A\n1️⃣RUN x\nENV a=1\nFROM a:1")
        expect(InstructionOrder(), "# c\nARG A\nFROM a:1\nRUN x")
    }

    @Test func labelKey() {
        expect(
            LabelKey(),
            "FROM a:1\nLABEL 1️⃣Upper=1\nLABEL ok=1 2️⃣com.docker.x=1\nLABEL 3️⃣a..b=1\nLABEL 4️⃣-a=1\nLABEL 5️⃣a-=1\nLABEL 6️⃣\"a b\"=1"
        )
        expect(LabelKey(), "FROM a:1\nLABEL org.opencontainers.image.title=X a-b.c1=2 a_b=1 com.dockerish=1 $K=1")
    }

    @Test func maintainer() {
        expect(Maintainer(), "FROM a:1\n1️⃣MAINTAINER me\n")
        expect(Maintainer(), "FROM a:1\nLABEL maintainer=me")
    }

    @Test func repeatedInstructions() {
        expect(
            RepeatedInstruction(.cmd, severity: .medium, knownAs: "DL4003"),
            "FROM a:1\nCMD [\"a\"]\n1️⃣CMD [\"b\"]\n2️⃣CMD [\"c\"]\nFROM b:1\nCMD [\"a\"]\nONBUILD CMD [\"x\"]")
        expect(
            RepeatedInstruction(.entrypoint, severity: .medium, knownAs: "DL4004"),
            "FROM a:1\nENTRYPOINT [\"a\"]\nCMD [\"a\"]\n1️⃣ENTRYPOINT [\"b\"]")
        expect(
            RepeatedInstruction(.healthcheck, severity: .medium, knownAs: "DL3012"),
            "FROM a:1\nHEALTHCHECK NONE\n1️⃣HEALTHCHECK CMD x\nFROM b:1\nHEALTHCHECK CMD y")
    }
}
