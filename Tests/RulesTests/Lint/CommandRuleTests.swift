import ImageAnalysis
import Testing

@testable import Rules

/// Rules on the commands of `RUN`.
struct CommandRuleTests {
    @Test func sudo() {
        expect(Sudo(), "FROM a:1\nRUN x && \\\n  1️⃣sudo make\nONBUILD RUN 2️⃣sudo x\nRUN <<E\n3️⃣sudo y\nE")
        expect(Sudo(), "FROM a:1\nRUN 1️⃣exec sudo -u app make\nRUN 2️⃣doas make; A=1 3️⃣env B=2 sudo x")
        expect(Sudo(), "FROM a:1\nRUN apt-get install sudo\nRUN echo sudo\nCMD [\"sudo\", \"x\"]")
    }

    private func unwanted(_ id: String) throws -> any DockerfileRule {
        try #require(UnwantedCommand.table.first { $0.rule.id == id })
    }

    @Test func pointlessCommand() throws {
        expect(try unwanted("pointless-command"), "FROM a:1\nRUN 1️⃣service nginx start; 2️⃣ssh h\nRUN sudo 3️⃣kill 1")
        expect(
            try unwanted("pointless-command"),
            "FROM a:1\nRUN apt-get install -y vim ssh\nRUN my-service x && ssh-keygen")
    }

    @Test func changedDirectory() throws {
        expect(
            try unwanted("changed-directory"), "FROM a:1\nRUN 1️⃣cd /x && make; if y; then 2️⃣cd z; fi\nRUN a $(3️⃣cd b && c)"
        )
        expect(try unwanted("changed-directory"), "FROM a:1\nRUN echo cd\nRUN \"cd x\"\nWORKDIR /x")
        expect(try unwanted("changed-directory"), "FROM a:1\nSHELL [\"powershell\", \"-Command\"]\nRUN cd x")
    }

    @Test func linkedShell() {
        expect(LinkedShell(), "FROM a:1\nRUN 1️⃣ln -sf /bin/bash /bin/sh\nRUN x && 2️⃣ln bash /bin/sh")
        expect(LinkedShell(), "FROM a:1\nRUN ln -s /bin/sh /bin/shell\nRUN ln -s x /bin/bash")
    }

    @Test func lostPipeStatus() {
        expect(
            LostPipeStatus(),
            "FROM a:1\nRUN curl u 1️⃣| tar x\nRUN x $(a 2️⃣| b)\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a \\\n 3️⃣| b")
        expect(
            LostPipeStatus(),
            """
            FROM a:1 AS s
            RUN a || b
            RUN set -euo pipefail; a | b
            RUN ["a", "|", "b"]
            RUN echo "a | b"
            SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
            RUN a | b
            FROM s
            RUN a | b
            """)
    }

    @Test func anExecFormHasAShellOfItsOwn() {
        expect(
            LostPipeStatus(),
            "FROM a:1\nRUN 1️⃣[\"bash\", \"-e\", \"-c\", \"a | b\"]\nRUN [\"bash\", \"-eo\", \"pipefail\", \"-c\", \"a | b\"]"
        )
    }

    @Test(arguments: [
        "mcr.microsoft.com/windows/servercore:ltsc2022", "mcr.microsoft.com/windows:10.0", "golang:1-nanoserver",
        "--platform=windows/amd64 x:1",
    ])
    func noPOSIXShellReadsCommandsOfWindows(_ base: String) {
        expect(
            LostPipeStatus(), "FROM \(base) AS w\nRUN a | b\nFROM w\nRUN a | b\nSHELL [\"bash\", \"-c\"]\nRUN a 1️⃣| b")
    }

    @Test func aShellBehindAnotherProgramIsOne() {
        expect(
            LostPipeStatus(), "FROM a/windows-tools:1\nSHELL [\"conda\", \"run\", \"/bin/bash\", \"-c\"]\nRUN a 1️⃣| b")
    }

    @Test func shellIsForgottenByAnotherBase() {
        expect(
            LostPipeStatus(),
            "FROM a:1\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN 1️⃣[\"sh\", \"-c\", \"a | b\"]")
        expect(
            LostPipeStatus(), "FROM a:1\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM b:1\nRUN a 1️⃣| b")
    }

    @Test func userLog() {
        expect(UserLog(), "FROM a:1\nRUN 1️⃣useradd -u 100001 x\nRUN 2️⃣useradd --uid=1000000 x && 3️⃣useradd -mu123456 y")
        expect(
            UserLog(),
            "FROM a:1\nRUN useradd -u 99999 x\nRUN useradd -l -u 100001 x\nRUN useradd --no-log-init --uid 100001 x\nRUN useradd -u $U x\nRUN adduser -u 100001 x"
        )
    }

    @Test func wgetProgress() {
        expect(WgetProgress(), "FROM a:1\nRUN 1️⃣wget u && 2️⃣wget -O f u; 3️⃣wget -nc u")
        expect(
            WgetProgress(),
            "FROM a:1\nRUN wget -q u; wget -qO- u; wget -nv u; wget --progress=dot:giga u; wget -o log u; curl u; wget --no-verbose u"
        )
    }

    @Test func wgetAndCurl() {
        expect(WgetAndCurl(), "FROM a:1\nRUN wget u\nRUN 1️⃣curl u\nFROM b:1\nRUN curl u && 2️⃣wget u")
        expect(WgetAndCurl(), "FROM a:1\nRUN wget u\nFROM b:1\nRUN curl u\nRUN apt-get install wget")
    }

    @Test func consecutiveRuns() {
        expect(ConsecutiveRuns(), "FROM a:1\nRUN a\n1️⃣RUN b\n# c\n2️⃣RUN [ -f x ] && c\nRUN d && e\nRUN f")
        expect(
            ConsecutiveRuns(),
            "FROM a:1\nRUN a\nENV x=1\nRUN b\nRUN --network=none c\nONBUILD RUN d\nRUN <<E\na\nb\nE\nRUN c")
    }

    @Test(arguments: [
        "pip install -r requirements.txt", "npm ci", "npm install --omit=dev", "yarn", "yarn install --frozen-lockfile",
        "go mod download", "bundle install -j4", "composer install", "cargo fetch",
    ])
    func codeBeforeDependencies(install: String) {
        expect(CodeBeforeDependencies(), "FROM a:1\nWORKDIR /app\n1️⃣COPY . .\nRUN x && \(install)\n")
        expect(CodeBeforeDependencies(), "FROM a:1\nCOPY list ./\nRUN \(install)\nCOPY . .\nRUN \(install)\n")
        expect(CodeBeforeDependencies(), "FROM a:1\nCOPY . .\nFROM b:1\nCOPY src .\nRUN \(install)\n")
    }

    @Test(arguments: [
        ("pip install .", "COPY requirements.txt ./ and RUN pip install --no-cache-dir -r requirements.txt"),
        ("python3 -m pip install -r a.txt -r b.txt", "COPY a.txt b.txt ./ and RUN pip install --no-cache-dir -r a.txt"),
        ("uv sync", "COPY pyproject.toml uv.lock ./ and RUN uv sync --frozen --no-install-project"),
        ("dotnet restore x.csproj", "COPY *.csproj ./ and RUN dotnet restore"),
    ])
    func theRemedyNamesTheLists(install: String, remedy: String) throws {
        let dockerfile = AnalyzedDockerfile(.init(parsing: "FROM a:1\nCOPY . .\nRUN \(install)\n"))
        let finding = try #require(CodeBeforeDependencies().findings(in: dockerfile).first)
        #expect(finding.remedy == "Above this line: \(remedy); the code comes last.")
    }

    @Test("what a change of the code does again is told by the model of the build cache")
    func theModelTellsWhatIsDoneAgain() throws {
        func finding(_ text: String) -> Finding? {
            CodeBeforeDependencies().findings(in: AnalyzedDockerfile(.init(parsing: text))).first
        }
        let own = try #require(finding("FROM a:1\nRUN x\nCOPY . .\nRUN npm ci\nRUN npm run build\n"))
        #expect(own.severity == .medium)
        #expect(own.evidence == "COPY . .: a change of the code runs 3 of 4 steps again")
        let builder = try #require(
            finding("FROM a:1 AS b\nCOPY . .\nRUN go mod download\nRUN go build\nFROM c:1\nCOPY --from=b /x /x\n"))
        #expect(builder.severity == .low)
        #expect(builder.evidence == "COPY . .: a change of the code runs 4 of 4 steps again")
        // No default build needs the stage: nothing is known of it.
        let spare = try #require(finding("FROM a:1 AS b\nCOPY . .\nRUN npm ci\nFROM c:1\nRUN x\n"))
        #expect(spare.severity == .low && spare.evidence == "COPY . .")
        let long = "FROM a:1\nCOPY . .\n" + String(repeating: "RUN x\n", count: 2_100) + "RUN npm ci\n"
        #expect(finding(long)?.evidence == "COPY . .", "a longer Dockerfile is not held against the model")
    }

    @Test func namedPackagesNeedNoList() {
        expect(
            CodeBeforeDependencies(),
            "FROM a:1\nCOPY . .\nRUN npm install -g pnpm\nRUN pip install flask==1\nRUN go get example.com/x\nRUN go build ./...\nRUN npm run build"
        )
    }

    @Test func missingCacheMount() {
        expect(MissingCacheMount(), "FROM a:1\nRUN x && 1️⃣npm ci\nRUN 2️⃣go build ./...\nRUN 3️⃣mvn package")
        expect(
            MissingCacheMount(),
            "FROM a:1\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm run build\nRUN go version\nRUN npm")
    }

    @Test(arguments: [
        ("wget https://me:pw@host/x", "wget https://…@host/x"), ("API_TOKEN=abc  make A=1", "API_TOKEN=… make A=1"),
        ("wget https://host/a@b", "wget https://host/a@b"), ("cp a//b@c d", "cp a//b@c d"),
        ("git clone git@host:x", "git clone git@host:x"),
    ])
    func evidenceSpreadsNoSecrets(command: String, evidence: String) {
        #expect(command.withoutSecrets == evidence)
    }
}
